/* Painting one SVG shape on a canvas, where it stands on the screen and as it is styled. */
const OUTLINED = new Set(["rect", "path", "circle", "line", "polygon", "polyline"]), WORDED = new Set(["text", "tspan"]);

function paintShape(context, shape, style) {
  if (!OUTLINED.has(shape.localName) && !WORDED.has(shape.localName)) return;
  const { a, b, c, d, e, f } = shape.getScreenCTM();
  context.transform(a, b, c, d, e, f);
  Object.assign(context, { lineWidth: parseFloat(style.strokeWidth), lineJoin: style.strokeLinejoin, lineCap: style.strokeLinecap });
  if (style.strokeDasharray !== "none") context.setLineDash(style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
  if (WORDED.has(shape.localName)) return paintWords(context, shape, style);
  for (const deed of ["fill", "stroke"]) if (takeColour(context, deed, style)) context[deed](outlineOf(shape));
}

/** Take the colour of a fill or a stroke; whether there is one. */
function takeColour(context, deed, style) {
  if (style[deed] === "none") return false;
  context[`${deed}Style`] = style[deed];
  return true;
}

function outlineOf(shape) {
  const length = (name) => shape[name].baseVal.value, outline = new Path2D(shape.getAttribute("d") ?? "");
  if (shape.localName === "rect") outline.roundRect(length("x"), length("y"), length("width"), length("height"), length("rx"));
  else if (shape.localName === "circle") outline.arc(length("cx"), length("cy"), length("r"), 0, 2 * Math.PI);
  else if (shape.localName === "line") {
    outline.moveTo(length("x1"), length("y1"));
    outline.lineTo(length("x2"), length("y2"));
  } else if (shape.points) {
    for (const { x, y } of shape.points) outline.lineTo(x, y);
    if (shape.localName === "polygon") outline.closePath();
  }
  return outline;
}

/** Paint the words that stand in a text itself, where the browser has put their first letter. */
function paintWords(context, shape, style) {
  const words = [...shape.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data: text }) => text).join("").trim();
  if (!words) return;
  const { x, y } = shape.getStartPositionOfChar(0), base = style.dominantBaseline;
  Object.assign(context, { font: fontOf(style), direction: style.direction, textAlign: "start",
    textBaseline: base === "hanging" ? "hanging" : ["central", "middle"].includes(base) ? "middle" : "alphabetic" });
  if (style.paintOrder.startsWith("stroke") && takeColour(context, "stroke", style)) context.strokeText(words, x, y);
  if (takeColour(context, "fill", style)) context.fillText(words, x, y);
}
const fontOf = ({ fontWeight, fontSize, fontFamily }) => `${fontWeight} ${fontSize} ${fontFamily}`;
