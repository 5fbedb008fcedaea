/*
 * The cards that are in view, and how much of them: everything that stands on them where it can be read and is not too much to draw, else
 * their names, in letters that stay large. What is not in view or close to it is not drawn.
 */
const READABLE = 0.85, LETTERS = 12.5, LINE = 15; // the scale from which on a card is read whole; letters and lines of names in pixels
const MOST_DRAWN = 375, BRIEF_WEIGHT = 5; // elements of a frame, and of a card from afar
const MARGINS = [1, 0.7, 0.5, 0.35, 0.2, 0.1]; // what is drawn around the view, as shares of it
const STEPS = 12; // scales between which names are broken anew, for each factor of e
const weights = new Map([...shapes].map(([number, shape]) => [number, shape.getElementsByTagName("*").length + 1]));
const places = [...shapes].map(([number, shape]) => ({ number, box: boxes.get(shape) }));
const outgoing = new Map(); // leads by the card that they start from or end at
for (const lead of leads)
  for (const number of new Set([lead.dataset.from, lead.dataset.to].map(Number)))
    outgoing.set(number, [...(outgoing.get(number) ?? []), lead]);
const mainLeads = new Set(leads.filter((lead) => lead.querySelector(".main")));

const meets = (box, part) => box.x <= part.right && box.y <= part.bottom && box.x + box.width >= part.left && box.y + box.height >= part.top;

let lastPart = null; // what was in view in the frame before
/** Draw what is in view, and as much around it as may be drawn; while the view glides, only what comes into that is written. */
function drawDetail(part, gliding) {
  const before = gliding ? lastPart : null;
  lastPart = part;
  if (gliding && inView.part && holds(inView.part, part)) return;
  const seen = cardsIn(part), brief = (gliding ? inView.brief : view.scale < READABLE) || weigh(seen, false) > MOST_DRAWN * 0.9;
  const around = widen(part, before, brief), cardsNow = cardsIn(around);
  const leadsNow = chooseLeads(cardsNow, seen, MOST_DRAWN - weigh(cardsNow, brief) - 2 * frames.filter((frame) => meets(frame, around)).length);
  const same = gliding && brief === inView.brief;
  writeCards(same ? cardsNow.filter((number) => !inView.cards.has(shapes.get(number))) : cardsNow, same ? leadsNow.filter((lead) => !inView.leads.has(lead)) : leadsNow, brief);
  showInView({ ground: partsIn(groundParts, around), cards: new Set(cardsNow.map((number) => shapes.get(number))), leads: new Set(leadsNow),
    titles: partsIn(titleParts, around), brief, part: around });
  for (const lane of same ? [] : lanes) writeTitle(lane, brief);
  drawCrossings(cardsNow, around, brief, same);
  keepReachable(seen);
}

const holds = (whole, part) => whole.left <= part.left && whole.top <= part.top && whole.right >= part.right && whole.bottom >= part.bottom;
const cardsIn = (part) => places.filter(({ box }) => meets(box, part)).map(({ number }) => number);
const weigh = (numbers, brief) => (brief ? numbers.length * BRIEF_WEIGHT : numbers.reduce((sum, number) => sum + weights.get(number), 0));

/** The part with as much around it, or before it where it moves aside, as leaves room for leads: the view may move there without anything drawn anew. */
function widen(part, before, brief) {
  const [width, height] = [part.right - part.left, part.bottom - part.top];
  const aside = before && Math.abs(before.right - before.left - width) < 0.01 * width;
  const toward = (distance) => (aside ? Number(distance > 0) : 1);
  for (const share of MARGINS) {
    const around = {
      left: part.left - width * share * toward(before?.left - part.left), right: part.right + width * share * toward(part.left - before?.left),
      top: part.top - height * share * toward(before?.top - part.top), bottom: part.bottom + height * share * toward(part.top - before?.top),
    };
    if (weigh(cardsIn(around), brief) <= MOST_DRAWN * 0.8) return around;
  }
  return part;
}

function partsIn(parts, around) {
  if (!groundParts.every(({ box }) => box)) measureTracks();
  return new Set(parts.filter(({ box }) => meets(box, around)).map(({ shape }) => shape));
}

/** What tracks and their ends reach over can be measured only where they are drawn. */
function measureTracks() {
  ground.append(...tracks);
  for (const each of groundParts) each.box ??= each.shape.getBBox();
  stored.append(...tracks);
}

function writeTitle(lane, brief) {
  lane.classList.toggle("afar", brief);
  if (brief) growWith(lane);
}

function writeCards(numbers, leadsNow, brief) {
  for (const number of numbers) {
    setAfar(shapes.get(number), brief);
    if (brief) writeName(number);
  }
  for (const lead of leadsNow) lead.classList.toggle("afar", brief);
  if (shown && !brief) showFigures(numbers, leadsNow);
}

/** As many leads of cards as may be drawn: those of the chosen path first, then of cards that are seen, main ones before others. */
function chooseLeads(numbers, seen, most) {
  const found = new Set(numbers.flatMap((number) => outgoing.get(number) ?? []));
  const near = new Set(seen.flatMap((number) => outgoing.get(number) ?? []));
  const rank = (lead) => (lead.classList.contains("on") ? 0 : (near.has(lead) ? 1 : 3) + (mainLeads.has(lead) ? 0 : 1));
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
  const place = (line, look = {}) => ({ ...look, x: 6 / scale, y: (LINE * (line + 1)) / scale });
  for (const [key, value] of Object.entries({ ...place(0), "font-size": LETTERS / scale })) text.setAttribute(key, value);
  text.replaceChildren(lines[0], ...lines.slice(1).map((line, at) => drawn("tspan", place(at + 1), line)));
  if (price && lines.length < most) text.append(drawn("tspan", place(lines.length, { class: "price" }), cutLine(price, room)));
  const figure = offered.get(number), next = lines.length + (price ? 1 : 0);
  if (figure && next < most) text.append(drawn("tspan", place(next, { class: "figure" }), cutLine(figuresText(figure), room)));
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
