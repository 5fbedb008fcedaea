"use strict";
/*
 * What can be done for a customer on a day, and why the rest cannot, as `ipp.engine` says it (docs/meaning.md): names follow
 * those in `ipp/engine/decision`. `state` is a State of state.js; play.js chooses among what is found here.
 */
const Steps = (() => {
  const { later, latest } = Days;
  const NOES = ["declined", "silence", "given back"]; // what a No comes of

  const offering = (policy, offer, rung, due, origin, because, via) =>
    ({ item: policy.offers[offer].item, offer, price: policy.offers[offer].price, rung, due, origin, because, via });

  const touching = (item, due, origin, because, via) =>
    ({ item, offer: null, price: null, rung: null, due, origin, because, via });

  // The live part of a step: a touch that was not made yet, or the first live rung of a ladder

  /** Live steps in reading order; while a ladder waits for an open ask there is something left, and no cold ask. */
  function* listLive(state, passed) {
    let left = null;
    for (const [entry, place] of state.reading()) {
      const action = entry.rungs ? findRung(state, entry, place, passed) : findDeed(state, entry, place, passed);
      if (!action) continue;
      const blocked = findBlocking(state, entry) ?? (place.origin === "ultimate" ? left : null);
      if (place.origin !== "winback") left ??= blocked;
      yield { place, action, blocked };
    }
  }

  /** The item of an open ask that shares a product with one of the rungs. */
  function findBlocking(state, { rungs = [] }) {
    const found = rungs.map(({ offer }) => state.findSharing(state.itemOf(offer)));
    return found.find((item) => item !== null) ?? null;
  }

  function findDeed(state, deed, place, passed) {
    const due = dueOfTouch(state, deed, place);
    const reason = findUndoable(state, deed, due, place);
    if (!reason) return touching(deed.touch, due, place.origin, place.because, deed.via);
    passed.push({ step: state.policy.items[deed.touch].name, of: place.because, ...reason });
    return null;
  }

  function findUndoable(state, deed, due, place) {
    if (state.done.has(deed.touch)) return { why: "done", day: state.done.get(deed.touch) };
    const { unavailable } = state.policy.items[deed.touch];
    if (unavailable) return { why: unavailable };
    return findClosed(state, deed.gate, due, place.latest);
  }

  function findRung(state, ladder, place, passed) {
    const { offers } = state.policy;
    const pass = (rung, reason) => passed.push({ step: offers[rung.offer].label, of: place.because, ...reason });
    const closed = findClosed(state, ladder.gate, state.today, null);
    if (closed) {
      pass(ladder.rungs[0], closed);
      return null;
    }
    const facts = state.factsOf(ladder, place.since);
    for (const [number, rung] of ladder.rungs.entries()) {
      const due = dueOfRung(state, ladder, number, place);
      const reason = findDeath(state, ladder, number, facts) ?? findGivenUp(state, ladder, rung, place)
        ?? findClosed(state, rung.gate, due, latestOfRung(state, ladder, number, place));
      if (!reason) return offering(state.policy, rung.offer, number, due, place.origin, place.because, rung.via);
      pass(rung, reason);
    }
    return null;
  }

  /** Until when the ultimate action is not asked for after it was given up. */
  function findGivenUp(state, ladder, rung, place) {
    const day = findReturn(state, ladder, rung, place);
    return day !== null && day > state.today ? { why: "given up", day } : null;
  }

  /** The day before which a rung of the ladder of the ultimate action, and itself in others, is not asked; its `winback` is. */
  function findReturn(state, ladder, rung, { origin, because }) {
    const { goal } = state.policy;
    if (!goal || (origin === "winback" && because === goal.item)) return null;
    return [ladder.rungs[0], rung].some(({ offer }) => state.itemOf(offer) === goal.item) ? state.mayReturn : null;
  }

  function findDeath(state, ladder, number, facts) {
    const { items } = state.policy;
    const reason = findOwnDeath(state, ladder.rungs[number], facts);
    if (reason) return reason;
    const above = ladder.rungs.slice(0, number).map(({ offer }) => state.itemOf(offer));
    const theirs = above.find((each) => state.had(each, facts.bought));
    return theirs === undefined ? null : { why: "higher rung theirs", about: items[theirs].name };
  }

  /** Why a rung is dead whatever stands above it. */
  function findOwnDeath(state, { offer }, { bought, declined }) {
    const { items } = state.policy, item = state.itemOf(offer), { unavailable } = items[item];
    if (unavailable) return { why: unavailable };
    if (bought.has(item)) return { why: "bought", day: bought.get(item) };
    if (declined.has(offer)) return { why: state.causes.get(offer), day: declined.get(offer) };
    const owned = state.findOwned(item);
    return owned === undefined ? null : { why: "owned", about: items[owned].name };
  }

  // The day of an action: its wait, what puts it off, and what closes it on that day

  /** The first day from `due` on which an ask may be made; a gap of its own of 0 waives `spacing` too. */
  function putOff(state, due, gap = null) {
    const day = state.lastAsk === null ? due : Math.max(due, later(state.lastAsk, gap ?? state.policy.gap));
    return gap === 0 ? day : putOffMessage(state, day);
  }

  function putOffMessage(state, due) {
    const { spacing } = state.policy;
    return spacing && state.lastMessage !== null ? Math.max(due, later(state.lastMessage, spacing)) : due;
  }

  const waited = (state, after, { since }) => (since === null ? state.today : later(since, after));

  const dueOfTouch = (state, deed, place) => putOffMessage(state, waited(state, deed.after, place));

  function dueOfRung(state, ladder, number, place) {
    const rung = ladder.rungs[number], no = findNoAbove(state, ladder, number, place);
    const due = no === null ? waited(state, ladder.after, place) : later(no, rung.after);
    const expired = rung.offer === state.policy.goal?.offer ? state.again : null;
    return putOff(state, latest(due, expired, findReturn(state, ladder, rung, place)), rung.gap);
  }

  /** The day of the latest No to a higher rung that counts as an answer to this ladder. */
  function findNoAbove(state, ladder, number, { since }) {
    const noes = ladder.rungs.slice(0, number).map(({ offer }) => state.noes.get(offer)?.at(-1) ?? null);
    return latest(...noes.filter((day) => day !== null && (since === null || day >= since)));
  }

  /** The day from which the `within` of a rung counts. */
  const latestOfRung = (state, ladder, number, place) =>
    (place.latest === null ? null : latest(place.latest, findNoAbove(state, ladder, number, place)));

  function findClosed(state, gate, due, since) {
    if (!gate) return null;
    const day = Math.max(state.today, due);
    return findSegment(state, gate) ?? findWindow(gate, day) ?? findOver(gate, day, since);
  }

  function findSegment(state, { when, unless }) {
    const found = when.find((segment) => !state.holds(segment)) ?? unless.find((segment) => state.holds(segment));
    return found === undefined ? null : { why: "closed segment", about: state.policy.segments[found].name };
  }

  function findWindow({ windows }, day) {
    const shut = windows.find((window) => !Days.holds(window, day));
    if (!shut) return null;
    const opens = Days.nextDay(shut, day);
    return opens === null ? { why: "window over", day: shut.yearly ? null : shut.last } : { why: "not open yet", day: opens };
  }

  function findOver({ within }, day, since) {
    if (within === null || since === null || day <= later(since, within)) return null;
    return { why: "within over", day: later(since, within) };
  }

  // Nothing is left: refills and `rest`, or the first day on which time alone opens something

  const listRenewals = (state, passed) =>
    state.policy.renewals.map((renewal) => findTurn(state, renewal, passed)).filter(Boolean);

  function findTurn(state, renewal, passed) {
    if (renewal.refill && !state.got.has(renewal.item)) return null;
    const { unavailable } = state.policy.items[renewal.item];
    const closed = unavailable ? { why: unavailable }
      : findClosed(state, renewal.gate, state.today, null) ?? findAskInTheWay(state, renewal);
    if (closed) {
      passed.push({ step: state.policy.items[renewal.item].name, of: null, ...closed });
      return null;
    }
    if (renewal.offer !== null) return offerAgain(state, renewal);
    const last = state.done.get(renewal.item);
    const due = last === undefined ? state.today : later(last, renewal.every);
    return touching(renewal.item, putOffMessage(state, due), "rest", null, renewal.via);
  }

  function findAskInTheWay(state, renewal) {
    const sharing = renewal.offer === null ? null : state.findSharing(renewal.item);
    return sharing === null ? null : { why: "open ask", about: state.policy.items[sharing].name };
  }

  function offerAgain(state, { item, offer, every, via, refill }) {
    const last = latest(state.dayOf(item), state.offered.get(offer) ?? null);
    const due = last === null ? state.today : later(last, every);
    return offering(state.policy, offer, 0, putOff(state, due), refill ? "refill" : "rest", null, via);
  }

  const sorted = (days) => [...new Set(days)].sort((one, other) => one - other);
  const on = ({ policy, events, customer }, day) => new State(policy, events, customer, day);

  /** The first day after today on which an open ask ends, or something is live, if nothing happens until then. */
  function findOpening(state) {
    for (const day of sorted(listDaysAhead(state))) {
      const opened = on(state, day);
      const action = findStep(opened) ?? listRenewals(opened, [])[0];
      const ends = [...state.open.values()].filter((pending) => pending.ends === day).at(-1);
      if (action || ends) return { day, action, ends };
    }
    return null;
  }

  /** The first day after today on which a list or the ultimate has something to offer or to do again. */
  const findNextStep = (state) =>
    sorted([...listDaysAhead(state), ...listWinbackDays(state)]).find((day) => findStep(on(state, day))) ?? null;

  /** The days on which a win-back that waits is due: it holds up no turn of `rest`. */
  const listWinbackDays = (state) => [...listLive(state, [])]
    .filter(({ place, action }) => place.origin === "winback" && action.due > state.today).map(({ action }) => action.due);

  function findStep(state) {
    for (const { action, blocked } of listLive(state, [])) if (blocked === null) return action;
    return null;
  }

  /** Days on which something may open, as things stand and as they will stand when all that was held is forgotten, up to the first end of an open ask. */
  function* listDaysAhead(state) {
    const end = Math.min(...listEnds(state));
    if (end < Infinity) yield end;
    const within = (days, from) => [...days].filter((day) => day !== null && from < day && day <= end);
    yield* within(listDays(state), state.today);
    for (const over of listEndOfHoldout(state)) {
      const after = on(state, over);
      yield* within([...listDays(after), ...listEnds(after)], over);
    }
  }

  const listEnds = (state) => [...state.open.values()].map(({ ends }) => ends);

  /** Days on which time alone may open something, past ones among them. */
  function listDays(state) {
    const { today } = state, changes = listChanges(state), starts = [later(today, 1), ...changes.filter((day) => day > today)];
    const found = [state.again, state.mayReturn, ...changes];
    for (const [entry, place] of state.reading())
      for (const [{ windows }, due] of listWindowed(state, entry, place))
        for (const start of starts) found.push(Days.nextCommonDay(windows, start), Days.nextCommonDay(windows, Math.max(start, due)));
    return found;
  }

  /** The days on which they will have ordered nothing for so long that a segment changes, and on which all that was held is forgotten. */
  function listChanges(state) {
    const { policy: { quiet }, record: { last } } = state;
    return [...(last === null ? [] : quiet.map((days) => later(last, days))), ...listEndOfHoldout(state)];
  }

  const listEndOfHoldout = ({ policy: { holdout }, heldOut }) => (heldOut && holdout.last !== null ? [later(holdout.last, 1)] : []);

  /** The gates of an entry that windows open, with the days from which they could. */
  function* listWindowed(state, entry, place) {
    if (!entry.rungs) {
      const over = state.done.has(entry.touch) || state.policy.items[entry.touch].unavailable;
      if (entry.gate?.windows.length && !over) yield [entry.gate, dueOfTouch(state, entry, place)];
      return;
    }
    const facts = state.factsOf(entry, place.since);
    for (const [number, rung] of entry.rungs.entries()) {
      const reason = findOwnDeath(state, rung, facts);
      if (rung.gate?.windows.length && (!reason || NOES.includes(reason.why)))
        yield [rung.gate, dueOfRung(state, entry, number, place)];
    }
  }

  return { offering, listLive, listRenewals, findOpening, findNextStep };
})();
