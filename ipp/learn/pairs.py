"""Pairs as rows of counts, and as what people read."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ipp.learn.expected import PAIR
from ipp.learn.opportunities import UNIT
from ipp.learn.poisson import find_interval, find_upper_tail
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, get_frame
from ipp.orders.sql import Table


class PairRow(NamedTuple):
    """The counts of one pair; items by number, `expected` in billionths."""

    after: int
    next: int
    opportunities: int
    seen: int
    expected: int
    days: int | None

    @property
    def mean(self) -> float:
        """How often it was to be expected by chance."""
        return self.expected / UNIT


class TestedPair(NamedTuple):
    """How often `next` was bought in the order after the one in which `after` was new, and how often it would have been by chance.

    `opportunities`: customers who came back for something new, and did not have `next`; `low`, `high`: the interval at 95 % of seen over
    expected; `days`: between the two orders, of half of those who bought it; `in_path`: the step of `after` that offers it, counted from 1.
    """

    after: str
    next: str
    opportunities: int
    seen: int
    expected: float
    low: float
    high: float
    days: int | None
    in_path: int | None


def describe_pair(
    row: PairRow, names: Mapping[int, str], listed: Mapping[tuple[str, str], int]
) -> TestedPair:
    """Return the counts of a pair with its names, its interval and its place in the path."""
    after, following, mean = names[row.after], names[row.next], row.mean
    low, high = find_interval(row.seen)
    place = listed.get((after, following))
    return TestedPair(
        after, following, row.opportunities, row.seen, mean, low / mean, high / mean, row.days, place
    )


def fetch_likely(engine: Engine, pairs: Table) -> list[tuple[float, PairRow]]:
    """Return the pairs seen more often than expected, by half a standard deviation or more, with their chance, the smallest first.

    Others have a chance of more than a fifth, and are no discoveries.
    """
    seen = pairs.seen.cast("float64") - pairs.expected / UNIT
    often = pairs.filter((seen > 0) & (seen * seen * 4 > pairs.expected / UNIT))
    rows = [PairRow(*row) for row in engine.fetch_rows(often.select(*PairRow._fields))]
    return sorted((find_upper_tail(row.seen, row.mean), row) for row in rows)


def fetch_named(
    engine: Engine, pairs: Table, wanted: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], PairRow]:
    """Return those of some pairs that can be tested."""
    table = SmallTable("ipp_learn_wanted", dict.fromkeys(PAIR, "int64"), sorted(set(wanted)))
    engine.create_table(table)
    rows = engine.fetch_rows(pairs.semi_join(get_frame(table), list(PAIR)).select(*PairRow._fields))
    return {row[:2]: PairRow(*row) for row in rows}
