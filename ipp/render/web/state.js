"use strict";
/*
 * What happened to a customer, and what that comes to on one day, as `ipp.engine` says it (docs/meaning.md). The policy is data of
 * ipp/render/web/compiler.py; names follow `ipp/engine/customer`; holdings.js says what is theirs.
 *
 * An event is {kind: "bought", items: [item], on, pieces?: [count], others?: bool, paid?: text} | {kind: "returned", item, pieces, on} |
 * {kind: "cancelled", item, on} | {kind: "offered" | "declined" | "accepted", offer, on} | {kind: "did", touch, on} |
 * {kind: "stopped" | "resumed", on} |
 * {kind: "held", made: an offer or a touch, holdout, on}. A customer is {attributes, draws}: a Map of folded names and values, and a Map of
 * salts, by number, to what is drawn by them, 8 hex digits; who has no draw is in no share. No membership lapses here.
 */
const State = (() => {
  const { later, latest } = Days;

  /** A customer on one day, built once and then only read; what happens after it is not known yet. */
  return class State {
    constructor(policy, events, customer, today) {
      this.policy = policy;
      this.today = today;
      this.events = events.filter((event) => event.on <= today);
      this.customer = customer;
      this.record = new Facts.PurchaseRecord(policy, customer.draws, today);
      this.stopped = this.resumed = null; // the last day on which they asked to get nothing, or something again
      const { holdout } = policy;
      this.heldOut = holdout !== null && Facts.lastsOn(holdout, today) && this.record.holdsFact(holdout.share);
      this.holdings = new Holdings.Holdings(policy);
      this.listsRead = new Holdings.ListsRead(policy);
      ({ bought: this.bought, got: this.got, became: this.became, owned: this.owned } = this.holdings);
      this.noes = new Map(); // offer -> days
      this.causes = new Map(); // offer -> what the last No to it came of
      this.declined = new Map(); // known at the end
      this.offered = new Map(); // the last day on which it was offered or refused
      this.done = new Map();
      this.lastAsk = this.firstMessage = this.lastMessage = null;
      this.firstOrder = this.lastOrder = null; // of known or unknown things
      this.arrived = null; // since when the ultimate action is had
      this.gaveUp = null; // the last day on which it ceased to be had
      this.purchased = new Map(); // the last purchase, given back since or not
      this.taken = new Map(); // item -> offers accepted since it is theirs
      this.open = new Map(); // offers that are neither answered nor silent, in the order in which they were made
      this.recorded = new Set(); // offers made since the last answer
      this.silent = new Set(); // the last No was silence
      this.holding = new Map();
      this.yeses = this.listYeses();
      for (const event of Holdings.inOrder(policy, this.events)) this.take(event);
      this.settle(today);
      this.lookOn(today);
      this.again = this.findAgain();
      this.mayReturn = this.gaveUp === null ? null : later(this.gaveUp, policy.goal.again);
      this.declined = new Map([...this.noes].map(([offer, days]) => [offer, days.at(-1)]));
      if (this.again !== null && this.again <= today) this.declined.delete(policy.goal.offer);
    }

    /** Why they get nothing: they asked to, on which day, or are in the segment that never gets anything; on one day a stop counts. */
    get stop() {
      const asked = this.stopped !== null && this.stopped >= (this.resumed ?? 0) ? this.stopped : null;
      const { never, segments } = this.policy;
      const segment = never !== null && this.holds(never) ? segments[never].name : null;
      return asked === null && segment === null ? null : { asked, segment };
    }

    /** The offer that is waited for: the last one, unless a purchase came after it. */
    get pending() {
      const last = [...this.open.values()].at(-1);
      return last && (this.lastOrder === null || last.made >= this.lastOrder) ? last : null;
    }

    /** The item of the open ask made first that shares a product with an item. */
    findSharing(item) {
      const { items } = this.policy;
      const shares = (other) => items[other].products.some((product) => items[item].products.includes(product));
      return [...this.open.keys()].map((offer) => this.itemOf(offer)).find(shares) ?? null;
    }

    findAgain() {
      const { goal } = this.policy;
      const said = goal && goal.retries ? this.noes.get(goal.offer) ?? [] : [];
      if (!said.length || said.filter((day) => this.gaveUp === null || day >= this.gaveUp).length > goal.retries) return null;
      const days = [...this.noes].filter(([offer]) => this.itemOf(offer) === goal.item).map(([, noes]) => noes.at(-1));
      return later(Math.max(...days), goal.again);
    }

    take(event) {
      const { kind, on } = event;
      this.settle(["bought", "returned", "cancelled"].includes(kind) ? later(on, -1) : on);
      this.lookOn(on);
      if (kind === "bought") this.buy(event);
      else if (kind === "returned" || kind === "cancelled") {
        this.record.takeBack(event, this.holdings.countGivenBack(event));
        this.lose(this.holdings.giveBack(event), on);
      }
      else if (kind === "offered") this.offer(event.offer, on);
      else if (kind === "declined") this.decline(event.offer, on);
      else if (kind === "accepted") this.answer(event.offer, on);
      else if (kind === "stopped" || kind === "resumed") this[kind] = on;
      else if (kind === "held") this.takeHeld(event);
      else {
        this.done.set(event.touch, on);
        this.message(on);
      }
    }

    /** Take segments as of a day: for some it counts how long nothing was ordered. */
    lookOn(day) {
      this.record.today = day;
      this.holding.clear();
    }

    /** Count what was held back as made, while the holdout lasts. */
    takeHeld({ made, holdout, on }) {
      const now = this.policy.holdout;
      if (this.heldOut && holdout === now.name && Facts.lastsOn(now, on)) this.take(made);
    }

    message(on) {
      this.firstMessage ??= on;
      this.lastMessage = on;
    }

    ask(on) {
      this.lastAsk = on;
      this.message(on);
    }

    buy(order) {
      const { on } = order, yesesTo = (number) => this.yeses.get(`${number} ${on}`);
      const { own, received, purchase } = this.holdings.buy(order, yesesTo);
      for (const number of order.items) for (const offer of yesesTo(number) ?? []) this.accept(offer);
      this.record.takeOrder(order, purchase);
      if (purchase) {
        this.firstOrder ??= on;
        this.lastOrder = on;
        this.listsRead.moveToFront(received);
      }
      for (const number of own) this.settleBought(number, on);
      const { goal } = this.policy;
      if (goal && this.arrived === null && this.had(goal.item)) this.arrived = on;
      this.holding.clear();
    }

    /** Take the purchase of an item as the answer to its offers. */
    settleBought(number, on) {
      this.purchased.set(number, on);
      for (const offer of this.open.keys()) if (this.itemOf(offer) === number) this.accept(offer);
      const yeses = this.yeses.get(`${number} ${on}`);
      for (const offers of [this.recorded, this.silent, this.open])
        for (const offer of [...offers.keys()])
          if (this.itemOf(offer) === number && !(offers === this.recorded && yeses?.has(offer))) offers.delete(offer);
    }

    /** The offers that were accepted, by item and day. */
    listYeses() {
      const yeses = new Map();
      for (const { kind, offer, on } of this.events) {
        if (kind !== "accepted") continue;
        const key = `${this.itemOf(offer)} ${on}`;
        yeses.set(key, (yeses.get(key) ?? new Set()).add(offer));
      }
      return yeses;
    }

    itemOf(offer) {
      return this.policy.offers[offer].item;
    }

    accept(offer) {
      const item = this.itemOf(offer);
      this.taken.set(item, new Set([...(this.taken.get(item) ?? []), offer]));
    }

    /** Take it that nothing is left of some items: that day is a No to what was accepted and to the list price. */
    lose(gone, on) {
      const { goal, items } = this.policy;
      for (const number of gone) {
        for (const offer of new Set([items[number].offer, ...(this.taken.get(number) ?? [])])) this.noteNo(offer, on, "given back");
        this.taken.delete(number);
        for (const offer of [...this.silent]) if (this.itemOf(offer) === number) this.silent.delete(offer);
        this.listsRead.drop(number);
        if (items[number].membership) this.listsRead.readWinback(number, on);
      }
      if (goal && this.arrived !== null && !this.had(goal.item)) [this.arrived, this.gaveUp] = [null, on];
      this.holding.clear();
    }

    noteNo(offer, on, cause) {
      this.noes.set(offer, [...(this.noes.get(offer) ?? []), on]);
      this.causes.set(offer, cause);
      this.offered.set(offer, on);
    }

    offer(offer, on) {
      const pending = this.made(offer, on);
      this.ask(on);
      this.offered.set(offer, on);
      this.silent.delete(offer);
      this.recorded.add(offer);
      this.open.delete(offer); // made again while it was open: a reminder, which waits anew
      if (this.purchased.get(this.itemOf(offer)) !== on) this.open.set(offer, pending);
      else this.acceptOfDay(offer, on);
    }

    /** Take an offer that was accepted on the day on which it was made, and perhaps given back on it. */
    acceptOfDay(offer, on) {
      if (this.holdings.lost.get(this.itemOf(offer)) !== on) this.accept(offer);
      else if (!this.policy.offers[offer].list && this.noes.get(offer)?.at(-1) !== on) this.noteNo(offer, on, "given back");
    }

    decline(offer, on) {
      const late = this.silent.has(offer); // the late answer to the same ask
      this.answer(offer, on);
      if (late) this.noes.get(offer).pop();
      this.noteNo(offer, on, "declined");
    }

    /** Take an answer, which tells of an ask where none was recorded. */
    answer(offer, on) {
      if (!this.recorded.delete(offer)) this.ask(on);
      this.silent.delete(offer);
      this.open.delete(offer);
    }

    /** Turn silence that has lasted long enough into Noes. */
    settle(day) {
      for (const { offer, ends } of [...this.open.values()].filter((pending) => pending.ends <= day)) {
        this.open.delete(offer);
        this.silent.add(offer);
        this.noteNo(offer, ends, "silence");
      }
    }

    /** An offer made now, with the rung by which it was made: the first in reading order, open or not. */
    made(offer, on) {
      const found = this.rungOf(offer);
      return { offer, made: on, ends: later(on, found ? found.rung.patience : this.policy.patience), found };
    }

    /** The rung by which an offer was made; a turn of `rest` is made by none but one that is asked at each purchase. */
    rungOf(offer) {
      const inRest = this.policy.renewed.includes(offer);
      const isRenewal = inRest && (this.noes.has(offer) || this.bought.has(this.itemOf(offer)));
      for (const [ladder, place] of this.reading()) {
        const since = place.because === null || place.origin === "winback" ? null : place.latest;
        const allowed = (rung, at) => rung.offer === offer
          && !(isRenewal && !(ladder.eachTime && this.isUnanswered(offer, since)))
          && !(inRest && this.isTheirs(ladder, at, since));
        const number = (ladder.rungs ?? []).findIndex(allowed);
        if (number >= 0) return { rung: ladder.rungs[number], number, because: place.because };
      }
      return null;
    }

    /** Whether something in a rung is owned, or a higher rung is theirs. */
    isTheirs(ladder, number, since) {
      const { bought } = this.factsOf(ladder, since);
      const items = ladder.rungs.map((rung) => this.itemOf(rung.offer));
      return this.findOwned(items[number]) !== undefined || items.slice(0, number).some((item) => this.had(item, bought));
    }

    isUnanswered(offer, since) {
      const answers = [this.bought.get(this.itemOf(offer)), this.noes.get(offer)?.at(-1)];
      return answers.every((day) => day === undefined || (since !== null && day < since));
    }

    /** What counts as bought and declined: for a ladder that is asked at each purchase, what came since the latest one. */
    factsOf({ eachTime }, since) {
      const { bought, declined } = this;
      if (!eachTime || since === null) return { bought, declined };
      const recent = (days) => new Map([...days].filter(([, day]) => day >= since));
      return { bought: recent(bought), declined: recent(declined) };
    }

    findOwned(item) {
      return this.policy.items[item].keeps.find((product) => this.owned.has(product));
    }

    /** Entries in order, with their places: `since` is the day from which `after` counts, `within` counts from `latest`. */
    *reading() {
      const { goal, entries, storewide, prospects } = this.policy;
      if (goal && this.arrived !== null) {
        const days = [this.dayOf(goal.item), ...this.policy.items[goal.item].products.map((each) => this.got.get(each))];
        const last = latest(...days.map((day) => day ?? null));
        yield* this.placed(goal.own, goal.item, this.arrived, last, "list");
        return;
      }
      const last = this.lastOrder ?? this.firstMessage;
      if (goal && goal.ready !== null && this.holds(goal.ready))
        yield* this.placed([goal.ladder], null, null, last, "ready");
      for (const { number, winback } of this.listsRead.lists()) {
        const lost = this.holdings.lost.get(number);
        if (winback) yield* this.placed(this.policy.winbacks[number], number, lost, lost, "winback");
        else yield* this.placed(this.list(number), number, this.became.get(number), this.dayOf(number), "list");
      }
      if (this.firstOrder !== null) yield* this.placed(storewide, null, this.firstOrder, last, "store");
      else yield* this.placed(prospects, null, this.firstMessage, last, "prospects");
      if (goal && goal.cold) yield* this.placed([goal.ladder], null, null, last, "ultimate");
    }

    *placed(list, because, since, last, origin) {
      for (const entry of list.map((number) => this.policy.entries[number]))
        yield [entry, { because, since: entry.eachTime ? last : since, latest: last, origin }];
    }

    list(number) {
      const { own, reads, shared } = this.policy;
      return [...own[number], ...reads[number].flatMap((list) => shared[list])];
    }

    /** The day of the latest purchase of a product, however bought, or of a bundle. */
    dayOf(number) {
      return this.got.get(number) ?? this.bought.get(number) ?? null;
    }

    had(number, bought = this.bought) {
      const { whole, keeps } = this.policy.items[number];
      return bought.has(number) || (whole && keeps.every((product) => this.owned.has(product)));
    }

    holds(segment) {
      if (!this.holding.has(segment)) {
        this.holding.set(segment, false); // a segment inside itself never holds
        this.holding.set(segment, this.check(this.policy.segments[segment]));
      }
      return this.holding.get(segment);
    }

    check({ where, owns, ownsAny, ownsAll, facts, any, all, none }) {
      const owned = (product) => this.owned.has(product);
      const holds = (segment) => this.holds(segment);
      return where.every(([name, values]) => values.includes(this.customer.attributes.get(name)))
        && this.owned.size >= owns
        && (!ownsAny.length || ownsAny.some(owned))
        && ownsAll.every(owned)
        && facts.every((fact) => this.record.holdsFact(fact))
        && (!any.length || any.some(holds))
        && all.every(holds)
        && !none.some(holds);
    }
  };
})();
