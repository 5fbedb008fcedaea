/*
 * The layers of the picture: what is in view of frames and tracks stands in `ground`, of cards in `near-cards`, of leads in `near-leads`, of
 * the titles of lanes in `titles`; lines that are drawn for a while stand in `under`. All else is stored outside of the document, as what is
 * only hidden in it costs time in every frame.
 * What other files call: attach(layer, before, now) brings what is in view there, attachAll() and storeAll() bring all.
 */
const sheet = $("sheet");
const stored = $("stored").content;
const lanes = [...picture.querySelectorAll(".lane")]; // one for each group, in their order, or none at all
const frames = [...picture.querySelectorAll(".frame")].map((frame) =>
  ({ frame, ...Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(frame.getAttribute(name))])) }));
const tracks = [...picture.querySelectorAll(".track, .end")];
const titleOf = (lane) => (lane.parentNode.id === "sheet" ? lane : lane.parentNode); // one that is cut stands in a group with its whole name
const groundParts = [...frames.map(({ frame, ...box }) => ({ shape: frame, box })), ...tracks.map((shape) => ({ shape, box: null }))];
const titleParts = lanes.map((lane, place) => ({ shape: titleOf(lane), box: frames[place] }));
const [ground, under, nearCards, nearLeads, titles] = ["ground", "under", "near-cards", "near-leads", "titles"].map((id) => drawn("g", { id }));
sheet.append(ground, under, nearCards, nearLeads, titles);
const inView = { ground: new Set(), cards: new Set(), leads: new Set(), titles: new Set(), brief: false, part: null };
const fineParts = new Map([...shapes.values()].map((shape) => [shape, foldDetail(shape)]));
storeAll();
picture.classList.remove("asleep");

/** Put what is not shown from afar into one group, which then is taken out: what stands in a hidden group of an SVG is laid out all the same. */
function foldDetail(shape) {
  const detail = drawn("g", {}, ...[...shape.children].filter((part) => !part.matches(".box, .behind, .flaw")));
  shape.querySelector(":scope > .box").after(detail);
  return detail;
}

/** Show of a card what can be seen from afar, or all of it. */
function setAfar(shape, afar) {
  if (shape.classList.toggle("afar", afar)) fineParts.get(shape).remove();
  else shape.querySelector(":scope > .box").after(fineParts.get(shape));
}

function storeAll() {
  stored.append(...[...groundParts, ...titleParts].map(({ shape }) => shape), ...shapes.values(), ...leads);
  for (const name of ["ground", "cards", "leads", "titles"]) inView[name] = new Set();
  inView.part = null;
}

function attachAll() {
  showInView({ ground: new Set(groundParts.map(({ shape }) => shape)), cards: new Set(shapes.values()), leads: new Set(leads),
    titles: new Set(titleParts.map(({ shape }) => shape)), part: null });
}

function showInView(now) {
  for (const [name, layer] of [["ground", ground], ["cards", nearCards], ["leads", nearLeads], ["titles", titles]]) attach(layer, inView[name], now[name]);
  Object.assign(inView, now);
}

/** Bring into a layer what is in view now, in its order, and store what was in view before. */
function attach(layer, before, now) {
  for (const shape of before) if (!now.has(shape)) stored.append(shape);
  let next = null;
  for (const shape of [...now].reverse()) {
    if (shape.parentNode !== layer) layer.insertBefore(shape, next);
    next = shape;
  }
}
