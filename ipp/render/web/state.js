"use strict";
/*
 * What happened to a customer, and what that comes to on one day, as `ipp.engine` says it (docs/meaning.md). The policy is data of
 * ipp/render/web/compiled.py; names follow ipp/engine/days.py, windows.py, asking.py and state.py. Days are numbers: 1 is the
 * first of January of the year 1. A day of every year is [month, day].
 *
 * An event is {kind: "bought", items: [item], on} | {kind: "offered" | "declined", offer, on} | {kind: "did", touch, on}.
 */
const Days = (() => {
  const LAST_DAY = 3652059, FIRST_DAY = 1, LAST_YEAR = 9999;
  const MILLISECONDS = 86400000, EPOCH = 719163; // the first of January 1970
  const LONGEST_SEARCH = 10; // years: leap days come back within eight

  const later = (day, days) => Math.min(LAST_DAY, Math.max(FIRST_DAY, day + days));
  const latest = (...days) => days.reduce((one, other) => (one === null || other > one ? other : one), null);
  const yearOf = (day) => new Date((day - EPOCH) * MILLISECONDS).getUTCFullYear();

  /** The day in one year; the last of February where there is no 29th. */
  function inYear([month, day], year) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (date.getUTCMonth() !== month - 1) date.setUTCDate(0);
    return date.getTime() / MILLISECONDS + EPOCH;
  }

  const isOver = ([month, day], [other, last]) => month > other || (month === other && day > last);

  function holds({ yearly, first, last }, day) {
    if (!yearly) return (first === null || day >= first) && (last === null || day <= last);
    const year = yearOf(day);
    const after = day >= inYear(first, year), before = day <= inYear(last, year);
    return isOver(first, last) ? after || before : after && before;
  }

  /** The first open day of a window from a day on, null if there is none. */
  function nextDay(window, day) {
    const { yearly, first } = window;
    if (holds(window, day)) return day;
    if (!yearly) return first !== null && day < first && holds(window, first) ? first : null;
    const year = yearOf(day), years = [year, Math.min(year + 1, LAST_YEAR)];
    return years.map((each) => inYear(first, each)).find((each) => each >= day) ?? null;
  }

  /** The first day from a day on that lies in all windows, null if there is none. */
  function nextCommonDay(windows, day) {
    const limit = yearOf(day) + LONGEST_SEARCH;
    while (day !== null && yearOf(day) <= limit) {
      const shut = windows.find((window) => !holds(window, day));
      if (!shut) return day;
      day = nextDay(shut, day);
    }
    return null;
  }

  return { later, latest, holds, nextDay, nextCommonDay };
})();

