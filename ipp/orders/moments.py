"""Which of two orders of one day is the later one."""

from ipp.orders import sql
from ipp.orders.engines.relations import drop_columns, join_outer, make_number
from ipp.orders.log import ACCEPTED
from ipp.orders.sql import Table, Value

DAY = 1 << 17
"""Moments of one day."""


UNNUMBERED = "\x01"
"""Begins what stands for the number of an order that has none; no number begins so."""


LOGGED = 100_000
"""Ranks from here on are of purchases told by the offers log: they come after the orders of their day."""


def rank_orders(lines: Table, ordered: bool) -> Table:
    """Add to lines (who, day, seconds, order) the rank of their order within the day.

    By the clock, where the date has one; then by order number, shorter before longer, so that #999 comes before #1000. Lines of
    one order are one moment, its last. Without an order number, what has one date and time is one order, the first of that time.
    """
    if not ordered:
        return lines.rename(rank="seconds")
    lines = lines.mutate(order=lines.order.fill_null(sql.literal(UNNUMBERED) + lines.seconds.cast("string")))
    days = lines.group_by("who", "day").agg(first=lines.order.min(), last=lines.order.max())
    several = days.filter(days["first"] != days["last"]).select("who", "day")
    orders = lines.semi_join(several, ["who", "day"])
    orders = orders.group_by("who", "day", "order").agg(seconds=orders.seconds.max())
    length = sql.ifelse(orders.order.startswith(UNNUMBERED), 0, orders.order.length())
    by = [orders.seconds, length, orders.order]
    rank = sql.dense_rank().over(group_by=[orders.who, orders.day], order_by=by).cast("int64")
    ranks = orders.select("who", "day", "order", rank=rank)
    joined = join_outer(lines, ranks, ["who", "day", "order"])
    return drop_columns(joined.mutate(rank=joined["rank"].fill_null(0)), "seconds")


def find_logged(lines: Table, log: Table) -> tuple[Table, Value]:
    """Return the purchases that only the offers log tells (seq, who, item, day, paid), and the turn of each within its day."""
    accepted = log.filter(log.event == ACCEPTED).group_by("who", "item", "day").agg(seq=log.seq.min())
    accepted = accepted.anti_join(lines, ["who", "item", "day"])
    if "paid" in log.columns:
        accepted = accepted.join(log.select("seq", "paid"), "seq")
    by = {"group_by": [accepted.who, accepted.day], "order_by": [accepted.seq]}
    return accepted, sql.row_number().over(**by).cast("int64")


def moment_of(lines: Table) -> Value:
    """Return the moment of an order."""
    return lines.day * make_number(DAY) + lines.rank
