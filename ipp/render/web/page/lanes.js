/*
 * The nodes of the overview and the offers between them: a node for each category, for each product where a store has no
 * categories, and for the list of those who bought nothing yet. LANES are the nodes, ROADS say where their customers go.
 */
const MOST_GOODS = 24; // products that an overview without categories shows
const isGood = (number) => ["product", "bundle"].includes(cards.get(number)?.kind);

const LANES = [...firstLane(), ...goodsLanes()];
const homes = new Map(LANES.flatMap((lane, place) => lane.goods.map((number) => [number, place])));
const ROADS = findRoads();

function* firstLane() {
  const card = cards.get(data.prospects);
  if (card) yield { name: "Bought nothing yet", goods: [], then: null, lists: [card], look: "list", card };
}

function* goodsLanes() {
  const groups = [...data.groups.entries()].filter(([, { goods }]) => goods.length);
  if (groups.length > 1)
    for (const [group, { name, goods, then }] of groups)
      yield { group, name: name || "without a category", goods, then, lists: listsOf(goods, then), look: "lane", card: null };
  else yield* singleGoods(groups[0]?.[1].goods ?? [], groups[0]?.[1].then);
}

function listsOf(goods, then) {
  return [...goods, then].map((number) => cards.get(number)).filter(Boolean);
}

/** A store without categories: its products one by one, those that lead furthest first where they are many. */
function* singleGoods(goods, then) {
  const weight = (number) => cards.get(number).rows.filter(({ to }) => isGood(to)).length;
  const most = goods.length <= MOST_GOODS ? goods : [...goods].sort((one, other) => weight(other) - weight(one)).slice(0, MOST_GOODS - 1);
  const shown = goods.filter((number) => most.includes(number)), rest = goods.filter((number) => !most.includes(number));
  for (const number of shown)
    yield { name: nameOf(number), goods: [number], then, lists: listsOf([number], then), look: cards.get(number).kind, card: cards.get(number) };
  if (rest.length) yield { group: null, name: `${rest.length} others`, goods: rest, then, lists: listsOf(rest, then), look: "lane", card: null };
}

/**
 * Where the customers of a node go: of how many products the path leads on to another node, and of how many to the ultimate action.
 * A path is the first offer that everybody gets, and on from there, until it leaves the node. Roads that no path takes have offers only.
 */
function findRoads() {
  return LANES.map(({ goods, lists, then }, place) => {
    const roads = new Map();
    const roadTo = (end) => {
      if (!roads.has(end)) roads.set(end, { start: place, end, paths: 0, offers: 0, targets: new Set() });
      return roads.get(end);
    };
    for (const { rows } of lists)
      for (const { to } of rows) {
        const home = homes.get(to);
        if (home === undefined || home === place) continue;
        roadTo(home).offers += 1;
        roadTo(home).targets.add(to);
      }
    const exits = (goods.length ? goods : [null]).map((number) => findExit(number, number === null ? lists[0].rows : null, place, then));
    for (const exit of exits) if (roads.has(exit)) roads.get(exit).paths += 1;
    return { goal: exits.filter((exit) => exit === "goal").length, late: exits.filter((exit) => exit === "list").length,
      roads: [...roads.values()].sort((one, other) => other.paths - one.paths || other.offers - one.offers || one.end - other.end) };
  });
}

/** Where a path leaves a node: the place of another node, `goal`, `list` when only the list for everybody is left, or null. */
function findExit(number, rows, place, then) {
  const met = new Set([number]);
  const open = ({ to, kind, conditional }) => kind !== "touch" && !conditional && !met.has(to) && !policy.items[to].unavailable;
  for (;;) {
    const next = (rows ?? [...cards.get(number).rows, ...(cards.get(then)?.rows ?? [])]).find(open);
    if (!next) return cards.get(data.store)?.rows.some(({ to }) => to === data.goal) || data.goal !== null ? "list" : null;
    if (next.to === data.goal) return "goal";
    const home = homes.get(next.to);
    if (home !== place) return home ?? null;
    met.add(next.to);
    [number, rows] = [next.to, null];
  }
}

const countOf = (number, word, words = `${word}s`) => `${number} ${number === 1 ? word : words}`;

/** What stands under the name of a node. */
function sizeText({ goods, card, lists }) {
  if (card) return card.kind === "list" ? countOf(card.rows.length, "step") : card.price;
  const kinds = goods.map((number) => cards.get(number)?.kind);
  const count = (kind) => kinds.filter((each) => each === kind).length;
  return [["product", count("product")], ["bundle", count("bundle")]].filter(([, number]) => number)
    .map(([word, number]) => countOf(number, word)).join(", ");
}

const findingsOf = ({ lists }) => lists.flatMap(({ findings }) => findings);
