"use strict";
/*
 * What `ipp.engine` says, said in the page: the same policy, written as data by ipp/render/web/compiled.py, and the same
 * sentences (docs/meaning.md). Names of functions follow ipp/engine/state.py, decide.py, opening.py, left.py and follow.py;
 * a test asks both of the same customers. Days are numbers: 1 is the first of January of the year 1.
 *
 * An event is {kind: "bought", items: [item], on} | {kind: "offered" | "declined", offer, on} | {kind: "did", touch, on}.
 */
const Play = (() => {
  const LAST_DAY = 3652059, FIRST_DAY = 1;
  const IN_A_DAY = { bought: 0, offered: 1, declined: 2, did: 3 };
  const MOST_STEPS = 300;

  const later = (day, days) => Math.min(LAST_DAY, Math.max(FIRST_DAY, day + days));

  class State {
    constructor(policy, events, attributes, today) {
      this.policy = policy;
      this.today = today;
      this.attributes = attributes; // a Map of folded names and values
      this.bought = new Map(); // items, as bought
      this.got = new Map(); // products, however bought
      this.owned = new Set();
      this.declined = new Map(); // offer -> days
      this.offered = new Map(); // the last day on which it was offered or refused
      this.done = new Map();
      this.lastAsk = null;
      this.lastEvent = null; // purchases aside
      this.orders = [];
      this.open = new Map(); // offers that wait for an answer
      this.asked = new Set(); // recorded as offered since the last stated answer
      this.silent = new Set(); // the last No was silence
      this.holding = new Map();
      for (const event of inOrder(events)) if (event.on <= today) this.take(event);
      this.settle(today);
    }

    get pending() {
      let found = null;
      for (const offer of this.open.values()) if (!found || offer.made >= found.made) found = offer;
      return found;
    }

    take(event) {
      this.settle(event.kind === "bought" ? later(event.on, -1) : event.on);
      if (event.kind === "bought") return this.buy(event);
      if (event.kind === "offered") this.offer(event.offer, event.on);
      else if (event.kind === "declined") this.decline(event.offer, event.on);
      else this.done.set(event.touch, event.on);
      this.lastEvent = event.on;
    }

    buy(order) {
      this.orders.push(order);
      this.holding.clear();
      for (const number of order.items) {
        const good = this.policy.items[number];
        this.bought.set(number, order.on);
        for (const product of good.products) this.got.set(product, order.on);
        for (const product of good.keeps) this.owned.add(product);
      }
      const answered = (offer) => order.items.includes(this.policy.offers[offer].item);
      for (const offers of [this.asked, this.silent])
        for (const offer of [...offers]) if (answered(offer)) offers.delete(offer);
      for (const [offer, pending] of [...this.open])
        if (answered(offer) || (pending.made < order.on && order.on < pending.ends)) this.open.delete(offer);
    }

    offer(offer, on) {
      const pending = this.made(offer, on);
      this.lastAsk = on;
      this.offered.set(offer, on);
      this.silent.delete(offer);
      this.open.delete(offer); // made again while it was open: a reminder, which waits anew
      this.asked.add(offer);
      if (this.bought.get(this.policy.offers[offer].item) !== on) this.open.set(offer, pending);
    }

    decline(offer, on) {
      this.offered.set(offer, on);
      if (this.silent.delete(offer)) { // the late answer to the same ask
        this.declined.get(offer).splice(-1, 1, on);
      } else {
        if (!this.asked.has(offer)) this.lastAsk = on;
        this.declined.set(offer, [...(this.declined.get(offer) ?? []), on]);
      }
      this.open.delete(offer);
      this.asked.delete(offer);
    }

    settle(day) {
      for (const { offer, ends } of [...this.open.values()].sort((one, other) => one.ends - other.ends)) {
        if (ends > day) break;
        this.open.delete(offer);
        this.asked.delete(offer);
        this.silent.add(offer);
        this.declined.set(offer, [...(this.declined.get(offer) ?? []), ends]);
        this.offered.set(offer, ends);
        this.lastEvent = Math.max(this.lastEvent ?? ends, ends);
      }
    }

    made(offer, on) {
      const found = this.renewed(offer) ? null : this.rungOf(offer);
      return { offer, made: on, ends: later(on, found ? found.rung.patience : this.policy.patience), found };
    }

    renewed(offer) {
      const { goal } = this.policy;
      if (goal && offer === goal.offer && this.declined.has(offer)) return true;
      return this.inRest(offer) && (this.declined.has(offer) || this.bought.has(this.policy.offers[offer].item));
    }

    inRest(offer) {
      return this.policy.renewals.some((renewal) => renewal.offer === offer);
    }

    rungOf(offer) {
      const renewable = this.inRest(offer);
      for (const [{ rungs = [] }, place] of this.reading()) {
        const number = rungs.findIndex((rung, at) => rung.offer === offer && !(renewable && this.theirs(rungs, at)));
        if (number >= 0) return { rung: rungs[number], number, because: place.because };
      }
      return null;
    }

    /** Whether something in a rung is owned, or a higher rung is theirs. */
    theirs(rungs, number) {
      const items = rungs.map((rung) => this.policy.offers[rung.offer].item);
      return this.policy.items[items[number]].keeps.some((product) => this.owned.has(product))
        || items.slice(0, number).some((item) => this.had(item));
    }

    *reading() {
      const { goal, entries, own, reads, shared, storewide, prospects } = this.policy;
      if (goal && this.had(goal.item)) {
        const days = [goal.item, ...this.policy.items[goal.item].products].map((number, index) =>
          (index ? this.got : this.bought).get(number) ?? 0);
        const base = Math.max(...days);
        for (const entry of goal.own) yield [entries[entry], { because: goal.item, base, since: base, origin: "list" }];
        return;
      }
      if (goal && goal.ready !== null && this.holds(goal.ready))
        yield [entries[goal.ladder], { because: null, base: null, since: null, origin: "ready" }];
      for (const [number, day] of this.purchases()) {
        const place = { because: number, base: day, since: day, origin: "list" };
        for (const entry of own[number]) yield [entries[entry], place];
        for (const list of reads[number]) for (const entry of shared[list]) yield [entries[entry], place];
      }
      if (this.orders.length) {
        const latest = this.orders[this.orders.length - 1].on;
        const place = { because: null, base: latest, since: latest, origin: "store" };
        for (const entry of storewide) yield [entries[entry], place];
      } else {
        const place = { because: null, base: this.lastEvent, since: null, origin: "prospects" };
        for (const entry of prospects) yield [entries[entry], place];
      }
      if (goal && goal.cold)
        yield [entries[goal.ladder], { because: null, base: null, since: null, origin: "ultimate" }];
    }

    *purchases() {
      const seen = new Set();
      for (const order of [...this.orders].reverse()) {
        const goods = order.items.map((number) => this.policy.items[number]);
        const bundles = order.items.filter((number) => this.policy.items[number].kind === "bundle");
        const products = goods.flatMap((good) => good.products);
        for (const number of [...byPlace(bundles), ...byPlace(products)])
          if (!seen.has(number)) {
            seen.add(number);
            yield [number, order.on];
          }
      }
    }

    had(number) {
      const good = this.policy.items[number];
      return this.bought.has(number) || (good.whole && good.keeps.every((product) => this.owned.has(product)));
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
  }

  const byPlace = (numbers) => [...numbers].sort((one, other) => one - other);

  const inOrder = (events) =>
    [...events].sort((one, other) => one.on - other.on || IN_A_DAY[one.kind] - IN_A_DAY[other.kind]);

  // The next action

  function decide(policy, events, attributes, today) {
    const state = new State(policy, events, attributes, today);
    const pending = state.pending;
    if (pending) return { state: "wait", action: awaited(policy, pending), passed: [], awaiting: true, now: state };
    const passed = [];
    for (const [entry, place] of state.reading()) {
      const action = entry.rungs ? ladder(state, entry, place, passed) : deed(state, entry, place, passed);
      if (action) return decision(action.offer === null ? "touch" : "offer", action, passed, state);
    }
    return leftOver(state, passed);
  }

  const decision = (standing, action, passed, now) =>
    ({ state: action.due > now.today ? "wait" : standing, action, passed, awaiting: false, now });

  function awaited(policy, { offer, ends, found }) {
    return offering(policy, offer, found ? found.number : 0, ends, "list", found ? found.because : null,
      found ? found.rung.via : policy.via);
  }

  const offering = (policy, offer, rung, due, origin, because, via) =>
    ({ item: policy.offers[offer].item, offer, price: policy.offers[offer].price, rung, due, origin, because, via });

  const touching = (item, due, origin, because, via) =>
    ({ item, offer: null, price: null, rung: null, due, origin, because, via });

  function deed(state, entry, place, passed) {
    const due = Math.max(dueOf(state, entry.after, place), entry.gate?.opens ?? FIRST_DAY);
    const reason = undoable(state, entry, due);
    if (!reason) return touching(entry.touch, due, place.origin, place.because, entry.via);
    passed.push({ step: state.policy.items[entry.touch].name, of: place.because, ...reason });
    return null;
  }

  function undoable(state, entry, due) {
    if (state.done.has(entry.touch)) return { why: "done", day: state.done.get(entry.touch) };
    return state.policy.items[entry.touch].draft ? { why: "draft" } : shut(state, entry.gate, due);
  }

  function ladder(state, entry, place, passed) {
    const { offers } = state.policy;
    const pass = (rung, reason) => passed.push({ step: offers[rung.offer].label, of: place.because, ...reason });
    const closed = shut(state, entry.gate, state.today);
    if (closed) {
      pass(entry.rungs[0], closed);
      return null;
    }
    for (const [number, rung] of entry.rungs.entries()) {
      const due = rungDue(state, entry, number, place);
      const reason = dead(state, entry, number, due);
      if (!reason)
        return offering(state.policy, rung.offer, number, due, place.origin, place.because, rung.via);
      pass(rung, reason);
    }
    return null;
  }

  function dead(state, entry, number, due) {
    const rung = entry.rungs[number];
    const item = state.policy.offers[rung.offer].item;
    const good = state.policy.items[item];
    if (good.draft) return { why: "draft" };
    if (state.bought.has(item)) return { why: "bought", day: state.bought.get(item) };
    const noes = state.declined.get(rung.offer);
    if (noes) return { why: "declined", day: noes[noes.length - 1] };
    const kept = good.keeps.find((product) => state.owned.has(product));
    if (kept !== undefined) return { why: "owned", about: state.policy.items[kept].name };
    const above = entry.rungs.slice(0, number).map((each) => state.policy.offers[each.offer].item);
    const theirs = above.find((each) => state.had(each));
    if (theirs !== undefined) return { why: "higher rung theirs", about: state.policy.items[theirs].name };
    return shut(state, rung.gate, due);
  }

  const dueOf = (state, after, place) => (place.base === null ? state.today : later(place.base, after));

  function rungDue(state, entry, number, place) {
    const rung = entry.rungs[number];
    let lastNo = null;
    for (const above of entry.rungs.slice(0, number))
      for (const day of state.declined.get(above.offer) ?? [])
        if (day >= (place.since ?? FIRST_DAY) && (lastNo === null || day > lastNo)) lastNo = day;
    const due = lastNo === null ? dueOf(state, entry.after, place) : later(lastNo, rung.after);
    return Math.max(due, rung.gate?.opens ?? FIRST_DAY, gapOver(state));
  }

  function shut(state, gate, due) {
    if (!gate) return null;
    const decides = (segment) => ({ why: "closed segment", about: state.policy.segments[segment].name });
    for (const segment of gate.when) if (!state.holds(segment)) return decides(segment);
    for (const segment of gate.unless) if (state.holds(segment)) return decides(segment);
    if (gate.closes !== null && Math.max(state.today, due) > gate.closes)
      return { why: "window over", day: gate.closes };
    return null;
  }

  const gapOver = (state) => (state.lastAsk === null ? FIRST_DAY : later(state.lastAsk, state.policy.gap));

  // Nothing is left: the ultimate action once more, or rest

  function leftOver(state, passed) {
    const { goal, renewals } = state.policy;
    const coming = [again(state), ...renewals.map((each) => turn(state, each, passed))].filter(Boolean);
    if (!coming.length) {
      const standing = goal && state.had(goal.item) ? "complete" : "stranded";
      return { state: standing, action: null, passed, awaiting: false, now: state };
    }
    const soonest = (one, other) => (other.due < one.due ? other : one);
    const action = coming.find((each) => each.due <= state.today) ?? coming.reduce(soonest);
    return decision(action.origin === "ultimate" ? "offer" : "rest", action, passed, state);
  }

  function again(state) {
    const { policy } = state, { goal } = policy;
    const noes = goal ? state.declined.get(goal.offer) : null;
    if (!noes || noes.length > goal.retries) return null;
    const good = policy.items[goal.item];
    if (good.draft || state.had(goal.item) || good.keeps.some((product) => state.owned.has(product))) return null;
    const due = Math.max(later(Math.max(...noes), goal.again), gapOver(state));
    return offering(policy, goal.offer, 0, due, "ultimate", null, policy.entries[goal.ladder].rungs[0].via);
  }

  function turn(state, renewal, passed) {
    if (renewal.refill && !state.got.has(renewal.item)) return null;
    const closed = shut(state, renewal.gate, state.today);
    if (closed) {
      passed.push({ step: state.policy.items[renewal.item].name, of: null, ...closed });
      return null;
    }
    if (renewal.offer === null) {
      const last = state.done.get(renewal.item);
      const due = last === undefined ? state.today : later(last, renewal.every);
      return touching(renewal.item, due, "rest", null, renewal.via);
    }
    const bought = state.policy.items[renewal.item].kind === "product" ? state.got : state.bought;
    const times = [bought.get(renewal.item), state.offered.get(renewal.offer)].filter((day) => day !== undefined);
    const due = times.length ? later(Math.max(...times), renewal.every) : state.today;
    const origin = renewal.refill ? "refill" : "rest";
    return offering(state.policy, renewal.offer, 0, Math.max(due, gapOver(state)), origin, null, renewal.via);
  }

  // What comes after an answer

  function answered({ action, awaiting }, yes, on) {
    if (action.offer === null) return [{ kind: "did", touch: action.item, on }];
    const said = yes ? { kind: "bought", items: [action.item], on } : { kind: "declined", offer: action.offer, on };
    return awaiting ? [said] : [{ kind: "offered", offer: action.offer, on }, said];
  }

  const dayOf = ({ action, awaiting }, today) => (!action || awaiting ? today : Math.max(today, action.due));

  /** The customer who says Yes to everything, up to the ask for the ultimate action: decisions, and how it ends. */
  function journey(policy, events, attributes, today, most = MOST_STEPS) {
    const steps = [];
    for (;;) {
      const found = decide(policy, events, attributes, today);
      if (!found.action) return { steps, ends: found.state };
      if (["rest", "refill"].includes(found.action.origin)) return { steps, ends: "rest" };
      if (steps.length === most) return { steps, ends: "cut" };
      today = dayOf(found, today);
      steps.push({ ...found, on: today });
      if (policy.goal && found.action.item === policy.goal.item) return { steps, ends: "ultimate" };
      events = [...events, ...answered(found, true, today)];
    }
  }

  return { decide, journey, answered, dayOf, later };
})();
