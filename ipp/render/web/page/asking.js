/* What the player types and chooses: purchases, days, and who the customer is. */
const sellable = policy.items.map((item, number) => [item, number]).filter(([item]) => item.kind !== "touch" && item.unavailable !== "draft");
const byName = new Map([...sellable].reverse().map(([item, number]) => [folded(item.name), number]));
show($("goods"), ...sellable.map(([item]) => {
  const made = make("option");
  made.value = item.name;
  return made;
}));
$("buying").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = byName.get(folded($("buy").value.trim()));
  $("unknown").textContent = number === undefined ? "No product or bundle is called that." : "";
  if (number === undefined) return;
  $("buy").value = "";
  buy(number);
});
$("day").addEventListener("change", () => {
  if (!$("day").value) return;
  const day = dayOf($("day").value);
  if (!moments.length) start = day;
  else if (day > today()) moments.push({ text: "Time passed", events: [], day, paid: 0n });
  play();
});
$("stop").addEventListener("click", () => happen("Asked to get nothing", [{ kind: "stopped", on: today() }], today()));
$("resume").addEventListener("click", () => resume(today()));
/** Let them get something again: on a later day than they asked to stop. */
function resume(day) {
  const later = events().some(({ kind, on }) => kind === "stopped" && on === day) ? day + 1 : day;
  happen("Asked to get something again", [{ kind: "resumed", on: later }], later);
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

/** The shares that one draw decides: in which of them they are. */
function shareChoice({ salt, kinds }, number) {
  const shares = [...new Set(kinds.flatMap(([, names]) => names))];
  const title = shares.length === 1 ? `Share ${shares[0]}` : `Shares by ${salt}`;
  const options = [["", shares.length === 1 ? "not in" : "in none"],
    ...kinds.map(([drawn, names]) => [drawn, shares.length === 1 ? "in" : `in ${names.join(", ")}`])];
  return choice(title, options, (drawn) => draws.set(number, drawn));
}
show($("facts"),
  ...policy.attributes.map(({ key, name, values }) => choice(name, [["", "not known"], ...values], (value) => facts.set(key, value))),
  ...policy.draws.map(shareChoice));
