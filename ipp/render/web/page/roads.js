/*
 * The arrows of the overview: blue between the nodes, gold to the ultimate action. drawRoads() draws them where the nodes stand;
 * pointAt(node) shows all of one node's.
 */
const roadmap = $("roads");
let pointed = null;

function pointAt(node) {
  const place = node ? Number(node.dataset.place) : null;
  if (place === pointed) return;
  pointed = place;
  drawRoads();
}

/** Where a node stands on the board. */
function placeOf(node) {
  const { left, top } = board.getBoundingClientRect(), box = node.getBoundingClientRect();
  return { left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top,
    middle: (box.top + box.bottom) / 2 - top, height: box.height };
}

function drawRoads() {
  roadmap.setAttribute("width", board.clientWidth);
  roadmap.setAttribute("height", board.clientHeight);
  const places = nodes.map(placeOf);
  const labels = [];
  show(roadmap, ...goldRoads(places, labels), ...blueRoads(places, labels), ...walkedRoads(), ...labels);
}

/** The roads that are shown: of a node that is pointed at all, of the others the widest. */
function shownRoads() {
  if (pointed !== null) return ROADS.flatMap(({ roads }) => roads).filter(({ start, end }) => start === pointed || end === pointed);
  const most = LANES.length <= 12 ? 2 : 1;
  return ROADS.flatMap(({ roads }) => (roads.some(({ paths }) => paths) ? roads.filter(({ paths }) => paths) : roads.slice(0, 1)).slice(0, most));
}

function* blueRoads(places, labels) {
  const roads = shownRoads();
  const widest = Math.max(1, ...roads.map(weightOf));
  const ports = new Ports(roads, places), broad = broadest(widest);
  const taken = places.map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
  for (const road of roads) {
    const [from, to] = [places[road.start], places[road.end]];
    const way = wayBetween(from, to, ports.leave(road), ports.enter(road));
    const look = pointed !== null && road.start !== pointed ? "road into" : "road";
    yield drawn("path", { class: look, d: way.path, "stroke-width": 1.3 + broad * weightOf(road) / widest });
    yield drawn("path", { class: `${look} head`, d: `M${way.x} ${way.y}l${-8 * way.toward} -5v10Z` });
    if (labelled()) labels.push(...roadLabel(way.spots, weightText(road), taken, "amount"));
  }
}

/** Each road leaves and enters a node at a height of its own, in the order in which the others stand. */
class Ports {
  constructor(roads, places) {
    this.heights = new Map();
    for (const place of places.keys()) {
      const touching = roads.flatMap((road) => [...(road.start === place ? [[road, "leave", road.end]] : []), ...(road.end === place ? [[road, "enter", road.start]] : [])]);
      touching.sort(([, one, first], [, other, second]) => places[first].middle - places[second].middle || one.localeCompare(other));
      const { top, height } = places[place];
      for (const [at, [road, kind]] of touching.entries())
        this.heights.set(`${kind} ${road.start} ${road.end}`, top + height * (at + 1) / (touching.length + 1));
    }
  }
  leave({ start, end }) { return this.heights.get(`leave ${start} ${end}`); }
  enter({ start, end }) { return this.heights.get(`enter ${start} ${end}`); }
}

/** A curve between two nodes: round the left side in one column, across where they stand in two. */
function wayBetween(from, to, y, level) {
  if (Math.abs(from.left - to.left) < 8) {
    const bulge = Math.min(from.left - 8, gutter(), 16 + Math.abs(level - y) * 0.2), x = from.left;
    const [middle, side] = [(y + level) / 2, x - bulge * 0.86];
    const curve = `M${x} ${y}C${x - bulge * 1.15} ${y} ${x - bulge * 1.15} ${level} ${x - 8} ${level}`;
    return { path: curve, x, y: level, toward: 1, spots: [[side, middle], [side + 3, middle + (level - y) * 0.14], [side + 3, middle - (level - y) * 0.14]] };
  }
  const right = to.left > from.left;
  const [x, end] = right ? [from.right, to.left] : [from.left, to.right], toward = right ? 1 : -1;
  const bend = Math.max(24, Math.abs(end - x) / 2) * toward;
  return { path: `M${x} ${y}C${x + bend} ${y} ${end - bend} ${level} ${end - 8 * toward} ${level}`, x: end, y: level, toward, spots: [[(x + end) / 2, (y + level) / 2]] };
}
/** How much broader the broadest road is than the thinnest: none where all are alike, little where there is little room. */
const broadest = (widest) => (widest <= 1 && !shown ? 0.9 : has("one") && has("wide") ? 5 : 1.4);
const has = (look) => overview.classList.contains(look);
/** Whether numbers stand on the roads: where there is room, and where they say anything. */
const labelled = () => has("wide") && !board.classList.contains("played") && (pointed !== null || has("one")) && LANES.some(({ goods }) => goods.length > 1);
const gutter = () => (has("narrow") ? 28 : has("many") ? 34 : 86);

/** To the ultimate action where a list names it, and thinner to the list for everybody, which all come to. */
function* goldRoads(places, labels) {
  const end = goalNode ?? storeNode;
  if (!end || has("narrow")) return;
  const goal = placeOf(end), store = storeNode && storeNode !== end ? placeOf(storeNode) : null;
  const widest = Math.max(1, ...ROADS.map((road) => goalWeight(road)));
  const direct = ROADS.map((road, place) => [road, place]).filter(([{ goal: named }]) => named || !store);
  const taken = places.map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
  for (const [place, from] of places.entries()) {
    const { goal: named } = ROADS[place], at = direct.findIndex(([, other]) => other === place);
    const to = named || !store ? goal : store;
    const level = to === goal && direct.length ? to.top + to.height * (at + 1) / (direct.length + 1) : to.middle;
    const bend = Math.max(30, (to.left - from.right) * 0.55);
    const faint = pointed !== null && pointed !== place ? " faint" : "";
    yield drawn("path", { class: `gold${named ? "" : " thin"}${faint}`, "stroke-width": named ? goldWidth(ROADS[place], widest) : 1.2,
      d: `M${from.right} ${from.middle}C${from.right + bend} ${from.middle} ${to.left - bend} ${level} ${to.left} ${level}` });
    if (named && labelled()) labels.push(...roadLabel([[from.right + 16, from.middle - 9 - goldWidth(ROADS[place], widest) / 2]], goalText(ROADS[place]), taken, "amount golden"));
  }
  if (store && goalNode && ends(cards.get(data.store)))
    yield drawn("path", { class: "gold", "stroke-width": 4, d: `M${(store.left + store.right) / 2} ${store.bottom}V${goal.top}` });
}
const goldWidth = (road, widest) => 1.4 + (widest <= 1 ? 1.5 : has("many") ? 1 : 10) * goalWeight(road) / widest;
const ends = ({ rows }) => rows.some(({ to }) => to === data.goal);

/** A number on a road, at the first spot where it covers nothing. */
function* roadLabel(spots, text, taken, look) {
  if (!text) return;
  const half = text.length * 3.8 + 2;
  for (const [x, y] of spots) {
    const box = { left: x - half, right: x + half, top: y - 9, bottom: y + 9 };
    if (box.left < 0 || box.top < 0 || taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
    taken.push(box);
    yield drawn("text", { class: look, x, y: y + 4 }, text);
    return;
  }
}
