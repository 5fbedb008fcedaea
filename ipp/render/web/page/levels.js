/*
 * The two levels of the stage: the overview, and the cards, which say more the nearer they are. openOverview() and openCards() change
 * between them; level() says which one is shown.
 */
const stage = $("stage");
const hasOverview = !data.part && data.cards.some(({ kind }) => kind !== "list");
const level = () => (stage.classList.contains("overlooked") ? "overview" : "cards");

function openOverview() {
  setLevel(true);
  drawOverview();
}
const openCards = () => setLevel(false);

function setLevel(overlooked) {
  stage.classList.toggle("overlooked", overlooked);
  $("overview").hidden = !overlooked;
  $("legend").hidden = overlooked; // its signs stand on cards
  $("cards").setAttribute("aria-pressed", String(!overlooked));
  $("fit").setAttribute("aria-pressed", String(overlooked));
  if (!overlooked) drawView();
}

$("cards").addEventListener("click", showSheet);
$("fit").addEventListener("click", showAll);
