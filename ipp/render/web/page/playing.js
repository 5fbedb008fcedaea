/* The panel that says what comes next, what each answer leads to, and takes the answer; the picture follows. */
const SAID = {
  complete: "The path is complete", stranded: "Nothing is left for this customer", stopped: "This customer gets nothing",
};

function play() {
  const now = Play.decide(policy, events(), customer(), today());
  const pressed = ["answers", "giving"].find((id) => $(id).contains(document.activeElement));
  showDay();
  show($("now"), ...nowParts(now));
  show($("answers"), ...answers(now));
  $("earned").textContent = amount(moments.reduce((sum, { paid }) => sum + paid, 0n));
  showOwned(now.now);
  $("passed").firstElementChild.textContent = `Passed over: ${now.passed.length}`;
  show($("passed").lastElementChild, ...now.passed.map((each) => make("li", "", bdi(passedText(each)))));
  show($("happened"), ...moments.map((moment) => make("li", "", ...momentParts(moment))));
  $("undo").disabled = !moments.length;
  $("stop").hidden = Boolean(now.stop?.asked);
  $("resume").hidden = !now.stop?.asked;
  if (pressed) $("answers").querySelector("button")?.focus({ preventScroll: true }); // the button that was pressed is gone
  if (!$("play").hidden) followPlay(now);
}

function showOwned(now) {
  const theirs = [...now.got.keys()].sort((one, other) => one - other);
  show($("owned"), ...(theirs.length ? theirs.map((number) => make("li", "", bdi(nameOf(number)))) : [make("li", "soft", "nothing yet")]));
  const left = [...now.holdings.pieces].filter(([, count]) => count).sort(([one], [other]) => one - other);
  $("giving").hidden = !left.length;
  show($("giving").lastElementChild, ...left.flatMap(([number]) => givingBack(number)));
}

const givingBack = (number) => [
  ...(policy.items[number].membership ? [button(make("span", "", "Cancel ", bdi(nameOf(number))), "", () => cancel(number))] : []),
  button(make("span", "", "Give back ", bdi(nameOf(number))), "", () => giveBack(number)),
];

const momentParts = ({ kind, item, text, day }) => [
  `${SIGNS[kind]} ${dayText(day)}: `.trimStart(),
  item !== null && cards.has(item) ? button(bdi(text), "link", () => showItem(item)) : bdi(text)];

function* nowParts({ state, action, awaiting, stop }) {
  if (!action) {
    yield make("p", "said", SAID[state]);
    if (stop?.asked) yield make("p", "", `They asked for it on ${dayText(stop.asked)}.`);
    if (stop?.segment) yield make("p", "", "Nobody in ", bdi(stop.segment), " gets anything.");
    return;
  }
  if (state === "held") yield make("p", "soft", "Held back, to measure what the path brings (", bdi(policy.holdout.name), "):");
  const when = state === "wait" ? ` on ${dayText(action.due)}` : " today";
  yield make("p", "soft", awaiting ? `Wait for an answer until ${dayText(action.due)}` : `${deedOf(action)}${when}`);
  const name = bdi(nameOf(action.item));
  yield make("p", "said", `${markOf(action.item)} `, shownFor(action.item) === undefined ? name : button(name, "link", () => showItem(action.item)), ` ${priceText(action)}`);
  yield make("p", "", bdi(awaiting ? "The offer is made, and not answered yet." : reasonOf(action)));
  const terms = action.offer === null ? cards.get(action.item)?.facts.slice(1) ?? [] : [];
  if (terms.length) yield make("p", "soft", bdi(terms.join(" · ")));
  if (action.via) yield make("p", "soft", "via ", bdi(action.via));
}
const deedOf = ({ offer, origin }) => (offer === null ? "Do" : origin === "refill" ? "Remind" : "Offer");

/** The buttons of all answers that there are, each with what it leads to. */
function* answers(now) {
  const { action, state, awaiting } = now;
  if (!action) return;
  const { item, offer, due, price } = action, name = nameOf(item), day = today();
  const next = Play.foresee(now, policy, events(), customer());
  const said = (yes) => Play.answered(now, yes, day);
  if (state === "held") yield answer("held", "Held back", next.held, { item, text: `Held back: ${name}`, events: [Play.heldBack(now, day)] });
  else if (next.wait) yield answer("time", `Wait until ${dayText(due)}`, next.wait, { text: "Waited", day: due });
  else if (next.done) yield answer("done", "Done", next.done, { item, text: `Did ${name}`, events: said(true) });
  else {
    yield answer("bought", "Yes", next.yes, { item, text: `Yes to ${name}`, events: said(true), paid: costOf(price) });
    yield answer("no", "No", next.no, { item, text: `No to ${name}`, events: said(false) });
    if (awaiting) yield answer("silent", `Wait until ${dayText(due)}`, next.silence, { text: "No answer", day: due });
    else yield answer("asked", "No answer yet", next.silence, { item, text: `Asked: ${name}`, events: [{ kind: "offered", offer, on: day }] });
  }
}

/** A button for one answer: what it is called, and, smaller, the decision that it leads to. */
function answer(kind, text, next, moment) {
  const made = button(make("b", "", text), ["no", "asked", "silent"].includes(kind) ? "" : "yes", () => happen({ kind, ...moment }));
  made.dataset.answer = kind;
  made.append(make("span", "after", ...nextParts(next, kind === "asked")));
  return made;
}

/** What comes then, in words; after silence, from the day on which it becomes a No. */
function nextParts({ state, action, awaiting, now: { today: then } }, silent) {
  const since = silent ? `if it stays so, on ${dayText(then)}: ` : "then: ";
  if (!action) return [since, SAID[state].replace(/^[TN]/, (letter) => letter.toLowerCase())];
  const deed = state === "held" ? "hold back" : awaiting ? "wait for an answer to" : deedOf(action).toLowerCase();
  const until = awaiting ? ` until ${dayText(action.due)}` : state === "wait" ? ` on ${dayText(action.due)}` : "";
  return [`${since}${deed} ${markOf(action.item)} `, bdi(nameOf(action.item)), ` ${priceText(action)}${until}`];
}
