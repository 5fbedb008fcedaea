"""Days of a year that repeat themselves."""

from collections.abc import Iterable
from typing import NamedTuple


class Cycle(NamedTuple):
    """What happens on the days after `first` up to `last` happens again and again from then on."""

    first: int
    last: int

    def unroll(self, days: Iterable[int], end: int) -> dict[int, int]:
        """Return the days, in order, with all that repeat them up to an end, each with the walked day that it repeats."""
        days, length = tuple(days), self.last - self.first
        found = {day: day for day in days}
        again = [day for day in days if self.first < day <= self.last]
        for begins in range(length, end - self.first, length):
            found.update((day + begins, day) for day in again if day + begins <= end)
        return found

    def extend(self, days: Iterable[int], end: int) -> list[int]:
        """Return the days, in order, with all that repeat them up to an end."""
        return list(self.unroll(days, end))
