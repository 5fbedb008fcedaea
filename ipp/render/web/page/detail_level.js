/*
 * The cards that are in view, and how much of them: everything that stands on them where it can be read and is not too much to draw, else
 * their names, in letters that stay large. What is not in view is not drawn.
 */
const READABLE = 0.85, LETTERS = 12.5, LINE = 15; // the scale from which on a card is read whole; letters and lines of names in pixels
const MOST_DRAWN = 380; // elements of a frame
const STEPS = 12; // scales between which names are broken anew, for each factor of e
const weights = new Map([...shapes].map(([number, shape]) => [number, shape.getElementsByTagName("*").length + 1]));
const frames = [...picture.querySelectorAll(".frame")].map((frame) =>
  ({ frame, ...Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(frame.getAttribute(name))])) }));
const lanes = [...picture.querySelectorAll(".lane")]; // one for each group, in their order, or none at all
const tracks = [...picture.querySelectorAll(".track, .end")];
const places = [...shapes].map(([number, shape]) => ({ number, box: boxes.get(shape) }));
const reaches = []; // what tracks and their ends reach over; measured when they are first drawn
const outgoing = new Map(); // leads by the card that they start from or end at
for (const lead of leads)
  for (const number of new Set([lead.dataset.from, lead.dataset.to].map(Number)))
    outgoing.set(number, [...(outgoing.get(number) ?? []), lead]);
const mainLeads = new Set(leads.filter((lead) => lead.querySelector(".main")));

const meets = (box, part) => box.x <= part.right && box.y <= part.bottom && box.x + box.width >= part.left && box.y + box.height >= part.top;

/** Draw what is in view of the cards; while the view glides, only what comes into it is written. */
function drawDetail(part, gliding) {
  const cardsNow = places.filter(({ box }) => meets(box, part)).map(({ number }) => number);
  if (gliding && cardsNow.length === inView.cards.size && cardsNow.every((number) => inView.cards.has(shapes.get(number)))) return drawFrames(part, inView.brief, true);
  const whole = cardsNow.reduce((sum, number) => sum + weights.get(number), 0);
  const brief = (gliding ? inView.brief : view.scale < READABLE) || whole > MOST_DRAWN * 0.9;
  const leadsNow = chooseLeads(cardsNow, MOST_DRAWN - (brief ? cardsNow.length * 4.5 : whole) - 2 * frames.length);
  const same = gliding && brief === inView.brief;
  const newCards = same ? cardsNow.filter((number) => !inView.cards.has(shapes.get(number))) : cardsNow;
  const newLeads = same ? leadsNow.filter((lead) => !inView.leads.has(lead)) : leadsNow;
  writeCards(newCards, newLeads, brief);
  showInView({ cards: new Set(cardsNow.map((number) => shapes.get(number))), leads: new Set(leadsNow), brief });
  drawFrames(part, brief, same);
  drawCrossings(cardsNow, part, brief, same);
  keepReachable(cardsNow);
}

function writeCards(numbers, leadsNow, brief) {
  for (const number of numbers) {
    shapes.get(number).classList.toggle("afar", brief);
    if (brief) writeName(number);
  }
  for (const lead of leadsNow) lead.classList.toggle("afar", brief);
  if (shown && !brief) showFigures(numbers, leadsNow);
}

function showInView(now) {
  attach(nearCards, inView.cards, now.cards);
  attach(nearLeads, inView.leads, now.leads);
  Object.assign(inView, now);
}

function drawFrames(part, brief, same) {
  for (const [place, { frame, ...box }] of frames.entries()) {
    frame.classList.toggle("out", !meets(box, part));
    lanes[place]?.classList.toggle("out", !meets(box, part));
    if (same || !lanes[place]) continue;
    lanes[place].classList.toggle("afar", brief);
    if (brief) growWith(lanes[place]);
  }
  if (!reaches.length) reaches.push(...tracks.map((track) => track.getBBox()));
  for (const [place, track] of tracks.entries()) track.classList.toggle("out", !meets(reaches[place], part));
}

/** As many leads of cards as may be drawn, those of the chosen path and main ones first. */
function chooseLeads(numbers, most) {
  const found = new Set(numbers.flatMap((number) => outgoing.get(number) ?? []));
  const rank = (lead) => (lead.classList.contains("on") ? 0 : mainLeads.has(lead) ? 1 : 2);
  const chosen = [];
  for (const lead of [...found].sort((one, other) => rank(one) - rank(other))) {
    if ((most -= lead.childElementCount + 1) < 0) break;
    chosen.push(lead);
  }
  return chosen;
}

// Names in letters that stay large: broken into as many lines as have room at this scale

const measurer = document.createElement("canvas").getContext("2d");
measurer.font = `700 ${LETTERS}px ${getComputedStyle(document.documentElement).fontFamily}`;
const widths = new Map();
function widthOf(text) {
  if (!widths.has(text)) widths.set(text, measurer.measureText(text).width);
  return widths.get(text);
}

/** Say how much larger something must be drawn here to stay as large as it is; whether that changed. On the picture it would be passed on to every card. */
function growWith(shape) {
  const step = Math.round(Math.log(view.scale) * STEPS);
  if (shape.dataset.step === String(step)) return false;
  shape.dataset.step = step;
  shape.style.setProperty("--grow", Math.exp(-step / STEPS));
  return true;
}

function writeName(number) {
  const shape = shapes.get(number), box = boxes.get(shape);
  if (!growWith(shape)) return;
  const step = Number(shape.dataset.step);
  const scale = Math.exp(step / STEPS) * 0.98;
  const { name, price } = cards.get(number), most = Math.max(1, Math.floor((box.height * scale - 6) / LINE)), room = box.width * scale - 12;
  const lines = breakLines(`${markOf(number)} ${name}`, room, most);
  const text = shape.querySelector(".brief") ?? shape.appendChild(drawn("text", { class: "brief" }));
  text.setAttribute("font-size", LETTERS / scale);
  text.replaceChildren(...lines.map((line, place) => drawn("tspan", { x: 6 / scale, y: (LINE * (place + 1)) / scale }, line)));
  if (price && lines.length < most) text.append(drawn("tspan", { class: "price", x: 6 / scale, y: (LINE * (lines.length + 1)) / scale }, cutLine(price, room)));
  const figure = offered.get(number), next = lines.length + (price ? 1 : 0);
  if (figure && next < most) text.append(drawn("tspan", { class: "figure", x: 6 / scale, y: (LINE * (next + 1)) / scale }, cutLine(figuresText(figure), room)));
}

function breakLines(text, room, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (widthOf(longer) <= room || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, most).map((line) => cutLine(line, room));
  if (lines.length > most) shown[most - 1] = cutLine(`${lines[most - 1]} ${lines[most]}`, room);
  return shown;
}

function cutLine(line, room) {
  if (widthOf(line) <= room) return line;
  const letters = [...line];
  while (letters.length > 1 && widthOf(`${letters.join("")}…`) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