const State = (() => {
  const { later, latest } = Days;
  const IN_A_DAY = { bought: 0, offered: 1, declined: 2, did: 3 };

  const inOrder = (events) =>
    [...events].sort((one, other) => one.on - other.on || IN_A_DAY[one.kind] - IN_A_DAY[other.kind]);

  /** A customer on one day, built once and then only read; what happens after it is not known yet. */
  return class State {
    constructor(policy, events, attributes, today) {
      this.policy = policy;
      this.today = today;
      this.events = events.filter((event) => event.on <= today);
      this.attributes = attributes; // a Map of folded names and values
      this.bought = new Map(); // items, as bought
      this.got = new Map(); // products, however bought
      this.became = new Map(); // since when products and bundles are theirs
      this.owned = new Set();
      this.noes = new Map(); // offer -> days
      this.offered = new Map(); // the last day on which it was offered or refused
      this.done = new Map();
      this.lastAsk = this.firstMessage = this.lastMessage = null;
      this.firstOrder = this.lastOrder = null; // of known or unknown things
      this.arrived = null; // the first day on which the ultimate action was had
      this.orders = 0;
      this.read = new Map(); // when the list of a purchase is read
      this.open = new Map(); // offers that are neither answered nor silent, in the order in which they were made
      this.recorded = new Set(); // offers made since the last answer
      this.silent = new Set(); // the last No was silence
      this.holding = new Map();
      for (const event of inOrder(this.events)) this.take(event);
      this.settle(today);
      this.again = this.findAgain();
      this.declined = new Map([...this.noes].map(([offer, days]) => [offer, days.at(-1)]));
      if (this.again !== null && this.again <= today) this.declined.delete(policy.goal.offer);
    }

    /** The offer that is waited for: the last one, unless a purchase came after it. */
    get pending() {
      const last = [...this.open.values()].at(-1);
      return last && (this.lastOrder === null || last.made >= this.lastOrder) ? last : null;
    }

    /** The open ask made first that shares a product with an item. */
    findSharing(item) {
      const { items, offers } = this.policy;
      const shares = ({ offer }) => items[offers[offer].item].products.some((product) => items[item].products.includes(product));
      return [...this.open.values()].find(shares) ?? null;
    }

    findAgain() {
      const { goal, offers } = this.policy;
      const count = goal ? this.noes.get(goal.offer)?.length ?? 0 : 0;
      if (count === 0 || count > goal.retries) return null;
      const days = [...this.noes].filter(([offer]) => offers[offer].item === goal.item).map(([, noes]) => noes.at(-1));
      return later(Math.max(...days), goal.again);
    }

    take(event) {
      this.settle(event.kind === "bought" ? later(event.on, -1) : event.on);
      if (event.kind === "bought") this.buy(event);
      else if (event.kind === "offered") this.offer(event.offer, event.on);
      else if (event.kind === "declined") this.decline(event.offer, event.on);
      else {
        this.done.set(event.touch, event.on);
        this.message(event.on);
      }
    }

    message(on) {
      this.firstMessage ??= on;
      this.lastMessage = on;
    }

    ask(on) {
      this.lastAsk = on;
      this.message(on);
    }

    buy({ items, on }) {
      this.orders += 1;
      this.firstOrder ??= on;
      this.lastOrder = on;
      for (const number of items) this.gain(number, on);
      const { goal } = this.policy;
      if (goal && this.arrived === null && this.had(goal.item)) this.arrived = on;
      this.holding.clear();
    }

    gain(number, on) {
      const { products, keeps } = this.policy.items[number];
      this.bought.set(number, on);
      for (const each of new Set([number, ...products])) {
        if (!this.became.has(each)) this.became.set(each, on);
        this.read.set(each, this.orders);
      }
      for (const product of products) this.got.set(product, on);
      for (const product of keeps) this.owned.add(product);
      for (const offers of [this.recorded, this.silent, this.open])
        for (const offer of [...offers.keys()]) if (this.policy.offers[offer].item === number) offers.delete(offer);
    }

    offer(offer, on) {
      const pending = this.made(offer, on);
      this.ask(on);
      this.offered.set(offer, on);
      this.silent.delete(offer);
      this.recorded.add(offer);
      this.open.delete(offer); // made again while it was open: a reminder, which waits anew
      if (this.bought.get(this.policy.offers[offer].item) !== on) this.open.set(offer, pending);
    }

    decline(offer, on) {
      const late = this.silent.delete(offer); // the late answer to the same ask
      if (!this.recorded.delete(offer)) this.ask(on);
      this.open.delete(offer);
      this.offered.set(offer, on);
      const noes = this.noes.get(offer) ?? [];
      this.noes.set(offer, [...(late ? noes.slice(0, -1) : noes), on]);
    }

    /** Turn silence that has lasted long enough into Noes. */
    settle(day) {
      for (const { offer, ends } of [...this.open.values()].filter((pending) => pending.ends <= day)) {
        this.open.delete(offer);
        this.silent.add(offer);
        this.noes.set(offer, [...(this.noes.get(offer) ?? []), ends]);
        this.offered.set(offer, ends);
      }
    }

    /** An offer made now, with the rung by which it was made: the first in reading order, open or not. */
    made(offer, on) {
      const found = this.renewed(offer) ? null : this.rungOf(offer);
      return { offer, made: on, ends: later(on, found ? found.rung.patience : this.policy.patience), found };
    }

    renewed(offer) {
      return this.inRest(offer) && (this.noes.has(offer) || this.bought.has(this.policy.offers[offer].item));
    }

    inRest(offer) {
      return this.policy.renewals.some((renewal) => renewal.offer === offer);
    }

    rungOf(offer) {
      const renewable = this.inRest(offer);
      for (const [{ rungs = [] }, place] of this.reading()) {
        const number = rungs.findIndex((rung, at) => rung.offer === offer && !(renewable && this.isTheirs(rungs, at)));
        if (number >= 0) return { rung: rungs[number], number, because: place.because };
      }
      return null;
    }

    /** Whether something in a rung is owned, or a higher rung is theirs. */
    isTheirs(rungs, number) {
      const items = rungs.map((rung) => this.policy.offers[rung.offer].item);
      return this.findOwned(items[number]) !== undefined || items.slice(0, number).some((item) => this.had(item));
    }

    findOwned(item) {
      return this.policy.items[item].keeps.find((product) => this.owned.has(product));
    }

    /** Entries in order, with their places: `since` is the day from which `after` counts, `within` counts from `latest`. */
    *reading() {
      const { goal, entries, storewide, prospects } = this.policy;
      if (goal && this.arrived !== null) {
        const last = latest(...[goal.item, ...this.policy.items[goal.item].products].map((each) => this.dayOf(each)));
        yield* this.placed(goal.own, goal.item, this.arrived, last, "list");
        return;
      }
      const last = this.lastOrder ?? this.firstMessage;
      if (goal && goal.ready !== null && this.holds(goal.ready))
        yield* this.placed([goal.ladder], null, null, last, "ready");
      for (const number of this.purchases())
        yield* this.placed(this.list(number), number, this.became.get(number), this.dayOf(number), "list");
      if (this.orders) yield* this.placed(storewide, null, this.firstOrder, last, "store");
      else yield* this.placed(prospects, null, this.firstMessage, last, "prospects");
      if (goal && goal.cold) yield* this.placed([goal.ladder], null, null, last, "ultimate");
    }

    *placed(list, because, since, last, origin) {
      for (const entry of list) yield [this.policy.entries[entry], { because, since, latest: last, origin }];
    }

    list(number) {
      const { own, reads, shared } = this.policy;
      return [...own[number], ...reads[number].flatMap((list) => shared[list])];
    }

    /** The day of the latest purchase of a product, however bought, or of a bundle. */
    dayOf(number) {
      return this.got.get(number) ?? this.bought.get(number) ?? null;
    }

    /** Items whose lists are read, most recent first; within one order bundles before products, by place in the file. */
    purchases() {
      const { items } = this.policy;
      const isProduct = (number) => Number(items[number].kind === "product");
      return [...this.read.keys()].sort((one, other) =>
        this.read.get(other) - this.read.get(one) || isProduct(one) - isProduct(other) || one - other);
    }

    had(number) {
      const { whole, keeps } = this.policy.items[number];
      return this.bought.has(number) || (whole && keeps.every((product) => this.owned.has(product)));
    }

    holds(segment) {
      if (!this.holding.has(segment)) {
        this.holding.set(segment, false); // a segment inside itself never holds
        this.holding.set(segment, this.check(this.policy.segments[segment]));
      }
      return this.holding.get(segment);
    }

    check({ where, owns, ownsAny, ownsAll, any, all, none }) {
      const owned = (product) => this.owned.has(product);
      const holds = (segment) => this.holds(segment);
      return where.every(([name, values]) => values.includes(this.attributes.get(name)))
        && this.owned.size >= owns
        && (!ownsAny.length || ownsAny.some(owned))
        && ownsAll.every(owned)
        && (!any.length || any.some(holds))
        && all.every(holds)
        && !none.some(holds);
    }
  };
})();
