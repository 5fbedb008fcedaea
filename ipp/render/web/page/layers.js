/*
 * The layers of the picture: cards and leads in view stand in `near-cards` and `near-leads`, lines that are drawn for a while in `under`. All other
 * cards and leads are stored outside of the document, as what is only hidden in it costs time in every frame.
 * What other files call: attach(layer, before, now) brings what is in view there, attachAll() and storeAll() bring all.
 */
const sheet = $("sheet");
const stored = $("stored").content;
const [under, nearCards, nearLeads] = ["under", "near-cards", "near-leads"].map((id) => drawn("g", { id }));
if (shapes.size) sheet.insertBefore(under, [...shapes.values()][0]);
under.after(nearCards, nearLeads);
const inView = { cards: new Set(), leads: new Set(), brief: false };
storeAll();
picture.classList.remove("asleep");

function storeAll() {
  stored.append(...shapes.values(), ...leads);
  inView.cards = inView.leads = new Set();
}

function attachAll() {
  [inView.cards, inView.leads] = [new Set(shapes.values()), new Set(leads)];
  nearCards.append(...inView.cards);
  nearLeads.append(...inView.leads);
}

/** Bring into a layer what is in view now, in its order, and store what was in view before. */
function attach(layer, before, now) {
  for (const shape of before) if (!now.has(shape)) stored.append(shape);
  let next = null;
  for (const shape of [...now].reverse()) {
    if (shape.parentNode !== layer) layer.insertBefore(shape, next);
    next = shape;
  }
}
