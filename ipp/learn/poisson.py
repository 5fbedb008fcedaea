"""Counts that come about by chance: the tails of Poisson's distribution, and which means a count speaks for."""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

_SMALL = 1e-17
_ROUNDS = 200


def find_upper_tail(count: int, mean: float) -> float:
    """Return the chance of `count` or more events where `mean` are expected."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    return _sum_upwards(count, mean) if count > mean else 1.0 - _sum_downwards(count - 1, mean)


def find_lower_tail(count: int, mean: float) -> float:
    """Return the chance of `count` events or fewer where `mean` are expected."""
    if count < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    return _sum_downwards(count, mean) if count < mean else 1.0 - _sum_upwards(count + 1, mean)


def find_interval(count: int, doubt: float = 0.05) -> tuple[float, float]:
    """Return the least and the greatest mean that a count speaks for (Garwood 1936), with half of the doubt on either side."""
    half = doubt / 2
    low = _find_mean(lambda mean: find_upper_tail(count, mean) >= half, count) if count else 0.0
    return low, _find_mean(lambda mean: find_lower_tail(count, mean) <= half, count)


def _find_mean(is_reached: Callable[[float], bool], count: int) -> float:
    """Return the mean from which on something is reached, by halving."""
    low, high = 0.0, count + 10.0 * sqrt(count + 1) + 20.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (low, middle) if is_reached(middle) else (middle, high)
    return high


def _weigh_count(count: int, mean: float) -> float:
    """Return the chance of exactly `count` events."""
    return exp(count * log(mean) - mean - lgamma(count + 1))


def _sum_upwards(count: int, mean: float) -> float:
    """Sum the chances of `count` events and more, above the mean: each is smaller than the one before."""
    term = total = 1.0
    above = count
    while term > _SMALL * total:
        above += 1
        term *= mean / above
        total += term
    return min(1.0, _weigh_count(count, mean) * total)


def _sum_downwards(count: int, mean: float) -> float:
    """Sum the chances of `count` events and fewer, below the mean: each is smaller than the one before."""
    term = total = 1.0
    below = count
    while below and term > _SMALL * total:
        term *= below / mean
        below -= 1
        total += term
    return min(1.0, _weigh_count(count, mean) * total)
