/* Search over names. */
const folded = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
const named = data.cards.filter((card) => card.kind !== "list").map((card) => [folded(card.name), card]);
const MOST_FOUND = 30;
let at = -1;

function search() {
  const wanted = folded($("find").value.trim());
  const hits = wanted ? named.filter(([name]) => name.includes(wanted)).map(([, card]) => card) : [];
  at = hits.length ? 0 : -1;
  show($("found"), ...hits.slice(0, MOST_FOUND).map(option));
  $("found").hidden = !wanted;
  $("find").setAttribute("aria-expanded", String(Boolean(wanted)));
  if (wanted && !hits.length) $("found").append(make("li", "", "Nothing is called that."));
  if (wanted) tell(`${hits.length} found`);
  mark();
}

function option(card, place) {
  const made = make("li", "", `${markOf(card.n)} `, bdi(card.name), make("small", "", card.price ? `  ${card.price}` : ""));
  made.id = `found-${place}`;
  made.setAttribute("role", "option");
  made.dataset.n = card.n;
  made.addEventListener("click", () => take(card.n));
  return made;
}

function mark() {
  const options = [...$("found").querySelectorAll("[role=option]")];
  for (const [place, each] of options.entries()) each.setAttribute("aria-selected", String(place === at));
  options[at]?.scrollIntoView({ block: "nearest" });
  if (options[at]) $("find").setAttribute("aria-activedescendant", options[at].id);
  else $("find").removeAttribute("aria-activedescendant");
}

function take(number) {
  closeSearch();
  choose(number, true);
}
function closeSearch() {
  $("found").hidden = true;
  $("find").setAttribute("aria-expanded", "false");
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
  } else if (event.key === "Enter" && options[at]) take(Number(options[at].dataset.n));
  else if (event.key === "Escape") closeSearch();
  else return;
  event.preventDefault();
});
