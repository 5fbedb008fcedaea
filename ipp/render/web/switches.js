"use strict";
/*
 * The shares that one draw decides, as switches: a draw is that of shares.py, with its `shares` and `kinds` of customers; `drawn` is
 * the 8 hex digits of one customer, null of somebody who is in none. One draw decides several shares, so that a switch can turn others.
 */
const Switches = (() => {
  /** The shares, by number, that somebody is in. */
  const listOn = ({ kinds }, drawn) => new Set(kinds.find(([first]) => first === drawn)?.[1] ?? []);

  const countBeyond = (some, others, but) => [...some].filter((each) => each !== but && !others.has(each)).length;

  /** Turn one share on or off; of all draws with it so, take one that leaves the fewest other shares, and of these enters the fewest. */
  function turn(draw, drawn, share, on) {
    const before = listOn(draw, drawn);
    const [best] = [null, ...draw.kinds.map(([first]) => first)]
      .map((each) => ({ each, after: listOn(draw, each) }))
      .filter(({ after }) => after.has(share) === on)
      .map(({ each, after }) => ({ each, left: countBeyond(before, after, share), entered: countBeyond(after, before, share) }))
      .sort((one, other) => one.left - other.left || one.entered - other.entered);
    return best.each;
  }

  return { listOn, turn };
})();
