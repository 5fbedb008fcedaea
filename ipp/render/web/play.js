"use strict";
/*
 * What `ipp.engine` says, said in the page: the same policy, and the same sentences (docs/meaning.md). Names of functions follow
 * ipp/engine/decision/decide.py and follow.py; a test asks both of the same customers.
 */
const Play = (() => {
  const { offering, listLive, listRenewals, findOpening, findNextStep } = Steps;
  const MOST_STEPS = 300;

  // The next action

  function decide(policy, events, customer, today) {
    const state = new State(policy, events, customer, today), { stop } = state;
    if (stop) return { state: "stopped", action: null, passed: [], awaiting: false, now: state, stop };
    if (state.pending) return { state: "wait", action: waitFor(policy, state.pending), passed: [], awaiting: true, now: state };
    const passed = [];
    const { action, holdsRest } = chooseStep(state, passed);
    if (action && (action.due <= today || holdsRest)) return decision(action.offer === null ? "touch" : "offer", action, passed, state);
    const renewals = listRenewals(state, passed);
    const waiting = action ? [action, ...renewals] : renewals;
    if (waiting.length)
      return decision("rest", renewals.find(({ due }) => due <= today) ?? soonest(waiting), passed, state);
    return waitForTime(state, passed);
  }

  const decision = (standing, action, passed, now) =>
    ({ state: action.due > now.today ? "wait" : isHeldBack(now, action) ? "held" : standing, action, passed, awaiting: false, now });

  /** Whether an action of today is not for this customer, who is held out. */
  const isHeldBack = ({ heldOut, policy }, { offer }) => heldOut && (offer !== null || policy.holdout.everything);

  const soonest = (actions) => actions.reduce((one, other) => (other.due < one.due ? other : one));

  /**
   * The first live step that is due, else the one due soonest of those that nothing holds up, and whether `rest` is held up by one that
   * waits: a `winback` holds up nothing outside its own list.
   */
  function chooseStep(state, passed) {
    const waiting = new Map(); // the first live step of a list, by its place
    for (const live of listLive(state, passed)) {
      const { place, action } = live;
      const here = `${place.origin} ${place.because}`;
      const first = ["store", "ultimate"].includes(place.origin) ? holding(waiting)[0] : undefined;
      const held = findHeld(state, live, waiting.get(here) ?? first);
      if (!held && action.due <= state.today) return { action, holdsRest: true };
      const note = { step: labelOf(state, action), of: place.because, ...(held ?? { why: "not due yet", day: action.due }) };
      if (!held) waiting.set(here, { ...live, note });
      passed.push(note);
    }
    if (!waiting.size) return { action: null, holdsRest: false };
    const chosen = soonest([...waiting.values()].map(({ action, note }) => ({ due: action.due, action, note })));
    passed.splice(passed.indexOf(chosen.note), 1);
    return { action: chosen.action, holdsRest: holding(waiting).length > 0 };
  }

  const holding = (waiting) => [...waiting.values()].filter(({ place }) => place.origin !== "winback");

  /** Which open ask a live step waits for, or which step holds it up. */
  function findHeld(state, { blocked }, ahead) {
    if (blocked !== null) return { why: "open ask", about: state.policy.items[blocked].name };
    return ahead ? { why: "held up", about: labelOf(state, ahead.action) } : null;
  }

  const labelOf = ({ policy }, { offer, item }) => (offer === null ? policy.items[item].name : policy.offers[offer].label);

  /** Wait for the first day on which time alone opens something; else it is the end. */
  function waitForTime(state, passed) {
    const opening = findOpening(state);
    if (!opening) {
      const standing = state.arrived === null ? "stranded" : "complete";
      return { state: standing, action: null, passed, awaiting: false, now: state };
    }
    const { day, action, ends } = opening;
    return action ? { state: "wait", action: { ...action, due: day }, passed, awaiting: false, now: state }
      : { state: "wait", action: waitFor(state.policy, ends), passed, awaiting: true, now: state };
  }

  function waitFor(policy, { offer, ends, found }) {
    return offering(policy, offer, found ? found.number : 0, ends, "list", found ? found.because : null,
      found ? found.rung.via : policy.via);
  }

  // What comes after an answer

  function answered({ action, awaiting }, yes, on) {
    if (action.offer === null) return [{ kind: "did", touch: action.item, on }];
    const said = { kind: yes ? "accepted" : "declined", offer: action.offer, on };
    return awaiting ? [said] : [{ kind: "offered", offer: action.offer, on }, said];
  }

  /** What happens when an action is held back: it is noted as if it were made. */
  function heldBack({ action, now }, on) {
    const made = action.offer === null ? { kind: "did", touch: action.item, on } : { kind: "offered", offer: action.offer, on };
    return { kind: "held", made, holdout: now.policy.holdout.name, on };
  }

  /** What each answer that can be given leads to, asked before it is given: a decision for `yes`, `no`, `silence`, `done`, `held` or `wait`. */
  function foresee(found, policy, events, customer) {
    const { action, state, awaiting, now: { today } } = found;
    const after = (more, day = today) => decide(policy, [...events, ...more], customer, day);
    if (!action) return {};
    if (state === "held") return { held: after([heldBack(found, today)]) };
    if (state === "wait" && !awaiting) return { wait: after([], action.due) };
    if (action.offer === null) return { done: after(answered(found, true, today)) };
    const [yes, no] = [true, false].map((said) => after(answered(found, said, today)));
    return { yes, no, silence: foreseeSilence(found, after) };
  }

  /** What comes when an offer is made and nothing is ever said to it: what is left on the day on which silence becomes a No. */
  function foreseeSilence({ action, awaiting, now: { today } }, after) {
    const asked = awaiting ? [] : [{ kind: "offered", offer: action.offer, on: today }];
    const waiting = after(asked);
    return waiting.awaiting ? after(asked, waiting.action.due) : waiting;
  }

  /** The day after today on which there is something to do; null when that is today, or never. */
  function nextLook({ action, awaiting, now }) {
    if (!action || awaiting) return null;
    if (isRest(action)) return findNextStep(now);
    return action.due > now.today ? action.due : null;
  }

  const isRest = ({ origin }) => ["rest", "refill"].includes(origin);

  /** The customer who says Yes to everything, up to the ask for the ultimate action: decisions on their days, and how it ends. */
  function journey(policy, events, customer, today, most = MOST_STEPS) {
    const steps = [];
    for (;;) {
      const found = decide(policy, events, customer, today);
      const { action } = found, day = nextLook(found);
      if (day !== null) today = day;
      else if (!action) return { steps, ends: found.state };
      else if (isRest(action)) return { steps, ends: "rest" };
      else if (steps.length === most) return { steps, ends: "cut" };
      else {
        steps.push({ ...found, on: today });
        if (action.item === policy.goal?.item) return { steps, ends: "ultimate" };
        events = [...events, ...answered(found, true, today)];
      }
    }
  }

  return { decide, journey, answered, heldBack, foresee };
})();
