/* The customer who is played: a list of moments, each of which can be taken back. */
let moments = [];
let start = TODAY;
const today = () => moments.reduce((day, moment) => Math.max(day, moment.day), start);
const events = () => moments.flatMap((moment) => moment.events);
const [facts, draws] = [new Map(), new Map()];
const known = (chosen) => new Map([...chosen].filter(([, value]) => value));
const customer = () => ({ attributes: known(facts), draws: known(draws) });

/** `paid` is what they pay at that moment, in the smallest units; less than nothing is money given back. */
function happen(text, happened, day, paid = 0n) {
  moments.push({ text, events: happened, day, paid });
  play();
}
function buy(number) {
  const { price } = policy.items[number];
  happen(`Bought ${nameOf(number)}`, [{ kind: "bought", items: [number], on: today() }], today(), costOf(price));
  showCard(number);
}
const costOf = (price) => (price === null ? 0n : units(price));

function giveBack(number) {
  happen(`Gave back ${nameOf(number)}`, [{ kind: "returned", item: number, pieces: 1, on: today() }], today(), -paidFor(number));
}
const cancel = (number) => happen(`Cancelled ${nameOf(number)}`, [{ kind: "cancelled", item: number, on: today() }], today());

/** What was paid for the piece of an item that they bought last and still have; nothing for what came in a bundle. */
function paidFor(number) {
  const paid = [];
  for (const moment of moments)
    for (const { kind, items, item, offer } of moment.events) {
      const came = kind === "accepted" ? [policy.offers[offer].item] : kind === "bought" ? items : [];
      if (came.includes(number)) paid.push(moment.paid);
      else if (kind === "returned" && item === number) paid.pop();
    }
  return paid.at(-1) ?? 0n;
}
function restart() {
  moments = [];
  start = TODAY;
}

function playFrom(number) {
  restart();
  buy(number);
  turnTo("play");
}
