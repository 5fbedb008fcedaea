/*
 * Play on the overview: each node says what became of the things in it, the node of what comes next stands out, and a line shows from which
 * node to which they came. markNodes(now, nearest) does it, with the item that comes next first of the
 * nearest; clearNodes() takes it away; walkedRoads() are the lines, which roads.js draws.
 */
const MEANINGS = { theirs: "theirs or done", refused: "said No", back: "given back", asked: "asked" };
let walked = null; // the nodes of what happened, in its order, and the one of what comes next

const nodeOf = (number) => {
  if (number === data.goal) return goalNode;
  if (number === data.store) return storeNode;
  return nodes[homes.get(number) ?? LANES.findIndex(({ card }) => card && card.n === number)] ?? null;
};
/** The node of an item; of what stands in none, the one of a card that names it. */
const nodeFor = (number) => nodeOf(number) ?? naming(number).map(nodeOf).find(Boolean) ?? null;

function markNodes(now, nearest) {
  for (const [node, counts] of countMarks(now.now)) {
    const marks = [...counts].map(([look, { sign, count }]) => make("span", `mark ${look}`, count > 1 ? `${sign} ${count}` : sign, make("span", "unseen", ` ${MEANINGS[look]}`)));
    node.append(make("span", "marks", ...marks));
  }
  const coming = nearest.map(nodeFor).find(Boolean) ?? null;
  coming?.classList.add("coming");
  const stops = moments.filter(({ item }) => item !== null).map(({ item }) => nodeFor(item)).filter(Boolean);
  walked = { stops: stops.filter((node, place) => node !== stops[place - 1]), coming };
  board.classList.toggle("played", moments.length > 0);
  drawOverview();
}

/** How often each node holds something that looks so: node -> look -> sign and count. */
function countMarks(now) {
  const found = new Map();
  for (const [number, [look, sign]] of listMarks(now)) {
    const node = nodeFor(number);
    if (!node) continue;
    if (!found.has(node)) found.set(node, new Map());
    const counts = found.get(node);
    counts.set(look, { sign, count: (counts.get(look)?.count ?? 0) + 1 });
  }
  return found;
}

function clearNodes() {
  if (!walked) return;
  walked = null;
  board.classList.remove("played");
  for (const node of [...nodes, goalNode, storeNode].filter(Boolean)) {
    node.classList.remove("coming");
    node.querySelector(".marks")?.remove();
  }
  drawOverview();
}

function* walkedRoads() {
  if (!walked) return;
  const { stops, coming } = walked, before = new Set();
  for (const [place, node] of stops.entries()) if (place) yield* walkedRoad(stops[place - 1], node, "trail", before);
  if (stops.length && coming && stops.at(-1) !== coming) yield* walkedRoad(stops.at(-1), coming, "ahead", before);
}

/** A line between two nodes of the board, with an arrow; each one once. */
function* walkedRoad(start, end, look, before) {
  const key = [start, end].map((node) => node.dataset.place ?? node.className).join();
  if (before.has(key) || !board.contains(start) || !board.contains(end)) return;
  before.add(key);
  const [from, to] = [placeOf(start), placeOf(end)], way = wayBetween(from, to, from.middle, to.middle);
  yield drawn("path", { class: `road ${look}`, d: way.path });
  yield drawn("path", { class: `road head ${look}`, d: `M${way.x} ${way.y}l${-11 * way.toward} -7v14Z` });
}
