/* Made ready for paper: the whole picture, and after it every list in words. Light or dark. */
/** Make ready for paper: the whole picture, and after it every list in words. */
function paper() {
  show($("outline"), ...data.cards.filter((card) => card.rows.length).map((card) => make("section", "",
    make("h2", "", markOf(card.n), " ", bdi(card.name), make("span", "soft", ` ${card.price}`)),
    make("ol", "", ...card.rows.map((row) => make("li", "", `${row.to === data.goal ? "★" : MARKS[row.kind]} `, bdi(row.name),
      make("span", "soft", row.terms.length ? ` ${row.terms.join(", ")}` : "")))))));
  picture.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  picture.classList.remove("far", "farthest");
  for (const shape of shapes.values()) shape.classList.remove("out");
}
printed.addEventListener("change", () => {
  $("legend").open = printed.matches || $("legend").open;
  if (printed.matches) paper(); else drawView();
});
addEventListener("beforeprint", () => {
  $("legend").open = true;
  paper();
});
addEventListener("afterprint", drawView);
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
