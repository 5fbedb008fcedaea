/*
 * The first level: every category as a node, where its customers go, and the ultimate action. Nodes are buttons that the page lays out;
 * the arrows between them are drawn by roads.js under them, where they came to stand.
 */
const overview = $("overview"), scroller = $("scroller"), board = $("board");
const ROOMY = 49, SNUG = 34, FIGURES = 16, COLUMN = 172; // heights of a node, and of its figures, and the least width of a column of them, in pixels
const PAGE = 640; // height of a sheet of paper that lies across, in pixels
const onPaper = () => document.documentElement.classList.contains("paper");
const nodes = LANES.map(laneNode);
const goalNode = data.goal !== null && cards.has(data.goal) ? endNode(cards.get(data.goal), "goal") : null;
const storeNode = data.store !== null && cards.has(data.store) ? endNode(cards.get(data.store), "store") : null;

function laneNode(lane, place) {
  const found = findingsOf(lane);
  const made = button("", `node ${lane.look}`, () => openLane(place));
  made.append(make("span", "title", lane.card && lane.look !== "list" ? `${markOf(lane.card.n)} ` : "", bdi(lane.name)),
    make("span", "size", sizeText(lane)), make("span", "leads", ...leadsText(place)), make("span", "figures"), ...flag(found));
  made.dataset.place = place;
  return made;
}

/** Where most offers of a node lead, in words. */
function leadsText(place) {
  const { roads, goal } = ROADS[place];
  const taken = roads.filter(({ paths }) => paths);
  const many = LANES[place].goods.length > 1;
  const ends = (taken.length ? taken : roads).slice(0, 2).map(({ end, paths }) => LANES[end].name + (many && paths ? ` ${paths}` : ""));
  if (goal) ends.push(many ? `★ ${goal}` : "★");
  return ends.length ? ["→ ", bdi(ends.join(", "))] : [];
}

function* flag(found) {
  if (!found.length) return;
  const worst = ["error", "warning", "info"].find((severity) => found.some((each) => each.severity === severity));
  const sign = make("span", `flag ${worst}`, { error: "✕", warning: "!", info: "i" }[worst]);
  sign.append(make("span", "unseen", ` ${countOf(found.length, "finding")}`));
  yield sign;
}

function endNode(card, look) {
  const made = button("", `node ${look}`, () => choose(card.n, true));
  const rows = look === "store" ? card.rows.slice(0, 4).map((row) => make("span", "size", `${row.to === data.goal ? "★" : MARKS[row.kind]} `, bdi(row.name))) : [];
  const more = card.rows.length - rows.length;
  made.append(make("span", "title", look === "goal" ? "★ " : "", bdi(look === "store" ? "Then, for everybody" : card.name)),
    make("span", "size", card.price), ...rows, look === "store" && more > 0 ? make("span", "size", `and ${countOf(more, "more step", "more steps")}`) : "",
    make("span", "figures"), ...(look === "goal" ? card.facts.map((fact) => make("span", "size fact", bdi(fact))) : []), ...flag(card.findings));
  return made;
}

/** What does not go as it should: findings, and what waits for a day or is not sold now. */
function careBox() {
  const blocked = listBlocked();
  if (!flaws && !blocked.length) return "";
  const box = make("div", "care", make("h2", "", flaws ? "Look at" : "Not open now"));
  if (flaws) box.append(button(`${countOf(flaws, "finding")} of ipp validate`, "link", () => turnTo("findings")));
  const most = 3;
  if (blocked.length) box.append(make("ul", "", ...blocked.slice(0, most).map(([number, text]) => make("li", "", cardLinkOr(number), ` ${text}`)),
    blocked.length > most ? make("li", "soft", `and ${blocked.length - most} more`) : ""));
  return box;
}
const cardLinkOr = (number) => (cards.has(number) ? link(number) : bdi(nameOf(number)));

/** Each thing that nobody is offered today, once, with the reason. */
function listBlocked() {
  const found = new Map();
  for (const [number, { unavailable }] of policy.items.entries()) if (unavailable) found.set(number, unavailable);
  for (const { rungs, touch, gate } of policy.entries)
    for (const [item, { windows = [] }] of rungs ? rungs.map((rung) => [policy.offers[rung.offer].item, rung.gate ?? {}]) : [[touch, gate ?? {}]]) {
      if (found.has(item) || windows.every((window) => Days.holds(window, TODAY))) continue;
      const opens = Days.nextCommonDay(windows, TODAY);
      found.set(item, opens === null ? "its time is over" : `opens ${dayText(opens)}`);
    }
  return [...found];
}

function openLane(place) {
  const { card, goods, group } = LANES[place];
  if (card) choose(card.n, true);
  else if (group === null) showCards(goods);
  else showGroup(group);
  reachFirst(goods);
}

/** Choose how dense the nodes stand: in one column while they have room, else in several. */
function arrange() {
  const { clientWidth: width } = scroller, height = onPaper() ? PAGE : scroller.clientHeight;
  const narrow = width < 640;
  if (goalNode) $(narrow ? "last" : "ends").append(goalNode);
  if (care) $("ends").append(care);
  const room = height - $("example").offsetHeight - 62;
  const rows = (tall) => Math.max(1, Math.floor(room / (tall + 6 + (shown ? FIGURES : 0))));
  const roomy = nodes.length <= rows(ROOMY) || (narrow && nodes.length <= 12);
  const columns = roomy || narrow || nodes.length <= rows(SNUG) ? 1 : Math.min(4, Math.max(1, Math.floor((width - 320) / COLUMN)), Math.ceil(nodes.length / rows(SNUG)));
  overview.className = [narrow ? "narrow" : "wide", roomy ? "roomy" : "snug", columns > 1 ? "many" : "one", nodes.length < 7 ? "few" : ""].join(" ");
  $("nodes").style.gridTemplateRows = `repeat(${Math.ceil(nodes.length / columns)}, auto)`;
  $("nodes").style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
}

function drawOverview() {
  if (overview.hidden || !overview.clientWidth) return;
  arrange();
  overview.classList.toggle("tall", scroller.scrollHeight > scroller.clientHeight + 1); // the end stays in view
  drawRoads();
}

show($("nodes"), ...nodes.map((node) => make("li", "", node)));
const care = careBox();
show($("ends"), ...[storeNode, goalNode, care].filter(Boolean));
board.addEventListener("pointerover", (event) => pointAt(event.target.closest?.("#nodes .node")));
board.addEventListener("pointerleave", () => pointAt(null));
board.addEventListener("focusin", (event) => pointAt(event.target.closest?.("#nodes .node")));
new ResizeObserver(() => requestAnimationFrame(drawOverview)).observe(scroller);
