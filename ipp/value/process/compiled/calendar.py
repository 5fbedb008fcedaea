"""The days on which windows are open, counted from the first day."""

from collections.abc import Iterable
from datetime import date

from ipp.engine.windows import Window, find_common_day

NEVER = -(10**6)
"""A day before all days."""
ALWAYS = 10**6
"""A day after all days."""


class Calendar:
    """Some windows that must all be open; what was asked of it once is known."""

    def __init__(self, windows: Iterable[Window], first: int) -> None:
        """`first` is the ordinal of the first day."""
        self.windows, self.first = tuple(windows), first
        self._opens: dict[int, int] = {}

    def find_open_day(self, day: int) -> int:
        """Return the first open day from a day on, ALWAYS if there is none: nothing opens after the end of the calendar."""
        found = self._opens.get(day)
        if found is None:
            number = self.first + day
            inside = number <= date.max.toordinal()
            opening = find_common_day(self.windows, date.fromordinal(number)) if inside else None
            found = self._opens[day] = ALWAYS if opening is None else opening.toordinal() - self.first
        return found
