"""Windows as spans of days: those from a day on that lie in all windows of a line."""

from collections.abc import Iterator
from datetime import date

from ipp.engine.windows import Window
from ipp.orders.dates.columns import LAST_DAY
from ipp.path.values import Yearday

Span = tuple[int, int]
"""The first and the last day, as ordinals."""


def list_spans(windows: tuple[Window, ...], first: int, last: int) -> list[Span]:
    """Return the spans of days that lie in all windows, in order, without those that end before `first` or begin after `last`.

    Days of every year are looked for up to the day `last`.
    """
    found = [(first, LAST_DAY)]
    for window in windows:
        found = [
            (max(mine[0], theirs[0]), min(mine[1], theirs[1]))
            for theirs in _list_open_spans(window, first, last)
            for mine in found
            if mine[0] <= theirs[1] and theirs[0] <= mine[1]
        ]
    return _merge_spans(sorted(found))


def _merge_spans(spans: list[Span]) -> list[Span]:
    """Join spans that overlap or follow each other."""
    merged: list[Span] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], closes)
        else:
            merged.append((opens, closes))
    return merged


def _list_open_spans(window: Window, first: int, last: int) -> Iterator[Span]:
    if not window.yearly:
        begins, ends = window.first, window.last
        opens = begins.toordinal() if isinstance(begins, date) else 1
        closes = ends.toordinal() if isinstance(ends, date) else LAST_DAY
        if opens <= closes:
            yield opens, closes
        return
    opens_on, closes_on = window.of_year
    over_new_year = opens_on > closes_on
    before = 1 if over_new_year else 0
    years = range(max(date.fromordinal(first).year - before, date.min.year), date.fromordinal(last).year + 1)
    for year in years:
        opens = _number_day(opens_on, year)
        closes = _number_day(closes_on, year + before)
        if opens <= closes:
            yield opens, closes


def _number_day(day: Yearday, year: int) -> int:
    return LAST_DAY if year > date.max.year else day.make_date(year).toordinal()
