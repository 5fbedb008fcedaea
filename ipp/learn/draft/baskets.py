"""What is bought in one order more often than chance: the test of what follows what, inside orders."""

from collections import defaultdict
from typing import NamedTuple

from ipp.learn.discoveries import count_discoveries
from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import (
    PLACE,
    Opportunities,
    find_chances,
    find_open_shares,
    keep_bought,
    keep_opportunities,
    number_period,
    weigh_baskets,
)
from ipp.learn.pairs import PairRow, fetch_likely
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import join_outer, make_number
from ipp.orders.sql import Table

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
