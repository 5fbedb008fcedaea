/* What the player types and chooses: purchases, days, and who the customer is. */
const sellable = policy.items.map((item, n) => ({ n, ...item })).filter((item) => item.kind !== "touch" && item.unavailable !== "draft")
  .map(({ n, name }) => ({ n, name, codes: terms.get(n)?.codes ?? [], category: "" }));
const findSellable = Finder.make(sellable);
show($("goods"), ...sellable.map(({ name }) => {
  const made = make("option");
  made.value = name;
  return made;
}));
$("buying").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("buy").value.trim(), thing = text ? findNamed(text, sellable) : undefined;
  show($("unknown"), ...(thing ? [] : unknownParts(text)));
  if (!thing) return;
  $("buy").value = "";
  buy(thing.n);
});

function unknownParts(text) {
  const [near] = findSellable(text).hits;
  return ["No product or bundle is called that.", ...(near ? [" Did you mean ", button(bdi(near.name), "link", () => takeNear(near)), "?"] : [])];
}
function takeNear({ n }) {
  show($("unknown"));
  $("buy").value = "";
  $("buy").focus();
  buy(n);
}

function showDay() {
  $("day").value = isoOf(today());
  $("day").min = isoOf(moments.length ? today() : FIRST_DAY);
  $("day").max = isoOf(LAST_DAY);
}
/** Let it be another day; a day that cannot be is said so, and nothing changes. */
function chooseDay(day) {
  $("early").textContent = passTo(day) ? "" : "Days do not run backwards: take back what happened, or start over.";
  play();
}
let typing = false; // a day that is typed is complete with Enter, or when the field is left
function takeDay() {
  typing = false;
  if ($("day").value) chooseDay(dayOf($("day").value));
  else showDay();
}
$("day").addEventListener("keydown", ({ key }) => {
  typing = key !== "Enter";
  if (!typing) takeDay();
});
$("day").addEventListener("change", () => { if (!typing) takeDay(); });
$("day").addEventListener("blur", () => { if (typing) takeDay(); });
for (const [id, days] of [["tomorrow", 1], ["week", 7], ["month", 30]])
  $(id).addEventListener("click", () => chooseDay(Math.min(LAST_DAY, today() + days)));

$("stop").addEventListener("click", () => happen({ kind: "word", text: "Asked to get nothing", events: [{ kind: "stopped", on: today() }] }));
$("resume").addEventListener("click", () => resume(today()));
/** Let them get something again: on a later day than they asked to stop. */
function resume(day) {
  const later = events().some(({ kind, on }) => kind === "stopped" && on === day) ? day + 1 : day;
  happen({ kind: "word", text: "Asked to get something again", events: [{ kind: "resumed", on: later }], day: later });
}
$("undo").addEventListener("click", () => {
  moments.pop();
  play();
});
$("anew").addEventListener("click", () => {
  restart();
  play();
});
/** A question about who they are, with what can be chosen; `chosen` is told. */
function choice(title, options, chosen) {
  const select = make("select");
  for (const [value, text] of options) {
    const made = make("option", "", text);
    made.value = value;
    select.append(made);
  }
  select.addEventListener("change", () => {
    chosen(select.value);
    play();
  });
  return make("label", "", bdi(title), select);
}

/** A switch for each share that one draw decides; turning one can turn others of the same draw. */
function shareSwitches(draw, number) {
  const inputs = draw.shares.map((_, share) => {
    const input = make("input");
    Object.assign(input, { type: "checkbox", role: "switch" });
    input.addEventListener("change", () => {
      draws.set(number, Switches.turn(draw, draws.get(number) ?? null, share, input.checked));
      const on = Switches.listOn(draw, draws.get(number));
      for (const [each, other] of inputs.entries()) other.checked = on.has(each);
      play();
    });
    return input;
  });
  return draw.shares.map(({ name, holdout }, share) => make("label", "switch", inputs[share], holdout ? "Holdout " : "Share ", bdi(name)));
}
show($("facts"),
  ...policy.attributes.map(({ key, name, values }) => choice(name, [["", "not known"], ...values], (value) => facts.set(key, value))),
  ...policy.draws.flatMap(shareSwitches));
