/* Made ready for paper: the overview, or the whole picture where there is none, and after it every list in words. Light or dark. */
function paper() {
  show($("outline"), ...data.cards.filter((card) => card.rows.length).map((card) => make("section", "",
    make("h2", "", markOf(card.n), " ", bdi(card.name), make("span", "soft", ` ${card.price}`)),
    make("ol", "", ...card.rows.map((row) => make("li", "", `${row.to === data.goal ? "★" : MARKS[row.kind]} `, bdi(row.name),
      make("span", "soft", row.terms.length ? ` ${row.terms.join(", ")}` : "")))))));
  $("legend").open = true;
  $("legend").hidden = hasOverview;
  document.documentElement.classList.add("paper");
  stage.classList.toggle("overlooked", hasOverview);
  overview.hidden = !hasOverview;
  if (hasOverview) return drawOverview();
  picture.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  sheet.style.transform = "";
  attachAll();
  for (const shape of shapes.values()) setAfar(shape, false);
  for (const each of picture.querySelectorAll(".afar")) each.classList.remove("afar");
}

function screen() {
  $("legend").open = false;
  const shown = $("fit").getAttribute("aria-pressed") === "true";
  document.documentElement.classList.remove("paper");
  picture.removeAttribute("viewBox");
  setLevel(shown);
  drawView();
  drawOverview();
}
printed.addEventListener("change", () => (printed.matches ? paper() : screen()));
addEventListener("beforeprint", paper);
addEventListener("afterprint", screen);
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
