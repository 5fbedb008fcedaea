"""How often one item followed another, and how often it would have by chance, for every pair that can be tested."""

from ipp.learn.opportunities import PLACE, UNIT, Opportunities
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import cast_sum, join_outer, join_outer_all, make_number
from ipp.orders.sql import Table, Value

PAIR = ("after", "next")


def count_pairs(engine: Engine, firsts: Table, found: Opportunities) -> Table:
    """Return the pairs of which one or more is expected: after, next, opportunities, seen, expected (in billionths), days.

    Expected is the sum, over the opportunities of customers who did not have `next`, of min(1, weight x chance). It is worked out as the sum
    over all opportunities, which is a product of two small tables, less what they cannot have bought.
    """
    starts = found.starts
    most = engine.keep_table("ipp_learn_most", _sum_chances(starts, found.chances))
    had = engine.keep_table("ipp_learn_had", _sum_had(starts, firsts, found.chances))
    beyond = _sum_beyond(starts, found.chances)
    seen = engine.keep_table("ipp_learn_seen", _count_seen(starts, firsts))
    joined = join_outer_all(most, (had, PAIR), (beyond, PAIR), (seen, PAIR)).join(found.counts, "after")
    expected = joined.expected - joined.owned.fill_null(0) - joined.beyond.fill_null(0)
    pairs = joined.select(
        *PAIR,
        opportunities=joined.customers - joined.owners.fill_null(0),
        seen=joined.seen.fill_null(0),
        expected=expected,
        days=joined.days,
    )
    return engine.keep_table("ipp_learn_tested", pairs.filter(pairs.expected >= UNIT))


def _sum_chances(starts: Table, chances: Table) -> Table:
    """Sum weight x chance over all opportunities; pairs of which less than one would be expected are left out."""
    weights = starts.group_by("after", "period").agg(weight=cast_sum(starts.weight.sum()))
    whole = weights.group_by("after").agg(whole=cast_sum(weights.weight.sum()))
    most = chances.group_by("next").agg(most=chances.chance.max())
    each = weights.join(whole, "after").join(chances.join(most, "next"), "period")
    can = each.whole * (each.most / PLACE) >= UNIT  # the others are many, and adding them up is for nothing
    each = each.filter(can & (each.after != each.next))
    total = each.group_by(*PAIR).agg(expected=cast_sum(_expect_purchases(each).sum()))
    return total.filter(total.expected >= UNIT)


def _expect_purchases(rows: Table) -> Value:
    """Return weight x chance in billionths."""
    return (rows.weight * (rows.chance / PLACE)).round().cast("int64")


def _sum_had(starts: Table, firsts: Table, chances: Table) -> Table:
    """Sum min(1, weight x chance) over the opportunities of customers who had the item already, and count these."""
    had = starts.join(firsts.select("who", next="item", first="day"), "who")
    had = had.filter((had["first"] <= had.day) & (had.after != had.next))
    had = join_outer(had, chances, ["period", "next"])
    amount = sql.least(_expect_purchases(had).fill_null(0), make_number(UNIT))
    return had.group_by(*PAIR).agg(owned=cast_sum(amount.sum()), owners=had.count())


def _sum_beyond(starts: Table, chances: Table) -> Table:
    """Sum what is above 1 in weight x chance: baskets so large that the item was sure to be in them."""
    most = chances.group_by("period").agg(most=chances.chance.max())
    large = starts.join(most, "period")
    large = large.filter(large.weight * (large.most / PLACE) > UNIT).select("after", "period", "weight")
    large = large.join(chances, "period")
    large = large.mutate(amount=_expect_purchases(large))
    large = large.filter((large.amount > UNIT) & (large.after != large.next))
    return large.group_by(*PAIR).agg(beyond=cast_sum((large.amount - UNIT).sum()))


def _count_seen(starts: Table, firsts: Table) -> Table:
    """Count how often an item was new in the next order, and after how many days most of them had bought it."""
    bought = starts.join(firsts.select("who", next="item", next_day="day"), ["who", "next_day"])
    days = bought.gap.median().floor().cast("int64")
    return bought.group_by(*PAIR).agg(seen=bought.count(), days=days)
