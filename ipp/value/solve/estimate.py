"""A figure with its interval: exact, or the mean of independent runs with Student's t."""

from collections.abc import Sequence
from math import fsum, sqrt
from statistics import fmean
from typing import NamedTuple

RUNS = 12
STUDENT = 2.200985
"""The 97.5 % quantile of Student's t with RUNS - 1 degrees of freedom."""


class Estimate(NamedTuple):
    """A figure and its 95 % interval; all three are equal when it is exact."""

    value: float
    low: float
    high: float

    @property
    def half(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2

    def scale_by(self, factor: float) -> "Estimate":
        low, high = sorted((self.low * factor, self.high * factor))
        return Estimate(self.value * factor, low, high)


def make_exact(value: float) -> Estimate:
    """Return a figure without doubt."""
    return Estimate(value, value, value)


def estimate_mean(runs: Sequence[float]) -> Estimate:
    """Return mean and interval of a figure that was measured in one exact run, or in RUNS random ones."""
    mean = fmean(runs)
    if len(runs) == 1:
        return make_exact(mean)
    half = _measure_half(runs)
    return Estimate(mean, mean - half, mean + half)


def estimate_ratio(above: Sequence[float], below: Sequence[float]) -> Estimate | None:
    """Return the ratio of two means with its interval (by linearisation); None when there is nothing to divide by."""
    bottom = fmean(below)
    if not bottom:
        return None
    value = fmean(above) / bottom
    if len(above) == 1:
        return make_exact(value)
    rest = [(one - value * other) / bottom for one, other in zip(above, below, strict=True)]
    half = _measure_half(rest)
    return Estimate(value, value - half, value + half)


def _measure_half(runs: Sequence[float]) -> float:
    """Return half the interval of a mean. Floats will do; `statistics.stdev` goes by fractions, a hundred times slower."""
    mean, number = fmean(runs), len(runs)
    return STUDENT * sqrt(fsum((run - mean) ** 2 for run in runs) / ((number - 1) * number))
