/* At first: everything, where it can be read so; otherwise the beginning. */
const count = (kind, word, words) => {
  const number = data.cards.filter((card) => card.kind === kind).length;
  return `${number} ${number === 1 ? word : words}`;
};
show($("look"), make("h2", "big", "Choose a card"),
  make("p", "", "Its recommended path lights up, with the reasons. Drag to move, scroll or pinch to zoom, / to search."),
  make("p", "soft", [count("product", "product", "products"), count("bundle", "bundle", "bundles"),
    count("touch", "touch", "touches")].join(", ")),
  ...(data.groups.length > 1 ? listing("Go to", data.groups.map(({ name, goods }) =>
    [button(bdi(name || "without a category"), "link", () => showCards(goods)), make("span", "soft", ` ${goods.length}`)])) : []));
showAll();
const MOST_READ = 60; // cards that people read one by one; of more a wide screen shows the whole first
if (view.scale < 0.5 && (picture.clientWidth < 700 || data.cards.length <= MOST_READ)) {
  Object.assign(view, { x: 0, y: 0, scale: 0.8 });
  drawView();
}
