"""What is looked at: orders of customers who bought before, with what they had and what they then bought that is new."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from ipp.orders.engines.protocol import Engine
from ipp.orders.sql import Table

SHARE = 0.2
"""The part of the time, the last one, that is looked at."""
WEEK = 7


class Case(NamedTuple):
    """One order of a customer: `orders` are those before it (day, items by number), the oldest first; `new` is what they first bought in it."""

    who: str
    day: int
    orders: tuple[tuple[int, tuple[int, ...]], ...]
    had: frozenset[int]
    new: frozenset[int]


def find_beginning(first: int, last: int) -> int:
    """Return the first day that is looked at."""
    return last - int((last - first) * SHARE) + 1


def list_cases(engine: Engine, lines: Table, beginning: int) -> list[Case]:
    """Return the orders from a day on, of customers who bought before, by day; orders with nothing new are none."""
    late = lines.filter(lines.day >= beginning).select("customer").distinct()
    rows = lines.semi_join(late, "customer").select("customer", "day", "item").distinct()
    found = engine.fetch_rows(rows.order_by("customer", "day", "item"))
    cases = (
        case
        for who, own in groupby(found, key=lambda row: str(row[0]))
        for case in _cut_cases(who, own, beginning)
    )
    return sorted(cases, key=lambda case: (case.day, case.who))


def _cut_cases(customer: str, rows: Iterable[tuple[str, int, int]], beginning: int) -> Iterator[Case]:
    orders: list[tuple[int, tuple[int, ...]]] = []
    had: set[int] = set()
    for day, own in groupby(rows, key=lambda row: row[1]):
        items = tuple(row[2] for row in own)
        new = frozenset(items) - had
        if orders and new and day >= beginning:
            yield Case(customer, day, tuple(orders), frozenset(had), new)
        orders.append((day, items))
        had.update(items)


class Candidates(NamedTuple):
    """What can be said: goods by number, each with all that a purchase of shows that it was right: itself, or anything in it."""

    shown_by: Mapping[int, frozenset[int]]

    def list_closed(self, case: Case) -> list[int]:
        """Return what a customer has already."""
        return [code for code, parts in self.shown_by.items() if code in case.had or parts <= case.had]

    def list_right(self, case: Case) -> set[int]:
        """Return what would have been right to say."""
        return self.list_choices(case)[1]

    def list_choices(self, case: Case) -> tuple[list[int], set[int]]:
        """Return what a customer can be told, and what of it would have been right."""
        closed = set(self.list_closed(case))
        choices = [code for code in self.shown_by if code not in closed]
        return choices, {code for code in choices if self.shown_by[code] & case.new}
