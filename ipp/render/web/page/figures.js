/*
 * Figures of the forecast, where the page was made with them: how often a customer is asked, who says Yes, and what a point more is worth.
 * A switch shows and hides them at every level.
 */
const figures = data.figures;
const offered = new Map((figures?.offers ?? []).map(([item, asked, take, point]) => [item, { asked, take, point }]));
let shown = Boolean(figures);

/** The figures of several goods together: asks and worths are added, who says Yes is an average over the asks. */
function sumFigures(numbers) {
  const each = [...numbers].map((number) => offered.get(number)).filter(Boolean);
  if (!each.length) return null;
  const sum = (of) => each.reduce((total, one) => total + of(one), 0), asked = sum((one) => one.asked);
  return { asked, take: asked ? sum((one) => one.take * one.asked) / asked : 0, point: sum((one) => one.point) };
}

const short = (value) => (value >= 99.95 || value === 0 ? String(Math.round(value)) : value >= 9.95 ? value.toFixed(0) : value.toFixed(1));
const worth = (value) => withCurrency((value * 100).toFixed(data.decimals));
const figuresText = ({ asked, take, point }) =>
  `asked ${short(asked * 100)} · Yes ${short(take * 100)}% · a point ${worth(point)}`;

const weightOf = ({ paths, targets }) => (shown ? sumFigures(targets)?.asked ?? 0 : paths);
const weightText = (road) => (shown ? short(weightOf(road) * 100) : road.paths ? String(road.paths) : "");
const goalWeight = ({ goal }) => goal;
const goalText = ({ goal }) => String(goal);

/** Put the figures of cards above them, and on each lead how often it is asked for what it leads to. */
function showFigures(numbers, leadsNow) {
  for (const number of numbers) {
    const shape = shapes.get(number), found = offered.get(number);
    if (found && !shape.querySelector(":scope > .figure")) shape.append(drawn("text", { class: "figure", x: 3, y: -6 }, figuresText(found)));
  }
  for (const lead of leadsNow) {
    const found = offered.get(Number(lead.dataset.to));
    if (!found || lead.querySelector(".figure")) continue;
    const [x, y] = lead.querySelector(".wire").getAttribute("d").match(/-?[\d.]+/g).map(Number);
    lead.append(drawn("text", { class: "figure", x: x + 6, y: y - 4 }, short(found.asked * 100)));
  }
}

function writeFigures() {
  const put = (node, numbers) => {
    const found = shown ? sumFigures(numbers) : null;
    node.querySelector(".figures").textContent = found ? figuresText(found) : "";
  };
  for (const [place, node] of nodes.entries()) put(node, LANES[place].goods);
  if (goalNode) put(goalNode, [data.goal]);
  const arrive = shown && figures.arrive !== null ? ` · ${short(figures.arrive * 100)} of 100 get there in a year` : "";
  $("arrive").textContent = arrive;
  $("key").textContent = keyText();
  $("stage").classList.toggle("figured", shown);
  drawOverview();
  drawView();
}

const keyText = () => [
  shown ? "Of 100 new customers, in a year; a point: what one Yes more in 100 asks is worth. Blue: asks for what it leads to."
    : "Blue: how many products' paths go on there.",
  data.goal === null ? "" : "Gold: to the ultimate action.",
  LANES.some(({ card }) => !card) ? "Click a category to open its cards." : "Click one to see its card.",
].filter(Boolean).join(" ");

$("numbers").hidden = !figures;
$("numbers").addEventListener("click", () => {
  shown = !shown;
  $("numbers").setAttribute("aria-pressed", String(shown));
  writeFigures();
});
