"""What is bought in one order more often than chance: the test of what follows what, inside orders."""

from collections import defaultdict
from typing import NamedTuple

from ipp.learn.discoveries import count_discoveries
from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import FEWEST, PERIOD, PLACE, UNIT, Opportunities, find_chances, list_had
from ipp.learn.pairs import PairRow, fetch_likely
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import cast_sum, join_outer, make_number
from ipp.orders.sql import Table, Value

LARGEST = 3
"""Products of a bundle."""


class Together(NamedTuple):
    """Items by number that are bought in one order more often than chance, each two of them: the counts of the surest two."""

    items: tuple[int, ...]
    pair: PairRow


def find_together(engine: Engine, firsts: Table, last: int, false_share: float) -> list[Together]:
    """Return groups of two or three items that are new in one order more often than chance, the surest first, each item in one group."""
    pairs = count_pairs(engine, firsts, find_baskets(engine, firsts, last))
    ((tested,),) = engine.fetch_rows(pairs.agg(rows=pairs.count()))
    likely = fetch_likely(engine, pairs)
    number = count_discoveries([chance for chance, _ in likely], tested, false_share)
    found = {(row.after, row.next): row for _, row in likely[:number]}
    both = {key: row for key, row in found.items() if (key[1], key[0]) in found}
    return _group_items(both)


def _group_items(pairs: dict[tuple[int, int], PairRow]) -> list[Together]:
    """Return pairs that share no item, each with a third one that goes with both, as the order of the pairs says."""
    near: defaultdict[int, list[int]] = defaultdict(list)
    for after, then in pairs:
        near[after].append(then)
    taken: set[int] = set()
    groups = []
    for (after, then), row in pairs.items():
        if {after, then} & taken:
            continue
        items = [after, then]
        for third in near[after]:
            if len(items) < LARGEST and third not in taken and (then, third) in pairs:
                items.append(third)
        taken.update(items)
        groups.append(Together(tuple(items), row))
    return groups


def find_baskets(engine: Engine, firsts: Table, last: int) -> Opportunities:
    """Return each order as the opportunity to put something beside what is new in it; the other places of its basket are what can be filled.

    Who has much already, or has filled a place with what sells best, has fewer things left to fill the others with: places weigh more then.
    """
    pairs = engine.keep_table("ipp_learn_pairs", _list_orders(firsts, last))
    bought = pairs.join(firsts.select("who", "item", next_day="day"), ["who", "next_day"])
    bought = engine.keep_table(
        "ipp_learn_bought", bought.group_by("period", "item").agg(times=bought.count())
    )
    roughly = engine.keep_table("ipp_learn_roughly", find_chances(pairs, firsts, bought))
    shares = engine.keep_table("ipp_learn_open", _find_open_shares(pairs, firsts, roughly))
    weighed = _weigh_room(shares, shares["size"], shares.open_share)
    pairs = engine.keep_table("ipp_learn_weighed", weighed.select(*pairs.columns))
    chances = engine.keep_table("ipp_learn_chances", find_chances(pairs, firsts, bought))
    starts = shares.join(firsts.select("who", after="item", next_day="day"), ["who", "next_day"])
    starts = join_outer(starts, roughly.select("period", after="next", own="chance"), ["period", "after"])
    starts = starts.mutate(open_share=starts.open_share - starts.own.fill_null(0))
    starts = starts.filter((starts["size"] > 1) & (starts.open_share > 0))
    starts = _weigh_room(starts, starts["size"] - 1, starts.open_share)
    starts = starts.select(*pairs.columns, "after")
    counts = engine.keep_table("ipp_learn_counts", starts.group_by("after").agg(customers=starts.count()))
    enough = starts.semi_join(counts.filter(counts.customers >= FEWEST), "after")
    return Opportunities(pairs, engine.keep_table("ipp_learn_starts", enough), chances, counts)


def _list_orders(firsts: Table, last: int) -> Table:
    """Return each order, as if it followed the day before: what was bought until then is what its customer had."""
    bought = firsts.select("who", "item", next_day="day")
    orders = bought.group_by("who", "next_day").agg(size=bought.count())
    period = ((make_number(last) - orders.next_day) / PERIOD).floor().cast("int64")
    return orders.select(
        "who",
        "next_day",
        "size",
        day=orders.next_day - 1,
        gap=make_number(0),
        weight=orders["size"] * make_number(PLACE),
        period=period,
    )


def _weigh_room(orders: Table, number: Value, open_share: Value) -> Table:
    """Return orders with the weight of so many places of their baskets, by what can still fill them."""
    weight = (number * make_number(PLACE) / (open_share / UNIT)).round().cast("int64")
    return orders.select(*(name for name in orders.columns if name != "weight"), weight=weight)


def _find_open_shares(pairs: Table, firsts: Table, chances: Table) -> Table:
    """Add to each order how much of all chances is of what its customer did not have."""
    every = chances.group_by("period").agg(every=cast_sum(chances.chance.sum()))
    had = list_had(pairs, firsts).join(chances, [("period", "period"), ("item", "next")])
    had = had.group_by("who", "day").agg(had=cast_sum(had.chance.sum()))
    found = join_outer(pairs.join(every, "period"), had, ["who", "day"])
    return found.select(*pairs.columns, open_share=found.every - found.had.fill_null(0))
