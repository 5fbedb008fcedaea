"""What customers ordered ever, given back since or not, and what they spent: what segments ask for besides what is theirs now (sentence 5 of docs/meaning.md)."""

from typing import NamedTuple

from ipp.batch.expression.frames import Frames
from ipp.batch.lowering.ordered import list_targets
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import OrderCount, QuietFor, Share
from ipp.orders.engines.relations import cast_sum, join_outer, union_tables
from ipp.orders.sql import Table


class Ordered(NamedTuple):
    """What was ordered up to today. `lines`: who, item, day, pieces, with charges; `orders`: who, day (a row for each purchase); `days`: who, day (those of orders, of charges alone too); `spending`: who, day, units, below zero what was given back. None: not asked for."""

    lines: Table | None
    orders: Table | None
    days: Table | None
    spending: Table | None

    def find_facts(self, frames: Frames, views: Table, key: str) -> Table:
        """Return what views come to, a row each: the key, and a column for each thing that is asked. `views`: the key, and for `seq` who and `until`, the last day that counts."""
        policy, parts = frames.lowered.policy, views.select(key)
        if self.lines is not None:
            counted = self.keep_past(self.lines, views, key).join(frames["ipp_counted"], "item")
            pieces = counted.pieces * counted.quantity
            sums = {
                name_target(number): cast_sum(pieces.sum(where=counted.target == number))
                for number in list_targets(policy).values()
            }
            parts = join_outer(parts, counted.group_by(key).agg(**sums), key)
        if self.orders is not None:
            past = self.keep_past(self.orders, views, key)
            counts = past.group_by(key).agg(orders=past.count().cast("int64"))
            parts = join_outer(parts, counts, key)
        if self.days is not None:
            past = self.keep_past(self.days, views, key)
            parts = join_outer(parts, past.group_by(key).agg(last_order=past.day.max()), key)
        if self.spending is not None:
            past = self.keep_past(self.spending, views, key)
            spent = past.group_by(key).agg(spent=cast_sum(past.units.sum()))
            parts = join_outer(parts, spent.filter(spent.spent > 0), key)
        return frames.add_stage(f"{key}_ordered", parts)

    def keep_past(self, rows: Table, views: Table, key: str) -> Table:
        """Return what counts for each view."""
        if key == "who":
            return rows
        past = rows.join(views.select(key, "who", "until"), "who")
        return past.filter(past.day <= past.until)


def name_target(number: int) -> str:
    """Return the column of the pieces of a set of items."""
    return f"pieces_{number}"


def list_ordered(
    frames: Frames, lines: Table, purchases: Table, spending: Table | None, refunds: Table | None
) -> Ordered | None:
    """Return what was ordered and spent, as far as segments ask for it; `purchases` are the lines without charges."""
    policy = frames.lowered.policy
    if not asks_ordered(policy):
        return None
    counted, orders, days = None, None, None
    if list_targets(policy):
        counted = lines.filter(lines["item"] >= 0).select("who", "item", "day", "pieces")
    if any(isinstance(fact, OrderCount) for fact in policy.facts):
        orders = frames.add_stage("orders_made", purchases.select("who", "day", "rank").distinct())
    if any(isinstance(fact, QuietFor) for fact in policy.facts):
        days = frames.add_stage("order_days", lines.select("who", "day").distinct())
    if spending is not None:
        past = spending.filter(spending.day <= frames.today)
        parts = [past.select("who", "day", "units"), *([] if refunds is None else [refunds])]
        spending = frames.add_stage("spent", union_tables(*parts))
    return Ordered(counted, orders, days, spending)


def asks_ordered(policy: Policy) -> bool:
    """Whether a segment asks what was ordered."""
    return any(not isinstance(fact, Share) for fact in policy.facts)
