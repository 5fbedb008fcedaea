/*
 * The picture as PNG: what is in view on the stage is painted element by element, as it is styled. Nothing is loaded for it, not even from
 * the page itself, so that the Content-Security-Policy need not allow images. paint_svg.js and paint_html.js paint one element.
 */
const SHARPNESS = 2, HEADING = 44;

function paintPicture() {
  const canvas = make("canvas"), { left, top, width, height } = $("stage").getBoundingClientRect();
  [canvas.width, canvas.height] = [width * SHARPNESS, (height + HEADING) * SHARPNESS];
  const context = canvas.getContext("2d"), { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
  context.scale(SHARPNESS, SHARPNESS);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, width, height + HEADING);
  Object.assign(context, { fillStyle: color, font: `700 18px ${fontFamily}` });
  context.fillText(document.querySelector("h1").textContent, 16, 29, width - 32);
  context.beginPath();
  context.rect(0, HEADING, width, height);
  context.clip();
  context.translate(-left, HEADING - top);
  for (const element of $("stage").querySelectorAll("*"))
    if (element.checkVisibility({ visibilityProperty: true })) paintElement(context, element);
  return canvas;
}

function paintElement(context, element) {
  const style = getComputedStyle(element);
  context.save();
  context.globalAlpha = opacityOf(element);
  if (element instanceof SVGElement) paintShape(context, element, style);
  else paintBox(context, element, style);
  context.restore();
}

/** How far an element shows through, with all that it stands in. */
function opacityOf(element) {
  let opacity = 1;
  for (let each = element; each !== document.body; each = each.parentNode) opacity *= Number(getComputedStyle(each).opacity);
  return opacity;
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
