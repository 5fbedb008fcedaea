/* Cards: one of them can be reached with Tab, the others from there with the arrow keys. */
let reached = null;
function reach(number, focus) {
  shapes.get(reached)?.setAttribute("tabindex", "-1");
  reached = number;
  const shape = shapes.get(number);
  shape.setAttribute("tabindex", "0");
  if (!focus) return;
  showCard(number);
  shape.focus({ preventScroll: true });
}

/** What a card is, beside what stands on it. */
function described(card) {
  const { length } = card.findings;
  const found = length ? `${length} finding${length > 1 ? "s" : ""}` : "";
  const list = card.rows.map((row) => row.name).join(", ");
  return [card.n === data.goal ? "ultimate action" : card.kind, found, list && `leads to ${list}`].filter(Boolean).join("; ");
}

for (const [number, shape] of shapes) {
  shape.setAttribute("role", "button");
  shape.setAttribute("tabindex", "-1");
  shape.setAttribute("aria-description", described(cards.get(number)));
  shape.addEventListener("click", () => { if (moved < 5) choose(number, false); });
  shape.addEventListener("focus", () => { if (reached !== number) reach(number, false); });
}
if (shapes.size) reach([...shapes.keys()][0], false);

/** See that Tab always comes to a card that is drawn. */
function keepReachable(numbers) {
  if (numbers.length && !numbers.includes(reached)) reach(numbers[0], false);
}

/** Let the keyboard go on at the first of some cards. */
function reachFirst(numbers) {
  const first = numbers.find((number) => shapes.has(number));
  if (first === undefined) return;
  reach(first, false);
  shapes.get(first).focus({ preventScroll: true });
}
