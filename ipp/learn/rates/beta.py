"""The Beta distribution: how sure one can be of a share."""

from math import exp, lgamma, log, log1p, sqrt

_HALVINGS = 40


def find_share_below(share: float, yes: float, no: float) -> float:
    """Return the chance that a share is below `share`, by the Beta distribution of `yes` and `no` (both above 0)."""
    if share <= 0 or share >= 1:
        return float(share >= 1)
    weight = exp(yes * log(share) + no * log1p(-share) + lgamma(yes + no) - lgamma(yes) - lgamma(no))
    if share < (yes + 1) / (yes + no + 2):
        return weight * _continue_fraction(share, yes, no) / yes
    return 1 - weight * _continue_fraction(1 - share, no, yes) / no


def find_quantile(chance: float, yes: float, no: float) -> float:
    """Return the share below which the truth lies with a chance, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if find_share_below(middle, yes, no) < chance else (low, middle)
    return (low + high) / 2


def _continue_fraction(share: float, yes: float, no: float) -> float:
    """Work out the continued fraction of the incomplete Beta function from its far end (DLMF 8.17.22)."""
    value = 1.0
    for half in range(20 + int(4 * sqrt(yes + no)), -1, -1):
        even = half + 1
        value = 1 + even * (no - even) * share / ((yes + 2 * even - 1) * (yes + 2 * even)) / value
        odd = -(yes + half) * (yes + no + half) * share / ((yes + 2 * half) * (yes + 2 * half + 1))
        value = 1 + odd / value
    return 1 / value
