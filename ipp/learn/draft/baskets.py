"""What is bought in one order more often than chance: the test of what follows what, inside orders."""

from collections import defaultdict
from typing import NamedTuple

from ipp.learn.discoveries import count_discoveries
from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import find_baskets
from ipp.learn.pairs import PairRow, fetch_likely
from ipp.orders.engines.protocol import Engine
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
