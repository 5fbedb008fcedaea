"""Days of which a log says nothing, though it should: nobody asked and nobody held, or only one of the two."""

from collections.abc import Mapping
from itertools import pairwise
from statistics import median
from typing import NamedTuple

WEEK = 7
SURE = 12.0
"""So many rows are to be expected of days that have none before they count as missing: by chance that is 6 in 1,000,000."""


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
    gaps = [
        Gap(first, end, "rows")
        for first, end in _list_empty(both, days[0], last)
        if end - first + 1 >= WEEK and usual * (end - first + 1) >= SURE
    ]
    for rows, others, odds, what in (
        (held, asked, share / (1 - share), "held rows"),
        (asked, held, (1 - share) / share, "asks"),
    ):
        for first, end in _list_empty(rows, days[0], last):
            expected = odds * sum(number for day, number in others.items() if first <= day <= end)
            if expected >= SURE:
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
