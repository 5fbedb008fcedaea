/*
 * The customer who is played: a list of moments, each of which can be taken back. A moment is {kind, item, text, events, day, paid}:
 * `kind` is one of SIGNS, `item` what it is about, if anything; `paid` is in the smallest units, less than nothing where money is given back.
 */
const SIGNS = { bought: "✓", no: "✗", asked: "…", back: "↺", done: "✓", held: "∥", time: "", silent: "", word: "" };
let moments = [];
let start = TODAY;
const today = () => moments.reduce((day, moment) => Math.max(day, moment.day), start);
const events = () => moments.flatMap((moment) => moment.events);
const [facts, draws] = [new Map(), new Map()];
const known = (chosen) => new Map([...chosen].filter(([, value]) => value));
const customer = () => ({ attributes: known(facts), draws: known(draws) });

function happen(moment) {
  $("early").textContent = "";
  moments.push({ item: null, events: [], day: today(), paid: 0n, ...moment });
  play();
  $("now").scrollIntoView({ block: "nearest" });
}
function buy(number) {
  const { price } = policy.items[number], bought = { kind: "bought", items: [number], on: today() };
  happen({ kind: "bought", item: number, text: `Bought ${nameOf(number)}`, events: [bought], paid: costOf(price) });
}
const costOf = (price) => (price === null ? 0n : units(price));

function giveBack(number) {
  const returned = { kind: "returned", item: number, pieces: 1, on: today() };
  happen({ kind: "back", item: number, text: `Gave back ${nameOf(number)}`, events: [returned], paid: -paidFor(number) });
}
const cancel = (number) => happen({ kind: "back", item: number, text: `Cancelled ${nameOf(number)}`,
  events: [{ kind: "cancelled", item: number, on: today() }] });

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

/** Let the days pass up to one; before anything happened, choose any day. Whether that can be. */
function passTo(day) {
  if (!(day >= FIRST_DAY && day <= LAST_DAY) || (moments.length && day < today())) return false;
  if (!moments.length) start = day;
  else if (day > today()) moments.push({ kind: "time", item: null, text: "Time passed", events: [], day, paid: 0n });
  return true;
}
const FIRST_DAY = 1, LAST_DAY = 3652059; // of the years 1 to 9999
