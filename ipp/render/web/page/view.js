/*
 * The view: a part of the picture, moved and scaled.
 * What other files call: showCard(number) and showCards(numbers) bring cards into view, large enough to be read; showAll() goes back to
 * the overview, or to the whole where there is none; moveTo({ x, y, width, height }) shows a part of the picture; currentView() says
 * which part is shown, and at which level.
 */
const { width: WIDTH, height: HEIGHT } = picture.viewBox.baseVal;
picture.removeAttribute("viewBox"); // without the script it shows the whole
const view = { x: 0, y: 0, scale: 1 };
const resting = { ...view }; // the view as it was drawn when it last stood still
const printed = matchMedia("print");
const SMALLEST = 0.5, NEAREST = 4, TALLEST = 1.2; // scales: where a name still has room on its card, the largest, and the largest that is chosen for the reader
const REST = 140; // milliseconds after which a movement is over
const FARTHEST = 0.3; // share of the width that the view comes from at most
const MOST_CARDS = 55, CELL = 306 * 170; // cards that a view shows at once, and the pixels that one takes with the room around it
const boxes = new Map([...shapes.values()].map((shape) => {
  const [x, y] = shape.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  const box = shape.querySelector(".box");
  return [shape, { x, y, width: Number(box.getAttribute("width")), height: Number(box.getAttribute("height")) }];
}));

/** The least scale: nobody reads more cards at once, and the whole is never smaller than it must be. */
function leastScale() {
  const { clientWidth: width, clientHeight: height } = picture;
  return Math.max(Math.min(width / WIDTH, height / HEIGHT, 1), Math.min(0.7, Math.max(SMALLEST, Math.sqrt(width * height / (MOST_CARDS * CELL)))));
}

/** Draw what is in view; while it glides, nothing is written anew that stands there already. */
function drawView(gliding = false) {
  const { clientWidth: width, clientHeight: height } = picture;
  if (!width || !height || printed.matches) return;
  if (gliding) carry(placeFrom(resting));
  else {
    sheet.style.transform = placeFrom({ x: 0, y: 0, scale: 1 });
    setDown();
    Object.assign(resting, view);
  }
  if (level() === "cards") drawDetail({ left: view.x, top: view.y, right: view.x + width / view.scale, bottom: view.y + height / view.scale }, gliding);
}

/** Where what was drawn for one view stands in the view of now. */
function placeFrom(before, now = view) {
  const scale = now.scale / before.scale;
  return `matrix(${[scale, 0, 0, scale, (before.x - now.x) * now.scale, (before.y - now.y) * now.scale].join()})`;
}

/** Where the view is now, to come from there; null at the overview, from where the cards just open. */
const viewBefore = () => (level() === "cards" && inView.part ? { ...view } : null);

/** Draw the view, and let it come from where it was before; from far away only a little, as nothing is drawn in between. */
function moveView(before) {
  drawView();
  if (before) comeFrom(placeFrom(view, pullNear(before)));
}

function pullNear({ x, y, scale }) {
  const [right, down] = [x - view.x, y - view.y], most = FARTHEST * picture.clientWidth / view.scale, far = Math.hypot(right, down);
  if (far <= most) return { x, y, scale };
  return { x: view.x + right * most / far, y: view.y + down * most / far, scale: view.scale };
}

/** Draw a step of a movement; a moment after the last one everything is drawn as it should be. */
let rest = null;
function glide() {
  drawView(true);
  clearTimeout(rest);
  rest = setTimeout(drawView, REST);
}

/** Show the beginning of the picture: all of it where it can be read so. */
function showSheet() {
  openCards();
  const { clientWidth: width, clientHeight: height } = picture;
  const least = leastScale();
  view.scale = Math.min(1, Math.max(least, Math.min(width / WIDTH, height / HEIGHT)));
  view.x = Math.min(0, (WIDTH - width / view.scale) / 2);
  view.y = Math.min(0, (HEIGHT - height / view.scale) / 2);
  drawView();
}

function showAll() {
  if (hasOverview) openOverview();
  else showSheet();
}

/** Scale so that the point of the picture under (x, y) of the window stays there; from far enough the overview is shown. */
function zoom(factor, x = picture.clientWidth / 2, y = picture.clientHeight / 2, draw = drawView) {
  if (level() === "overview") return factor > 1 ? showSheet() : undefined;
  const least = leastScale();
  if (factor < 1 && view.scale <= least * 1.001 && hasOverview) return openOverview();
  const scale = Math.min(NEAREST, Math.max(least, view.scale * factor));
  view.x += x / view.scale - x / scale;
  view.y += y / view.scale - y / scale;
  view.scale = scale;
  draw();
}

function pan(x, y) {
  view.x -= x / view.scale;
  view.y -= y / view.scale;
  glide();
}

/** Bring a card into view, large enough to be read. */
function showCard(number) {
  const shape = shapes.get(number);
  if (!shape) return;
  const box = boxes.get(shape), before = viewBefore();
  openCards();
  if (view.scale < 0.9) view.scale = 1;
  view.x = box.x + box.width / 2 - picture.clientWidth / view.scale / 2;
  view.y = box.y + Math.min(box.height / 2, picture.clientHeight / view.scale / 2 - 40) - picture.clientHeight / view.scale / 2;
  moveView(before);
}

/** Bring several cards into view: all of them where they can be read so, else the first. */
function showCards(numbers) {
  const places = numbers.map((number) => boxes.get(shapes.get(number))).filter(Boolean);
  if (!places.length) return;
  const left = Math.min(...places.map((box) => box.x)) - 30, top = Math.min(...places.map((box) => box.y)) - 60;
  const width = Math.max(...places.map((box) => box.x + box.width)) + 30 - left;
  const height = Math.max(...places.map((box) => box.y + box.height)) + 30 - top;
  moveTo({ x: left, y: top, width, height });
}

/** Show the lane of a group, or its cards where there are no lanes. */
function showGroup(place) {
  if (lanes.length) moveTo(frames[place]);
  else showCards(data.groups[place].goods);
}

/** Show a part of the picture, in the middle; its left upper corner where the whole of it could not be read. */
function moveTo({ x, y, width, height }) {
  const before = viewBefore();
  openCards();
  const { clientWidth, clientHeight } = picture;
  view.scale = Math.min(TALLEST, Math.max(leastScale(), Math.min(clientWidth / width, clientHeight / height)));
  view.x = x - Math.max(0, (clientWidth / view.scale - width) / 2);
  view.y = y - Math.max(0, (clientHeight / view.scale - height) / 2);
  moveView(before);
}
const currentView = () =>
  ({ level: level(), x: view.x, y: view.y, width: picture.clientWidth / view.scale, height: picture.clientHeight / view.scale });
