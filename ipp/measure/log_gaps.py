"""Days of which a log says nothing, though it should: nobody asked and nobody held, or only one of the two."""

from collections.abc import Mapping
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

WEEK = 7
PACE = 3
"""A gap is longer than so many of the usual steps from one day with rows to the next: who plans once a month misses no days between."""
SURE = 12.0
"""Days without rows count as missing when chance makes them so in fewer than e^-12, 6 in 1,000,000."""


class Gap(NamedTuple):
    """Days from the first to the last, as ordinals, of which the log misses `what`."""

    first: int
    last: int
    what: str


def find_gaps(asked: Mapping[int, int], held: Mapping[int, int], share: float, last: int) -> list[Gap]:
    """Return the gaps of a log between its first row and a last day; `asked` and `held`: rows by day. Gaps of one kind never overlap."""
    days = sorted({*asked, *held})
    if not days:
        return []
    both = {day: asked.get(day, 0) + held.get(day, 0) for day in days}
    usual = _find_usual(both, days[0])
    steps = [after - before for before, after in pairwise(days)]
    longest = max(WEEK, PACE * median(steps)) if steps else WEEK
    gaps = [
        Gap(first, end, "rows")
        for first, end in _list_empty(both, days[0], last)
        if end - first + 1 >= longest and usual * (end - first + 1) >= SURE
    ]
    for rows, others, chance, what in (
        (held, asked, 1 - share, "held rows"),
        (asked, held, share, "asks"),
    ):
        for first, end in _list_empty(rows, days[0], last):
            seen = sum(number for day, number in others.items() if first <= day <= end)
            if -seen * log(chance) >= SURE:  # all of them by chance of the other group
                gaps.append(Gap(first, end, what))
    return sorted(gaps)


def _find_usual(rows: Mapping[int, int], first: int) -> float:
    """Return how many rows a day has in the middle one of the weeks that have any."""
    weeks: dict[int, int] = {}
    for day, number in rows.items():
        week = (day - first) // WEEK
        weeks[week] = weeks.get(week, 0) + number
    return median(weeks.values()) / WEEK


def _list_empty(rows: Mapping[int, int], first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretches of days without a row."""
    filled = sorted(day for day, number in rows.items() if number and first <= day <= last)
    edges = [first - 1, *filled, last + 1]
    return [(before + 1, after - 1) for before, after in pairwise(edges) if after - before > 1]
