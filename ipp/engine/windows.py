"""The days on which something is open: between two dates, or between two days of every year."""

from collections.abc import Iterable
from datetime import MAXYEAR, date
from typing import NamedTuple

from ipp.engine.days import add_days
from ipp.path.values import Yearday

NEW_YEAR, NEW_YEARS_EVE = Yearday(1, 1), Yearday(12, 31)
LONGEST_SEARCH = 10
"""Years in which days that lie in several windows are looked for: leap days come back within eight."""
_ANY_DAY = date(2000, 1, 1)


class Window(NamedTuple):
    """The first and the last open day, inclusive: both dates, or both days of every year; None leaves an end open."""

    first: date | Yearday | None
    last: date | Yearday | None

    @property
    def yearly(self) -> bool:
        """Whether it opens every year."""
        return isinstance(self.first, Yearday) or isinstance(self.last, Yearday)

    @property
    def ends(self) -> date | None:
        """The day after which it never opens again; None if there is none."""
        return None if isinstance(self.last, Yearday) else self.last

    @property
    def of_year(self) -> tuple[Yearday, Yearday]:
        """The first and the last open day of every year; the first is the later one of a window over New Year."""
        first = self.first if isinstance(self.first, Yearday) else NEW_YEAR
        return first, self.last if isinstance(self.last, Yearday) else NEW_YEARS_EVE

    def is_open_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        if not self.yearly:
            first, last = self.first, self.last
            return not (isinstance(first, date) and day < first) and not (
                isinstance(last, date) and day > last
            )
        opens, closes = self.of_year
        after, before = day >= opens.make_date(day.year), day <= closes.make_date(day.year)
        return (after or before) if opens > closes else (after and before)

    def find_next_day(self, day: date) -> date | None:
        """Return the first open day from a day on, None if there is none."""
        if self.is_open_on(day):
            return day
        if not self.yearly:
            first = self.first
            return first if isinstance(first, date) and day < first and self.is_open_on(first) else None
        opens = self.of_year[0]
        days = (opens.make_date(year) for year in range(day.year, min(day.year + 1, MAXYEAR) + 1))
        return next((each for each in days if each >= day), None)


def make_window(first: date | Yearday | None, last: date | Yearday | None) -> Window | None:
    """Return the window between two days, None where neither is given; of a day with and one without a year the first counts."""
    if first is None and last is None:
        return None
    mixed = first is not None and last is not None and isinstance(first, Yearday) != isinstance(last, Yearday)
    return Window(first, None if mixed else last)


def find_common_day(windows: Iterable[Window], day: date) -> date | None:
    """Return the first day from a day on that lies in all windows, None if there is none."""
    windows = tuple(windows)
    limit = day.year + LONGEST_SEARCH
    found: date | None = day
    while found is not None and found.year <= limit:
        if all(window.is_open_on(found) for window in windows):
            return found
        shut = next(window for window in windows if not window.is_open_on(found))
        found = shut.find_next_day(found)
    return None


def have_common_day(windows: Iterable[Window]) -> bool:
    """Whether any day at all lies in all windows."""
    windows = tuple(windows)
    return find_common_day(windows, _find_search_day(windows)) is not None


def _find_search_day(windows: tuple[Window, ...]) -> date:
    """Return a day from which on all days are found that lie in windows, if there are any."""
    opens = max((each.first for each in windows if isinstance(each.first, date)), default=None)
    closes = min((each.last for each in windows if isinstance(each.last, date)), default=None)
    return opens or (add_days(closes, -LONGEST_SEARCH * 365) if closes else _ANY_DAY)
