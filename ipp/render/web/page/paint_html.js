/* Painting one HTML element on a canvas: its ground, its border, and each word where the browser has put it. */
const SIDES = ["Top", "Right", "Bottom", "Left"];

function paintBox(context, element, style) {
  const { x, y, width, height } = element.getBoundingClientRect(), widths = SIDES.map((side) => parseFloat(style[`border${side}Width`]));
  const [first] = widths, even = widths.every((each) => each === first), inset = even ? first / 2 : 0;
  const outline = new Path2D();
  outline.roundRect(x + inset, y + inset, Math.max(0, width - 2 * inset), Math.max(0, height - 2 * inset), parseFloat(style.borderTopLeftRadius) || 0);
  context.fillStyle = style.backgroundColor;
  context.fill(outline);
  if (even && first) {
    Object.assign(context, { strokeStyle: style.borderTopColor, lineWidth: first });
    context.stroke(outline);
  } else paintSides(context, { x, y, width, height }, widths, style);
  context.font = fontOf(style);
  context.fillStyle = style.color;
  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) paintText(context, node);
  paintMark(context, { x, y, height }, getComputedStyle(element, "::before"));
}

function paintSides(context, { x, y, width, height }, [top, right, bottom, left], style) {
  const sides = { Top: [x, y, width, top], Right: [x + width - right, y, right, height], Bottom: [x, y + height - bottom, width, bottom], Left: [x, y, left, height] };
  for (const side of SIDES) {
    context.fillStyle = style[`border${side}Color`];
    context.fillRect(...sides[side]);
  }
}

/** Paint a text word by word: lines are broken where the browser has broken them. */
function paintText(context, node) {
  const range = document.createRange(), { fontBoundingBoxAscent: ascent } = context.measureText("x");
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { left, top } = range.getBoundingClientRect();
    context.fillText(word, left, top + ascent);
  }
}

/** Paint a sign that the style sheet puts before an element, beside its middle. */
function paintMark(context, { x, y, height }, style) {
  const [, sign] = style.content.match(/^"(.+)"$/) ?? [];
  if (!sign) return;
  Object.assign(context, { font: fontOf(style), fillStyle: style.color, textBaseline: "middle" });
  context.fillText(sign, x + (parseFloat(style.left) || 0), y + height / 2);
}
