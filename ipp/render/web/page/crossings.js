/*
 * Arrows between lanes. Near, each offer whose card stands in another lane is drawn from its line to that card; from afar one arrow
 * stands for all offers from a lane to another. They lie under the cards, in a few paths whatever their number.
 */
const AWAY = [...shapes].flatMap(([from, shape]) => [...shape.querySelectorAll(".away")].map((sign) => ({ from, to: Number(sign.dataset.to), y: Number(sign.dataset.y) })));
const away = new Map();
for (const each of AWAY) away.set(each.from, [...(away.get(each.from) ?? []), each]);
const MOST_AWAY = 60, MOST_FROM_LANE = 2;
const crossing = drawn("path", { class: "crossing" }), tips = drawn("path", { class: "crossing tips" });
const amounts = drawn("g", { class: "amounts" });
const frameOf = new Map(lanes.length ? data.groups.flatMap(({ goods }, place) => goods.map((number) => [number, place])) : []);
const between = findBetween();
under.append(crossing, tips);
sheet.append(amounts);
let crossed = ""; // which arrows are drawn

function findBetween() {
  const counts = new Map();
  for (const { from, to } of AWAY) {
    const [start, end] = [frameOf.get(from), frameOf.get(to)];
    if (start === undefined || end === undefined || start === end) continue;
    if (!counts.has(start)) counts.set(start, new Map());
    counts.get(start).set(end, (counts.get(start).get(end) ?? 0) + 1);
  }
  return [...counts].flatMap(([start, ends]) => [...ends].sort(([, one], [, other]) => other - one).slice(0, MOST_FROM_LANE)
    .map(([end, count]) => ({ start, end, count })));
}

/** Draw the arrows anew where they have changed; while the view glides they stay as large as they are. */
function drawCrossings(numbers, part, brief, gliding) {
  const named = brief ? between.filter(({ start, end }) => meets(frames[start], part) || meets(frames[end], part)) : numbers.flatMap((number) => away.get(number) ?? []);
  const key = [brief, ...named.map(({ start, end, from, y }) => [start, end, from, y])].join();
  if (gliding && key === crossed) return;
  crossed = key;
  const ways = brief ? laneWays(named) : cardWays(named);
  crossing.setAttribute("d", ways.map(({ path }) => path).join(""));
  tips.setAttribute("d", ways.map(({ x, y, toward, size }) => `M${x} ${y}l${-size * toward} ${-size * 0.6}v${size * 1.2}Z`).join(""));
  crossing.setAttribute("stroke-width", brief ? 3 / view.scale : 1.3);
  amounts.replaceChildren(...(brief ? ways.map(({ middle: [x, y], count }) =>
    drawn("text", { x, y, "font-size": LETTERS / view.scale }, String(count))) : []));
}

function cardWays(named) {
  return named.filter(({ to }) => shapes.has(to)).slice(0, MOST_AWAY).map(({ from, to, y }) => {
    const [start, end] = [boxes.get(shapes.get(from)), boxes.get(shapes.get(to))];
    const [x, top] = [start.x + start.width, start.y + y], [left, level] = [end.x - 3, end.y + 19];
    const bend = Math.max(60, Math.min(400, Math.abs(left - x) / 2));
    return { path: `M${x} ${top}C${x + bend} ${top} ${left - bend} ${level} ${left - 7} ${level}`, x: left, y: level, toward: 1, size: 8 };
  });
}

/** One arrow from a lane to another: round the left side in one stack, across between two. */
function laneWays(named) {
  return named.map(({ start, end, count }) => {
    const [from, to] = [frames[start], frames[end]], size = 14 / view.scale;
    const [y, level] = [from.y + Math.min(from.height / 2, 120), to.y + Math.min(to.height / 2, 160)];
    if (Math.abs(from.x - to.x) < 40) {
      const bulge = 26 + Math.min(60, Math.abs(level - y) * 0.04), x = from.x;
      return { path: `M${x} ${y}C${x - bulge} ${y} ${x - bulge} ${level} ${x - size} ${level}`, x, y: level, toward: 1, size, count, middle: [x - bulge * 0.75, (y + level) / 2] };
    }
    const right = to.x > from.x, toward = right ? 1 : -1;
    const [x, left] = right ? [from.x + from.width, to.x] : [from.x, to.x + to.width], bend = Math.max(60, Math.abs(left - x) / 2) * toward;
    return { path: `M${x} ${y}C${x + bend} ${y} ${left - bend} ${level} ${left - size * toward} ${level}`, x: left, y: level, toward, size, count, middle: [(x + left) / 2, (y + level) / 2] };
  });
}
