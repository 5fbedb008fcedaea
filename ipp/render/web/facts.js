"use strict";
/*
 * What a customer ever ordered, given back since or not, what they spent, and the shares that they are drawn into, as `ipp.engine` says it: names follow
 * ipp/engine/customer/purchase_record.py and ipp/engine/policy/facts.py. A fact is a list: what it asks for, and its terms (shares.py).
 */
const Facts = (() => {
  const { later } = Days;
  const DIGITS = 18; // more than money is written with; amounts are added exactly

  const units = (amount) => {
    const [whole, part = ""] = amount.split(".");
    return BigInt(whole + part.slice(0, DIGITS).padEnd(DIGITS, "0"));
  };

  const lastsOn = ({ first, last }, day) => (first === null || day >= first) && (last === null || day <= last);

  const HOLDS = {
    bought: ({ pieces }, items) => items.some((item) => pieces.has(item)),
    pieces: ({ pieces }, item, least) => (pieces.get(item) ?? 0) >= least,
    orders: ({ purchases }, least) => purchases >= least,
    spent: ({ paid, refunded }, least) => (paid > refunded ? paid - refunded : 0n) >= units(least),
    quiet: ({ last, today }, days) => last !== null && today >= later(last, days),
    share: ({ draws }, salt, first, end) => draws.has(salt) && first <= draws.get(salt) && (end === null || draws.get(salt) < end),
  };

  /** The record of one customer, which whoever keeps it moves on order by order; `today` is the day for which facts are asked. */
  class PurchaseRecord {
    constructor(policy, draws, today) {
      this.policy = policy;
      this.draws = draws;
      this.today = today;
      this.pieces = new Map(); // bought ever, however
      this.purchases = 0;
      this.paid = 0n;
      this.refunded = 0n;
      this.last = null; // the day of the latest order, of charges alone too
    }

    /** Take an order; one that is no purchase holds charges of memberships alone: it is none of the `purchases`. */
    takeOrder({ items, on, pieces, paid = null }, purchase) {
      let listed = 0n;
      for (const [at, number] of items.entries()) {
        const { price, contents } = this.policy.items[number], count = pieces?.[at] ?? 1;
        listed += price === null ? 0n : units(price) * BigInt(count);
        for (const [each, quantity] of [[number, 1], ...(contents.some(([each]) => each === number) ? [] : contents)])
          this.pieces.set(each, (this.pieces.get(each) ?? 0) + quantity * count);
      }
      this.paid += paid === null ? listed : units(paid);
      this.purchases += purchase ? 1 : 0;
      this.last = on;
    }

    /** Count pieces that they gave back, at list prices; who cancels a membership gets nothing back. */
    takeBack({ kind, item }, pieces) {
      const { price, membership } = this.policy.items[item];
      if (price !== null && (kind === "returned" || !membership)) this.refunded += units(price) * BigInt(pieces);
    }

    holdsFact([asked, ...terms]) {
      return HOLDS[asked](this, ...terms);
    }
  }

  return { PurchaseRecord, lastsOn };
})();
