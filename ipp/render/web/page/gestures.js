/* How the view is moved: fingers, mouse, wheel, buttons and keys. */
const fingers = new Map();
let moved = 0;
/** A turn of the wheel over a node of the overview goes nearer to it. */
$("scroller").addEventListener("wheel", (event) => {
  const node = event.target.closest?.("#nodes .node");
  if (event.deltaY >= 0 || !node || scroller.scrollTop > 0) return;
  event.preventDefault();
  openLane(Number(node.dataset.place));
}, { passive: false });
$("glass").addEventListener("pointerdown", (event) => {
  fingers.set(event.pointerId, event);
  if (fingers.size === 1) moved = 0;
});
addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
  moved += Math.abs(x) + Math.abs(y);
  const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
  fingers.set(event.pointerId, event);
  if (moved < 5) return;
  $("glass").classList.add("held");
  if (!other) return pan(x, y);
  const apart = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
  const { left, top } = $("glass").getBoundingClientRect();
  zoom(apart(event) / Math.max(1, apart(before)), (event.clientX + other.clientX) / 2 - left,
    (event.clientY + other.clientY) / 2 - top, glide);
  pan(x / 2, y / 2);
});
for (const end of ["pointerup", "pointercancel"])
  addEventListener(end, (event) => {
    fingers.delete(event.pointerId);
    if (!fingers.size) $("glass").classList.remove("held");
  });
$("glass").addEventListener("wheel", (event) => {
  event.preventDefault();
  const { left, top } = $("glass").getBoundingClientRect();
  const pixels = event.deltaY * (event.deltaMode ? 20 : 1);
  if (event.shiftKey) return pan(-pixels, 0);
  zoom(Math.exp(-Math.max(-200, Math.min(200, pixels)) * 0.0022), event.clientX - left, event.clientY - top, glide);
}, { passive: false });
$("nearer").addEventListener("click", () => zoom(1.3));
$("farther").addEventListener("click", () => zoom(1 / 1.3));
new ResizeObserver(() => drawView()).observe(picture);
for (const [place, lane] of lanes.entries())
  lane.addEventListener("click", () => { if (moved < 5) showGroup(place); });

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** The nearest card that lies in a direction: what lies off it counts double. */
function beside(number, [x, y]) {
  const here = boxes.get(shapes.get(number));
  let [best, nearest] = [null, Infinity];
  for (const [other, shape] of shapes) {
    const box = boxes.get(shape);
    const [right, down] = [box.x - here.x, box.y - here.y];
    const along = right * x + down * y, off = Math.abs(right * y) + Math.abs(down * x);
    if (along > 1 && along + 2 * off < nearest) [best, nearest] = [other, along + 2 * off];
  }
  return best;
}
$("stage").addEventListener("keydown", (event) => {
  const card = event.target.closest?.(".card");
  const way = WAYS[event.key];
  if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") showAll();
  else if (event.key === "Escape") clear();
  else if (card && (event.key === "Enter" || event.key === " ")) choose(Number(card.dataset.n), false);
  else if (card && way) {
    const next = beside(Number(card.dataset.n), way);
    if (next !== null) reach(next, true);
  } else return;
  event.preventDefault();
});
$("legend").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  $("legend").open = false;
  $("legend").firstElementChild.focus();
});
addEventListener("keydown", (event) => {
  if (event.key === "/" && !["INPUT", "SELECT"].includes(event.target.tagName)) {
    event.preventDefault();
    $("find").focus();
  }
});
