"""How many people it takes to see an effect, and how long that is."""

from math import ceil, sqrt

from ipp.measure.interval import DOUBT, FEWEST, find_half_width

LIKELY = 0.8416
"""Standard errors above the half width at which four in five experiments show an effect."""
YES_DEVIATION = 2.0
"""The standard deviation of a Yes in parts of its mean where one in five says it: sqrt((1 - p) / p)."""
PARTS = (0.1, 0.2, 0.5, 1.0)
"""Effects that are looked for, in parts of what is paid without them."""


def count_people(effect: float, share: float, doubt: float = DOUBT) -> int:
    """Return how many people, a share of them in the smaller group, show an effect in four of five experiments.

    `effect` in standard deviations of a person, above 0.
    """
    least = FEWEST / min(share, 1 - share)
    low, high = 1.0, 2.0
    while _find_visible(high, doubt) > effect:
        low, high = high, high * 2
    while high - low > 1e-6 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _find_visible(middle, doubt) > effect else (low, middle)
    return ceil(max(least, high / (share * (1 - share))))


def find_visible(people: float, share: float, doubt: float = DOUBT) -> float:
    """Return the smallest effect that so many people show in four of five experiments, in standard deviations of a person."""
    return _find_visible(people * share * (1 - share), doubt)


def _find_visible(effective: float, doubt: float) -> float:
    return find_half_width(effective, doubt) + LIKELY / sqrt(effective)
