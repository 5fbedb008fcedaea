"""The difference of two groups with an interval that may be looked at every day.

The interval is the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas ("Time-uniform central limit theory and
asymptotic confidence sequences", theorem 2.2): with t = n_1 n_2 / (n_1 + n_2) people in effect, variance s^2 and doubt a its half width is

    s sqrt(2 (t r^2 + 1) / (t^2 r^2) log(sqrt(t r^2 + 1) / a))

It holds the truth at all times at once in 1 - a of all experiments. The variance is that of both groups together, around their own means: the
variance of a small group alone is too small just when its mean is, where few spend much.
"""

from math import log, sqrt
from typing import NamedTuple

from ipp.measure.moments import Moments

DOUBT = 0.05
FEWEST = 100
"""The people whose window is over that each group needs before an interval is shown."""
NARROWEST = 400
"""The number of people in effect at which intervals are as narrow as they can be; fixed, so that nobody chooses it by what came out."""


class GroupDifference(NamedTuple):
    """What the first group has more than the second per person, with its interval; the means of both, as if both had spent alike before."""

    value: float
    low: float
    high: float
    first: float
    second: float
    deviation: float
    """The standard deviation of one person's outcome, with spending before taken out."""

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def compare_groups(first: Moments, second: Moments, doubt: float = DOUBT) -> GroupDifference | None:
    """Return the difference of two groups, None while one of them is too small for an interval.

    Both outcomes are adjusted by one slope on what was spent before (analysis of covariance, as in CUPED).
    """
    if min(first.number, second.number) < FEWEST:
        return None
    spread = first.spread_x + second.spread_x
    slope = (first.spread_xy + second.spread_xy) / spread if spread > 0 else 0.0
    number = first.number + second.number
    middle = (first.x + second.x) / number
    one = first.mean_y - slope * (first.mean_x - middle)
    two = second.mean_y - slope * (second.mean_x - middle)
    rest = first.spread_y + second.spread_y - slope * (first.spread_xy + second.spread_xy)
    deviation = sqrt(max(0.0, rest) / (number - 3))
    half = deviation * find_half_width(first.number * second.number / number, doubt)
    return GroupDifference(one - two, one - two - half, one - two + half, one, two, deviation)


def find_half_width(people: float, doubt: float = DOUBT) -> float:
    """Return half the width of an interval in standard deviations of a person, by the people in effect."""
    wide = -2 * log(doubt)
    tuning = (wide + log(wide + 1)) / NARROWEST
    seen = people * tuning
    return sqrt(2 * (seen + 1) / (people * seen) * log(sqrt(seen + 1) / doubt))
