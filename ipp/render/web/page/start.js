/* At first: the overview, or the cards where there is none. */
const count = (kind) => countOf(data.cards.filter((card) => card.kind === kind).length, kind, kind === "touch" ? "touches" : undefined);
show($("look"), make("h2", "big", "Look around"),
  make("p", "", "Click a card: its recommended path lights up, with the reasons. Drag to move, scroll or pinch to zoom, / to search."),
  make("p", "soft", [count("product"), count("bundle"), count("touch")].join(", ")),
  ...(data.groups.length > 1 ? listing("Go to", data.groups.map(({ name, goods }, place) =>
    [button(bdi(name || "without a category"), "link", () => showGroup(place)), make("span", "soft", ` ${goods.length}`)])) : []));
if (!hasOverview) $("fit").textContent = "All";
$("cards").hidden = !hasOverview;
writeFigures();
showAll();
if (data.chosen !== null) {
  choose(data.chosen, true);
  const box = boxes.get(shapes.get(data.chosen)); // what follows stands to its right
  if (box) moveTo({ x: box.x - 40, y: box.y - 60, width: picture.clientWidth, height: picture.clientHeight });
}
