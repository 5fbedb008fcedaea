/*
 * Search: over names, skus, other names and categories. find(text) says what fits; takeFound(thing) goes there.
 * A thing is a card, or a category with the place of its group.
 */
const terms = new Map(data.terms.map((each) => [each.n, each]));
const cardThings = data.cards.filter((card) => card.kind !== "list")
  .map(({ n, name }) => ({ n, name, codes: terms.get(n)?.codes ?? [], category: terms.get(n)?.category ?? "" }));
const groupThings = data.groups.length > 1
  ? data.groups.map(({ name }, group) => ({ group, name, codes: [], category: "" })).filter(({ name }) => name) : [];
const find = Finder.make([...cardThings, ...groupThings]);
const MOST_FOUND = 30;
let at = -1;

function search() {
  const wanted = $("find").value.trim(), { hits, near } = find(wanted), note = noteOf(hits, near);
  at = hits.length ? 0 : -1;
  $("noted").textContent = note;
  $("noted").hidden = !note;
  show($("list"), ...hits.slice(0, MOST_FOUND).map(option));
  openSearch(Boolean(wanted));
  if (wanted) tell(near ? `Nothing is called that; ${hits.length} near it` : `${hits.length} found`);
  mark();
}
function noteOf({ length }, near) {
  if (!length) return "Nothing is called that.";
  return near ? "Nothing is called that. Near it:" : length > MOST_FOUND ? `${length} found; the first ${MOST_FOUND}:` : "";
}
function openSearch(open) {
  $("found").hidden = !open;
  $("find").setAttribute("aria-expanded", String(open));
}

function option(thing, place) {
  const made = make("li", "", ...(thing.group === undefined ? cardParts(thing) : groupParts(thing)));
  made.id = `found-${place}`;
  made.setAttribute("role", "option");
  made.dataset.place = place;
  made.addEventListener("click", () => takeFound(thing));
  return made;
}

function cardParts({ n, codes, category }) {
  const { name, price } = cards.get(n), about = [...codes.slice(0, 3), category].filter(Boolean).join(" · ");
  return [`${markOf(n)} `, bdi(name), make("small", "", price ? `  ${price}` : ""), ...(about ? [make("small", "about", bdi(about))] : [])];
}
const groupParts = ({ group, name }) => ["▤ ", bdi(name), make("small", "", `  category, ${data.groups[group].goods.length} to buy`)];

function mark() {
  const options = [...$("found").querySelectorAll("[role=option]")];
  for (const [place, each] of options.entries()) each.setAttribute("aria-selected", String(place === at));
  options[at]?.scrollIntoView({ block: "nearest" });
  if (options[at]) $("find").setAttribute("aria-activedescendant", options[at].id);
  else $("find").removeAttribute("aria-activedescendant");
}

function takeFound({ n, group }) {
  closeSearch();
  if (group === undefined) choose(n, true);
  else showGroup(group);
}
function closeSearch() {
  openSearch(false);
  $("find").removeAttribute("aria-activedescendant");
}
$("find").addEventListener("input", search);
$("found").addEventListener("pointerdown", (event) => event.preventDefault()); // or the list were gone before the click
$("find").addEventListener("blur", () => setTimeout(() => document.activeElement === $("find") || closeSearch(), 150)); // it may be back
$("find").addEventListener("keydown", (event) => {
  const options = $("found").querySelectorAll("[role=option]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    at = (at + step + options.length) % options.length;
    mark();
  } else if (event.key === "Enter" && options[at]) options[at].click();
  else if (event.key === "Escape") closeSearch();
  else return;
  event.preventDefault();
});
