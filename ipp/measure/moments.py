"""What is kept of a group of people: sums of an outcome and of what they spent before, out of which every figure is made."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Moments(NamedTuple):
    """How many people, and the sums of their outcome y and of their spending before x, of squares and of products."""

    number: int = 0
    y: float = 0.0
    x: float = 0.0
    yy: float = 0.0
    xx: float = 0.0
    xy: float = 0.0

    @property
    def mean_y(self) -> float:
        return self.y / self.number

    @property
    def mean_x(self) -> float:
        return self.x / self.number

    @property
    def spread_y(self) -> float:
        """The sum of squares of y around its mean."""
        return max(0.0, self.yy - self.y * self.y / self.number)

    @property
    def spread_x(self) -> float:
        """The sum of squares of x around its mean."""
        return max(0.0, self.xx - self.x * self.x / self.number)

    @property
    def spread_xy(self) -> float:
        """The sum of products of x and y around their means."""
        return self.xy - self.x * self.y / self.number


def sum_moments(pairs: Iterable[tuple[float, float]]) -> Moments:
    """Return the moments of people, given as outcome and spending before."""
    number, y, x, yy, xx, xy = 0, 0.0, 0.0, 0.0, 0.0, 0.0
    for outcome, before in pairs:
        number += 1
        y += outcome
        x += before
        yy += outcome * outcome
        xx += before * before
        xy += outcome * before
    return Moments(number, y, x, yy, xx, xy)


def find_cap(values: Sequence[float], share: float) -> float:
    """Return the value that a share of all values does not exceed; the largest where that would be nothing at all."""
    ranked = sorted(values)
    cap = ranked[min(len(ranked) - 1, int(share * len(ranked)))]
    return cap if cap > 0 else ranked[-1]
