/* One path as an example: what a customer sees who buys something and says Yes. */
const MOST_TRIED = 12; // purchases that are tried for a good example at once
const LONGEST_EXAMPLE = 40, MOST_SHOWN = 3; // steps that are followed, offers between the first purchase and the last that are shown
const buyable = [...cards.values()].filter(({ n, kind }) => ["product", "bundle"].includes(kind) && n !== data.goal && !policy.items[n].unavailable)
  .map(({ n }) => n);
let example = -1;

const offersFrom = (number) => {
  const { steps, ends } = Play.journey(policy, [{ kind: "bought", items: [number], on: TODAY }], { attributes: new Map(), draws: new Map() }, TODAY, LONGEST_EXAMPLE);
  return { number, ends, offers: steps.filter(({ action }) => action.offer !== null) };
};
/** How well a path serves as an example: it comes to the ultimate action, after two or three offers. */
const rating = ({ ends, offers }) => (ends === "ultimate" ? 0 : 100) + Math.abs(offers.length - 3.4);

function showExample(places) {
  const tried = places.map((place) => ({ place, ...offersFrom(buyable[place]) }));
  const best = tried.reduce((one, other) => (rating(other) < rating(one) ? other : one));
  example = best.place;
  const { offers, ends } = best;
  const inside = ends === "ultimate" ? offers.slice(0, -1) : offers;
  const most = inside.slice(0, MOST_SHOWN), left = inside.length - most.length;
  show($("steps"), stepItem(best.number, "bought today"), ...most.map(({ action, on }) => stepItem(action.item, dayOn(on))),
    left ? make("li", "more", `${countOf(left, "more offer")}`) : "", ends === "ultimate" ? stepItem(data.goal, dayOn(offers.at(-1).on)) : "");
}
const dayOn = (on) => (on === TODAY ? "the same day" : `day ${on - TODAY}`);

function stepItem(number, when) {
  const made = button("", number === data.goal ? "step goal" : "step", () => choose(number, true));
  made.append(make("span", "title", number === data.goal ? "★ " : "", bdi(nameOf(number))), make("span", "size", when));
  return make("li", "", made);
}

$("example").hidden = !buyable.length;
if (buyable.length) showExample([...buyable.keys()].slice(0, MOST_TRIED));
$("another").hidden = buyable.length < 2;
$("another").addEventListener("click", () => {
  showExample([(example + 1) % buyable.length]);
  drawOverview();
});
