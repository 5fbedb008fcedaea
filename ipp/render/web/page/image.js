/*
 * The picture as PNG: what is in view is painted shape by shape, as it is styled. Nothing is loaded for it, not even from the page itself,
 * so that the Content-Security-Policy need not allow images.
 */
const SHARPNESS = 2, HEADING = 44, FONT = 'ui-sans-serif, system-ui, "Segoe UI", Roboto, Helvetica, Arial, "DejaVu Sans", sans-serif';

function paintPicture() {
  const canvas = make("canvas"), { clientWidth: width, clientHeight: height } = picture;
  [canvas.width, canvas.height] = [width * SHARPNESS, (height + HEADING) * SHARPNESS];
  const context = canvas.getContext("2d"), { backgroundColor, color } = getComputedStyle(document.body);
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, width, height + HEADING);
  Object.assign(context, { fillStyle: color, font: `700 18px ${FONT}` });
  context.fillText(document.querySelector("h1").textContent, 16, 29, width - 32);
  context.beginPath();
  context.rect(0, HEADING, width, height);
  context.clip();
  for (const shape of picture.querySelectorAll("rect, path, circle, line, polygon, polyline, text, tspan"))
    if (shape.checkVisibility({ visibilityProperty: true })) paintShape(context, shape);
  return canvas;
}

function paintShape(context, shape) {
  const style = getComputedStyle(shape), { a, b, c, d, e, f } = shape.getCTM();
  context.save();
  context.translate(0, HEADING);
  context.transform(a, b, c, d, e, f);
  context.globalAlpha = opacityOf(shape);
  Object.assign(context, { lineWidth: parseFloat(style.strokeWidth), lineJoin: style.strokeLinejoin, lineCap: style.strokeLinecap });
  if (style.strokeDasharray !== "none") context.setLineDash(style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
  if (["text", "tspan"].includes(shape.localName)) paintText(context, shape, style);
  else for (const deed of ["fill", "stroke"]) if (takeColour(context, deed, style)) context[deed](outlineOf(shape));
  context.restore();
}

/** Take the colour of a fill or a stroke; whether there is one. */
function takeColour(context, deed, style) {
  if (style[deed] === "none") return false;
  context[`${deed}Style`] = style[deed];
  return true;
}

/** How far a shape shows through, with all that it stands in. */
function opacityOf(shape) {
  let opacity = 1;
  for (let each = shape; each !== picture; each = each.parentNode) opacity *= Number(getComputedStyle(each).opacity);
  return opacity;
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
function paintText(context, shape, style) {
  const words = [...shape.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data: text }) => text).join("").trim();
  if (!words) return;
  const { x, y } = shape.getStartPositionOfChar(0), base = style.dominantBaseline;
  Object.assign(context, { font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`, direction: style.direction, textAlign: "start",
    textBaseline: base === "hanging" ? "hanging" : ["central", "middle"].includes(base) ? "middle" : "alphabetic" });
  if (style.paintOrder.startsWith("stroke") && takeColour(context, "stroke", style)) context.strokeText(words, x, y);
  if (takeColour(context, "fill", style)) context.fillText(words, x, y);
}

function savePicture() {
  paintPicture().toBlob((image) => {
    const saving = make("a"), address = URL.createObjectURL(image);
    Object.assign(saving, { href: address, download: "path.png" });
    saving.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    tell("The picture is saved as path.png.");
  });
}
$("save").addEventListener("click", savePicture);
