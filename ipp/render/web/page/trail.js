/*
 * Play on the picture: it follows to what is offered, marks what is theirs, was refused or given back or is not answered yet, and draws the
 * trail from card to card. followPlay(now) does all of it; showItem(number) brings an item into view, by its card or one that names it.
 */
const shownFor = (number) => (shapes.has(number) ? number : naming(number).find((start) => shapes.has(start)));

function showItem(number) {
  const shown = shownFor(number);
  if (shown !== undefined) showCard(shown);
}

function followPlay(now) {
  clear();
  picture.classList.add("chosen");
  drawTrail();
  for (const [number, [look, sign]] of listMarks(now.now)) markCard(number, look, sign);
  const { action } = now, nearest = action ? [action.item, firstOfLadder(action), action.because, data[action.origin]] : [];
  markNodes(now, nearest);
  if (!action) return;
  shapes.get(action.item)?.classList.add("coming");
  const shown = nearest.find((number) => shapes.has(number)) ?? shownFor(action.item);
  if (shown !== undefined) {
    drawLine(listStops().at(-1), shown, "ahead");
    if (level() === "cards" || moments.length < 2) showCard(shown); // whoever went back to the overview stays there
  }
}

/** The item that a smaller version stands below, for what has no card of its own. */
function firstOfLadder({ offer, rung }) {
  const ladder = rung ? policy.entries.find(({ rungs }) => rungs?.[rung]?.offer === offer) : null;
  return ladder ? policy.offers[ladder.rungs[0].offer].item : null;
}

/** What became of every item that anything happened with: how it looks, and the sign on its card. */
function listMarks(now) {
  const marks = new Map();
  for (const offer of now.declined.keys()) marks.set(policy.offers[offer].item, ["refused", SIGNS.no]);
  for (const offer of now.open.keys()) marks.set(policy.offers[offer].item, ["asked", SIGNS.asked]);
  for (const item of now.done.keys()) marks.set(item, ["theirs", SIGNS.done]);
  for (const item of now.holdings.lost.keys()) marks.set(item, ["back", SIGNS.back]);
  for (const [item, count] of now.holdings.pieces) if (count) marks.set(item, ["theirs", SIGNS.bought]);
  return marks;
}

function markCard(number, look, sign) {
  const shape = shapes.get(number);
  if (!shape) return;
  shape.classList.add(look);
  const { width } = boxes.get(shape);
  shape.append(drawn("g", { class: `counted fate ${look}`, "aria-hidden": "true" },
    drawn("circle", { cx: width, r: 10, class: "order" }), drawn("text", { x: width, y: 4, class: "count" }, sign)));
}

const listStops = () => moments.filter(({ item }) => item !== null && shapes.has(item)).map(({ item }) => item);

/** Draw where they came along: a line from each card to the next, in the order of what happened. */
function drawTrail() {
  const stops = listStops();
  for (const [place, number] of stops.entries()) {
    const shape = shapes.get(number);
    shape.classList.add("trod");
    if (!shape.querySelector(".counted")) shape.append(numbered(place + 1));
    drawLine(stops[place - 1], number, "trail");
  }
}

function drawLine(start, end, look) {
  if (start === undefined || start === end) return;
  const line = across(shapes.get(start), shapes.get(end));
  line.classList.add(look);
  under.append(line);
}
