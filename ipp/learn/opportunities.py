"""When customers could have bought something, and how likely anybody bought it then: relational statements, in whole numbers.

An order is what one customer bought on one day; orders with nothing new are skipped. An opportunity is an order and the next one of that
customer. Chances are kept in billionths: sums of whole numbers are the same in any order.
"""

from typing import NamedTuple

from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import cast_sum, join_outer, make_number
from ipp.orders.sql import Table, Value

UNIT = 1_000_000_000
PLACE = 1_000
"""The weight of one place in a basket of somebody who has nothing yet."""
PERIOD = 14
"""Days of one stretch of time in which chances are taken as constant; the last one ends on the last day."""
FEWEST = 20
"""Customers who bought something and came back for something new: with fewer, what they did next is not tested."""


class Opportunities(NamedTuple):
    """What pairs are counted from.

    `pairs` (who, day, next_day, gap, size, weight, period): orders and the next one, of `size` new items; `starts`: the same with each item `after` that was new
    in the first of the two, of items with enough customers; `chances` (period, next, chance); `counts` (after, customers).
    """

    pairs: Table
    starts: Table
    chances: Table
    counts: Table


def find_opportunities(engine: Engine, firsts: Table, last: int) -> Opportunities:
    """Return the opportunities of a history (who, item, day) whose last day is `last`."""
    pairs = engine.keep_table("ipp_learn_pairs", _pair_orders(firsts, last))
    bought = keep_bought(engine, pairs, firsts)
    roughly = engine.keep_table("ipp_learn_roughly", find_chances(pairs, firsts, bought))
    shares = find_open_shares(pairs, firsts, roughly)
    weighed = weigh_baskets(shares, shares["size"]).select(*pairs.columns)
    pairs = engine.keep_table("ipp_learn_weighed", weighed)
    chances = engine.keep_table("ipp_learn_chances", find_chances(pairs, firsts, bought))
    starts = pairs.join(firsts.select("who", "day", after="item"), ["who", "day"])
    return keep_opportunities(engine, pairs, starts, chances)


def keep_bought(engine: Engine, pairs: Table, firsts: Table) -> Table:
    """Return how often each item was bought in the second order of the opportunities, by period."""
    bought = pairs.join(firsts.select("who", "item", next_day="day"), ["who", "next_day"])
    return engine.keep_table("ipp_learn_bought", bought.group_by("period", "item").agg(times=bought.count()))


def keep_opportunities(engine: Engine, pairs: Table, starts: Table, chances: Table) -> Opportunities:
    """Return opportunities, with the starts of items that enough customers bought."""
    counts = engine.keep_table("ipp_learn_counts", starts.group_by("after").agg(customers=starts.count()))
    enough = starts.semi_join(counts.filter(counts.customers >= FEWEST), "after")
    return Opportunities(pairs, engine.keep_table("ipp_learn_starts", enough), chances, counts)


def _pair_orders(firsts: Table, last: int) -> Table:
    """Return each order with something new, with the next one of its customer."""
    orders = firsts.group_by("who", "day").agg(size=firsts.count())
    by = sql.window(group_by=orders.who, order_by=orders.day)
    orders = orders.mutate(next_day=orders.day.lead().over(by), next_size=orders["size"].lead().over(by))
    orders = orders.filter(orders.next_day.notnull())
    return orders.select(
        "who",
        "day",
        "next_day",
        gap=orders.next_day - orders.day,
        size="next_size",
        weight=orders.next_size * make_number(PLACE),
        period=number_period(orders.next_day, last),
    )


def number_period(day: Value, last: int) -> Value:
    """Return the stretch of time of a day, counted back from the last day."""
    return ((make_number(last) - day) / PERIOD).floor().cast("int64")


def list_had(pairs: Table, firsts: Table) -> Table:
    """Return opportunities with each item that the customer had before the second order."""
    had = pairs.join(firsts.select("item", "who", first="day"), "who")
    return had.filter(had["first"] <= had.day)


def find_chances(pairs: Table, firsts: Table, bought: Table) -> Table:
    """Return the chance that a place in a basket went to an item, of those who had not bought it before, by period."""
    total = pairs.group_by("period").agg(weight=cast_sum(pairs.weight.sum()))
    had = list_had(pairs, firsts)
    had = had.group_by("period", "item").agg(had=cast_sum(had.weight.sum()))
    found = join_outer(bought.join(total, "period"), had, ["period", "item"])
    open_weight = (found.weight - found.had.fill_null(0)) / PLACE
    chance = (found.times * make_number(UNIT) / open_weight).round().cast("int64")
    return found.select("period", next="item", chance=chance)


def find_open_shares(pairs: Table, firsts: Table, chances: Table) -> Table:
    """Add to each opportunity how much of all chances is of what its customer did not have."""
    every = chances.group_by("period").agg(every=cast_sum(chances.chance.sum()))
    had = list_had(pairs, firsts).join(chances, [("period", "period"), ("item", "next")])
    had = had.group_by("who", "day").agg(had=cast_sum(had.chance.sum()))
    found = join_outer(pairs.join(every, "period"), had, ["who", "day"])
    return found.select(*pairs.columns, open_share=found.every - found.had.fill_null(0))


def weigh_baskets(orders: Table, number: Value) -> Table:
    """Weigh so many places of baskets by what their customers could still fill them with: who has half of the shop buys the other half."""
    weight = (number * make_number(PLACE) / (orders.open_share / UNIT)).round().cast("int64")
    return orders.select(*(name for name in orders.columns if name != "weight"), weight=weight)


def find_baskets(engine: Engine, firsts: Table, last: int) -> Opportunities:
    """Return each order as the opportunity to put something beside what is new in it; the other places of its basket are what can be filled.

    Who has much already, or has filled a place with what sells best, has fewer things left to fill the others with: places weigh more then.
    """
    pairs = engine.keep_table("ipp_learn_pairs", _list_orders(firsts, last))
    bought = keep_bought(engine, pairs, firsts)
    roughly = engine.keep_table("ipp_learn_roughly", find_chances(pairs, firsts, bought))
    shares = engine.keep_table("ipp_learn_open", find_open_shares(pairs, firsts, roughly))
    weighed = weigh_baskets(shares, shares["size"]).select(*pairs.columns)
    pairs = engine.keep_table("ipp_learn_weighed", weighed)
    chances = engine.keep_table("ipp_learn_chances", find_chances(pairs, firsts, bought))
    starts = shares.join(firsts.select("who", after="item", next_day="day"), ["who", "next_day"])
    starts = join_outer(starts, roughly.select("period", after="next", own="chance"), ["period", "after"])
    starts = starts.mutate(open_share=starts.open_share - starts.own.fill_null(0))
    starts = starts.filter((starts["size"] > 1) & (starts.open_share > 0))
    starts = weigh_baskets(starts, starts["size"] - 1).select(*pairs.columns, "after")
    return keep_opportunities(engine, pairs, starts, chances)


def _list_orders(firsts: Table, last: int) -> Table:
    """Return each order, as if it followed the day before: what was bought until then is what its customer had."""
    bought = firsts.select("who", "item", next_day="day")
    orders = bought.group_by("who", "next_day").agg(size=bought.count())
    return orders.select(
        "who",
        "next_day",
        "size",
        day=orders.next_day - 1,
        gap=make_number(0),
        weight=orders["size"] * make_number(PLACE),
        period=number_period(orders.next_day, last),
    )
