/* Choosing a card: choose(number, move) shows the recommended path of whoever buys it, and why. */
function choose(number, move) {
  const card = cards.get(number);
  if (!card) return;
  const good = ["product", "bundle"].includes(card.kind);
  const found = good ? Play.journey(policy, [{ kind: "bought", items: [number], on: TODAY }], customer(), TODAY) : null;
  if (shapes.has(number)) openCards();
  if (found) highlight(number, found.steps);
  else highlightNaming(number);
  if (shapes.has(number)) reach(number, false);
  if (move) showCard(shapes.has(number) ? number : naming(number).find((start) => shapes.has(start)));
  turnTo("look");
  show($("look"), ...details(card, found));
  tell(`${card.name}. ${found ? pathText(found) : ""}`);
}

function highlightNaming(number) {
  clear();
  picture.classList.add("chosen");
  shapes.get(number)?.classList.add("on", "at");
  for (const start of naming(number)) shapes.get(start)?.classList.add("on");
}
const naming = (number) => data.cards.filter((card) => card.rows.some((row) => row.to === number)).map((card) => card.n);
const pathText = ({ steps }) => `Recommended path: ${steps.map(({ action }) => nameOf(action.item)).join(", ")}`;

function* details(card, found) {
  yield make("h2", "big", markOf(card.n), " ", bdi(card.name));
  yield make("p", "soft", [card.price, ...card.facts].filter(Boolean).join(" · "));
  if (card.note) yield make("p", "", bdi(card.note));
  for (const finding of card.findings) yield findingBox(finding);
  if (card.holds.length) yield* listing("In it", card.holds.map((text) => [bdi(text)]));
  if (card.rungs.length) yield* listing("Smaller versions after a No", card.rungs.map((text) => [bdi(text)]));
  if (found) yield* path(card, found);
  if (card.rows.length) yield* listing(card.kind === "list" ? "What it says" : "Its list", card.rows.map(rowParts));
  const starts = naming(card.n);
  if (starts.length) yield* listing("Named by", starts.map((start) => [cardLink(start)]));
  if (policy.items[card.n]) yield make("p", "", linkTo(card.n));
}

const cardLink = (number) => button(bdi(cards.get(number).name), "link", () => choose(number, true));

function* listing(title, items) {
  yield make("h3", "", title);
  yield make("ul", "", ...items.map((parts) => make("li", "", ...parts)));
}

const rowParts = (row) => [
  `${row.to === data.goal ? "★" : MARKS[row.kind]} `, cards.has(row.to) ? link(row.to) : bdi(row.name),
  make("span", "soft", [` ${row.price}`, ...row.terms].filter((part) => part.trim()).join(", ").replace(/^(?=.)/, " ")),
  ...row.rungs.map((text) => make("div", "soft", bdi(text))),
];

function* path(card, { steps, ends }) {
  yield make("h3", "", "Recommended path, if every answer is Yes");
  const items = steps.map(({ action, on }) => make("li", "",
    `${markOf(action.item)} `, cards.has(action.item) ? link(action.item) : bdi(nameOf(action.item)),
    action.offer === null ? "" : ` ${priceText(action)}`,
    make("div", "soft", `${on === TODAY ? "today" : `in ${countOf(on - TODAY, "day")}`}: `, bdi(reasonOf(action)))));
  yield make("ol", "", ...items);
  if (ENDS[ends]) yield make("p", "soft", ENDS[ends]);
  if (steps[0]?.passed.length) yield* listing("Passed over at first", steps[0].passed.map((each) => [bdi(passedText(each))]));
  if (policy.items[card.n].unavailable !== "draft")
    yield make("p", "answers", button("Play from here", "yes", () => playFrom(card.n)));
}
