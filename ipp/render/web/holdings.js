"use strict";
/*
 * What is theirs, piece by piece and event by event, and whose lists are read when, as `ipp.engine` says it (docs/meaning.md, sentences 1
 * and 2): names follow ipp/engine/customer/holdings.py, lists_read.py and event_order.py. No membership lapses here.
 */
const Holdings = (() => {
  const IN_A_DAY = { bought: 0, returned: 1, cancelled: 1, offered: 2, declined: 3, accepted: 4, did: 5, stopped: 6, resumed: 6 };
  const turnInDay = ({ kind, made }) => IN_A_DAY[kind === "held" ? made.kind : kind];
  const isGivenBack = ({ kind }) => kind === "returned" || kind === "cancelled";
  const countGiven = ({ kind, pieces }) => (kind === "cancelled" ? Infinity : pieces);

  /** By day; on one day purchases, then what was given back, offers, answers and touches; otherwise as given. */
  const inOrder = (policy, events) =>
    [...events.filter((event) => !isGivenBack(event)), ...listToldPurchases(policy, events), ...mergeReturns(policy, events)]
      .sort((one, other) => one.on - other.on || turnInDay(one) - turnInDay(other));

  /** The purchases that a Yes tells of, where no order of its day names the item. */
  function listToldPurchases({ offers }, events) {
    const named = new Set(events.filter(({ kind }) => kind === "bought").flatMap(({ items, on }) => items.map((item) => `${item} ${on}`)));
    return events.filter(({ kind, offer, on }) => {
      const key = kind === "accepted" && `${offers[offer].item} ${on}`;
      return key && !named.has(key) && named.add(key);
    }).map(({ offer, on }) => ({ kind: "bought", items: [offers[offer].item], on, paid: offers[offer].price }));
  }

  /** What was given back, once for one item and day: a cancellation before returns, of these the one of most pieces. */
  function mergeReturns({ items }, events) {
    const given = new Map();
    for (const event of events.filter(isGivenBack)) {
      const key = `${event.item} ${event.on}`, before = given.get(key);
      if (!before || countGiven(event) > countGiven(before)) given.set(key, event);
    }
    return [...given.values()].sort((one, other) => isProduct(items, one.item) - isProduct(items, other.item) || one.item - other.item);
  }

  const isProduct = (items, number) => Number(items[number].kind === "product");

  /** The account of one customer, which whoever keeps it moves on event by event, never back. */
  class Holdings {
    constructor(policy) {
      this.policy = policy;
      this.pieces = new Map(); // net, of products and of bundles
      this.became = new Map(); // since when something of it is theirs, without a break
      this.bought = new Map(); // items bought by themselves of which something is left
      this.got = new Map(); // products of which something is left, however bought
      this.owned = new Set();
      this.lost = new Map(); // the last day on which nothing was left
      this.bundles = new Set();
    }

    /** Take an order; a membership that is theirs already is charged, which is no purchase. `isYes`: whether an item of it was a Yes. */
    buy({ items, on, pieces, others }, isYes) {
      const counts = new Map();
      for (const [at, number] of items.entries()) counts.set(number, (counts.get(number) ?? 0) + (pieces?.[at] ?? 1));
      const charged = new Set([...this.pieces].filter(([each, count]) => count && this.policy.items[each].membership).map(([each]) => each));
      const parts = [...counts].flatMap(([number, count]) => this.parts(number, count));
      for (const [each, count] of parts) this.add(each, count, on);
      for (const number of counts.keys()) for (const product of this.policy.items[number].keeps) this.owned.add(product);
      const own = [...counts.keys()].filter((number) => !charged.has(number) || isYes(number));
      const received = parts.map(([each]) => each).filter((each) => !charged.has(each));
      for (const number of own) this.bought.set(number, on);
      for (const each of received) if (isProduct(this.policy.items, each)) this.got.set(each, on);
      return { own, received, purchase: received.length > 0 || Boolean(others) || !items.length };
    }

    /** So many of an item and, of a bundle, what is in them. */
    parts(number, count) {
      const { kind, contents } = this.policy.items[number];
      return kind === "product" ? [[number, count]] : [[number, count], ...contents.map(([each, quantity]) => [each, quantity * count])];
    }

    add(number, count, on) {
      this.pieces.set(number, (this.pieces.get(number) ?? 0) + count);
      if (!this.became.has(number)) this.became.set(number, on);
      if (!isProduct(this.policy.items, number)) this.bundles.add(number);
    }

    /** How many pieces that they have are given back. */
    countGivenBack(event) {
      return Math.min(countGiven(event), this.pieces.get(event.item) ?? 0);
    }

    /** Take back pieces, those in a bundle with it; say what nothing is left of. */
    giveBack(event) {
      const counts = this.parts(event.item, this.countGivenBack(event));
      const gone = counts.filter(([each, count]) => this.reduce(each, count)).map(([each]) => each);
      this.forget(gone, event.on);
      const emptied = [...this.bundles].filter((bundle) => this.isEmptied(this.policy.items[bundle]));
      this.forget(emptied, event.on);
      return [...gone, ...emptied];
    }

    /** Take away pieces of an item, never more than there are; whether the last one went. */
    reduce(number, count) {
      const have = this.pieces.get(number) ?? 0;
      this.pieces.set(number, Math.max(0, have - count));
      return have > 0 && have <= count;
    }

    isEmptied({ keeps }) {
      return keeps.length > 0 && !keeps.some((product) => this.owned.has(product));
    }

    forget(gone, on) {
      for (const number of gone) {
        this.pieces.set(number, 0);
        this.lost.set(number, on);
        for (const each of [this.became, this.bought, this.got, this.owned, this.bundles]) each.delete(number);
      }
    }
  }

  /** The reading order of one customer: a list is {number, winback}. */
  class ListsRead {
    constructor(policy) {
      this.policy = policy;
      this.turns = new Map(); // lists of purchases and win-backs, by what they are of and when they are read
      this.moments = 0; // orders, and days of cancellations
      this.cancelled = null; // the last day of a cancellation
    }

    /** Let the lists of what an order brought be read first: those of bundles, then of products, by place in the file. */
    moveToFront(received) {
      this.moments += 1;
      for (const number of received) {
        this.turns.delete(`winback ${number}`);
        this.read(`list ${number}`, { number, winback: false }, isProduct(this.policy.items, number));
      }
    }

    /** Let the win-back of a membership be read as if it was bought after all orders of the day. */
    readWinback(number, on) {
      if (this.cancelled !== on) this.moments += 1;
      this.cancelled = on;
      this.read(`winback ${number}`, { number, winback: true }, 0);
    }

    read(key, list, place) {
      this.turns.set(key, { list, turn: [-this.moments, place, list.number] });
    }

    drop(number) {
      this.turns.delete(`list ${number}`);
    }

    lists() {
      const compare = ({ turn: one }, { turn: other }) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
      return [...this.turns.values()].sort(compare).map(({ list }) => list);
    }
  }

  return { inOrder, Holdings, ListsRead };
})();
