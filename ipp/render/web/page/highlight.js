/* The marks of a path on the picture: highlight(first, steps) puts them there, clear() takes them away. */
function clear() {
  picture.classList.remove("chosen");
  for (const shape of [...shapes.values(), ...leads]) shape.classList.remove("on", "at", "theirs", "coming", "trod", "refused", "back", "asked");
  for (const shape of shapes.values()) for (const sign of shape.querySelectorAll(".counted")) sign.remove();
  for (const line of under.querySelectorAll(".across")) line.remove();
  clearNodes();
}

/** Show the way through the cards, in its order. */
function highlight(first, steps) {
  clear();
  picture.classList.add("chosen");
  shapes.get(first)?.classList.add("on", "at");
  for (const [place, { action }] of steps.entries()) {
    const shape = shapes.get(action.item);
    shape?.classList.add("on");
    if (shape && !shape.querySelector(".counted")) shape.append(numbered(place + 1));
    const start = action.because ?? (action.origin === "store" ? data.store : null);
    const here = leads.filter((lead) => Number(lead.dataset.from) === start && Number(lead.dataset.to) === action.item);
    for (const lead of here) lead.classList.add("on");
    if (!here.length && shape && shapes.has(start)) under.append(across(shapes.get(start), shape));
  }
}

/** A lead that is written and not drawn, drawn while its card is chosen. */
function across(start, end) {
  const [from, to] = [boxes.get(start), boxes.get(end)];
  const [x, y, left, top] = [from.x + from.width, from.y + 18, to.x - 4, to.y + 18];
  const bend = Math.max(80, Math.abs(left - x) / 2);
  return drawn("path", { class: "across wire", d: `M${x} ${y}C${x + bend} ${y} ${left - bend} ${top} ${left} ${top}` });
}

function drawn(name, attributes, ...parts) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

const numbered = (count) => drawn("g", { class: "counted", "aria-hidden": "true" },
  drawn("circle", { r: 10, class: "order" }), drawn("text", { y: 4, class: "count" }, String(count)));
