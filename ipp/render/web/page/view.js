/*
 * The view: a part of the picture, moved and scaled.
 * What other files call: showCard(number) and showCards(numbers) bring cards into view, large enough to be read; showAll() shows the whole;
 * moveTo({ x, y, width, height }) shows a part of the picture; currentView() says which part is shown.
 */
const sheet = picture.viewBox.baseVal;
const [WIDTH, HEIGHT] = [sheet.width, sheet.height];
const view = { x: 0, y: 0, scale: 1 };
const printed = matchMedia("print");
for (const lane of picture.querySelectorAll(".lane")) { // from afar they are as large as their lane has room for
  const size = parseFloat(getComputedStyle(lane).fontSize);
  lane.style.setProperty("--room", `${0.95 * size * Number(lane.dataset.room) / lane.getComputedTextLength()}px`);
  lane.style.setProperty("--strip", `${0.76 * Number(lane.dataset.strip)}px`);
}
const boxes = new Map([...shapes.values()].map((shape) => {
  const { e, f } = shape.transform.baseVal.consolidate().matrix;
  const box = shape.querySelector(".box");
  return [shape, { x: e, y: f, width: box.width.baseVal.value, height: box.height.baseVal.value }];
}));

function drawView() {
  const { clientWidth: width, clientHeight: height } = picture;
  if (!width || !height || printed.matches) return;
  picture.setAttribute("viewBox", [view.x, view.y, width / view.scale, height / view.scale].join(" "));
  picture.classList.toggle("far", view.scale < 0.33);
  picture.classList.toggle("farthest", view.scale < 0.12);
  if (view.scale < 0.33) picture.style.setProperty("--afar", `${15 / view.scale}px`);
  const [right, bottom] = [view.x + width / view.scale, view.y + height / view.scale];
  for (const [shape, box] of boxes) { // what is not in view costs nothing
    const out = box.x > right || box.y > bottom || box.x + box.width < view.x || box.y + box.height < view.y;
    if (out !== shape.classList.contains("out")) shape.classList.toggle("out", out);
  }
}
const least = () => Math.min(picture.clientWidth / WIDTH, picture.clientHeight / HEIGHT, 1);

function showAll() {
  view.scale = least();
  view.x = (WIDTH - picture.clientWidth / view.scale) / 2;
  view.y = (HEIGHT - picture.clientHeight / view.scale) / 2;
  drawView();
}

/** Scale so that the point of the picture under (x, y) of the window stays there. */
function zoom(factor, x = picture.clientWidth / 2, y = picture.clientHeight / 2) {
  const scale = Math.min(4, Math.max(least() * 0.8, view.scale * factor));
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  drawView();
}

function pan(x, y) {
  view.x -= x / view.scale;
  view.y -= y / view.scale;
  drawView();
}

/** Bring a card into view, large enough to be read. */
function showCard(number) {
  const shape = shapes.get(number);
  if (!shape) return;
  const box = boxes.get(shape);
  if (view.scale < 0.6) view.scale = 0.8;
  view.x = box.x + box.width / 2 - picture.clientWidth / view.scale / 2;
  view.y = box.y + box.height / 2 - picture.clientHeight / view.scale / 2;
  drawView();
}

/** Bring several cards into view. */
function showCards(numbers) {
  const places = numbers.map((number) => boxes.get(shapes.get(number))).filter(Boolean);
  if (!places.length) return;
  const left = Math.min(...places.map((box) => box.x)) - 30, top = Math.min(...places.map((box) => box.y)) - 50;
  const width = Math.max(...places.map((box) => box.x + box.width)) + 30 - left;
  const height = Math.max(...places.map((box) => box.y + box.height)) + 30 - top;
  moveTo({ x: left, y: top, width, height });
}

const lanes = [...picture.querySelectorAll(".lane")]; // one for each group, in their order, or none at all
for (const [place, lane] of lanes.entries())
  lane.addEventListener("click", () => { if (moved < 5) showCards(data.groups[place].goods); });

/** Show a part of the picture, whole and in the middle. */
function moveTo({ x, y, width, height }) {
  view.scale = Math.min(1.2, picture.clientWidth / width, picture.clientHeight / height);
  view.x = x - (picture.clientWidth / view.scale - width) / 2;
  view.y = y - (picture.clientHeight / view.scale - height) / 2;
  drawView();
}
const currentView = () =>
  ({ x: view.x, y: view.y, width: picture.clientWidth / view.scale, height: picture.clientHeight / view.scale });
