/* The panel that says what comes next, and takes the answer. */
const SAID = {
  complete: "The path is complete", stranded: "Nothing is left for this customer", stopped: "This customer gets nothing",
};

function play() {
  const now = Play.decide(policy, events(), customer(), today());
  $("day").value = isoOf(today());
  $("day").min = isoOf(today());
  show($("now"), ...nowParts(now));
  show($("answers"), ...answers(now));
  $("earned").textContent = amount(moments.reduce((sum, { paid }) => sum + paid, 0n));
  const theirs = [...now.now.got.keys()].sort((one, other) => one - other);
  show($("owned"), ...(theirs.length ? theirs.map((number) => make("li", "", bdi(nameOf(number)))) : [make("li", "soft", "nothing yet")]));
  const left = [...now.now.holdings.pieces].filter(([, count]) => count).sort(([one], [other]) => one - other);
  $("giving").hidden = !left.length;
  show($("giving").lastElementChild, ...left.flatMap(([number]) => givingBack(number)));
  $("passed").firstElementChild.textContent = `Passed over: ${now.passed.length}`;
  show($("passed").lastElementChild, ...now.passed.map((each) => make("li", "", bdi(passedText(each)))));
  show($("happened"), ...moments.map((moment) => make("li", "", `${dayText(moment.day)}: `, bdi(moment.text))));
  $("undo").disabled = !moments.length;
  $("stop").hidden = Boolean(now.stop?.asked);
  $("resume").hidden = !now.stop?.asked;
  clear();
  picture.classList.add("chosen");
  for (const number of theirs) shapes.get(number)?.classList.add("theirs");
  if (now.action) shapes.get(now.action.item)?.classList.add("coming");
}

const givingBack = (number) => [
  ...(policy.items[number].membership ? [button(make("span", "", "Cancel ", bdi(nameOf(number))), "", () => cancel(number))] : []),
  button(make("span", "", "Give back ", bdi(nameOf(number))), "", () => giveBack(number)),
];

function* nowParts({ state, action, awaiting, stop }) {
  if (!action) {
    yield make("p", "said", SAID[state]);
    if (stop?.asked) yield make("p", "", `They asked for it on ${dayText(stop.asked)}.`);
    if (stop?.segment) yield make("p", "", "Nobody in ", bdi(stop.segment), " gets anything.");
    return;
  }
  if (state === "held") yield make("p", "soft", "Held back, to measure what the path brings (", bdi(policy.holdout.name), "):");
  const deed = action.offer === null ? "Do" : action.origin === "refill" ? "Remind" : "Offer";
  const when = state === "wait" ? ` on ${dayText(action.due)}` : " today";
  yield make("p", "soft", awaiting ? `Wait for an answer until ${dayText(action.due)}` : `${deed}${when}`);
  yield make("p", "said", `${markOf(action.item)} `, bdi(nameOf(action.item)), ` ${priceText(action)}`);
  yield make("p", "", bdi(awaiting ? "The offer is made, and not answered yet." : reasonOf(action)));
  const terms = action.offer === null ? cards.get(action.item)?.facts.slice(1) ?? [] : [];
  if (terms.length) yield make("p", "soft", bdi(terms.join(" · ")));
  if (action.via) yield make("p", "soft", "via ", bdi(action.via));
}

function* answers(now) {
  const { action, state, awaiting } = now;
  if (!action) return;
  const name = nameOf(action.item), day = today();
  const early = state === "wait" && !awaiting;
  if (state === "held") yield button("Held back", "yes", () => happen(`Held back: ${name}`, [Play.heldBack(now, day)], day));
  else if (early) yield button(`Wait until ${dayText(action.due)}`, "yes", () => happen("Waited", [], action.due));
  else if (action.offer === null)
    yield button("Done", "yes", () => happen(`Did ${name}`, Play.answered(now, true, day), day));
  else {
    yield button("Yes", "yes", () => happen(`Yes to ${name}`, Play.answered(now, true, day), day, costOf(action.price)));
    yield button("No", "", () => happen(`No to ${name}`, Play.answered(now, false, day), day));
    if (awaiting) yield button(`Wait until ${dayText(action.due)}`, "", () => happen("No answer", [], action.due));
    else yield button("No answer yet", "", () =>
      happen(`Asked: ${name}`, [{ kind: "offered", offer: action.offer, on: day }], day));
  }
  const card = shapes.has(action.item) ? button("Show", "", () => showCard(action.item)) : "";
  if (card) yield card;
}
