"""Tails against sums of exact fractions, intervals against their definition and published values."""

import math
from decimal import Decimal, localcontext

import pytest

from ipp.learn.poisson import find_interval, find_lower_tail, find_upper_tail


def exact(counts: range, mean: float) -> float:
    """Sum the chances of some counts in 60 digits."""
    with localcontext() as context:
        context.prec = 60
        exact_mean = Decimal(mean)
        total = sum(((exact_mean**count) / math.factorial(count) for count in counts), Decimal(0))
        return float(total * (-exact_mean).exp())


@pytest.mark.parametrize("mean", [0.001, 0.3, 1.0, 4.0, 17.25, 80.0])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 17, 18, 40, 100])
def test_tails_are_the_sums_of_chances(count: int, mean: float) -> None:
    lower = exact(range(count + 1), mean)
    upper = exact(range(count, count + 400), mean)
    assert find_lower_tail(count, mean) == pytest.approx(lower, rel=1e-9, abs=1e-15)
    assert find_upper_tail(count, mean) == pytest.approx(upper, rel=1e-9, abs=1e-15)


def test_tails_far_out_keep_their_digits() -> None:
    assert find_upper_tail(212, 71.3) == pytest.approx(exact(range(212, 800), 71.3), rel=1e-9, abs=0)
    assert find_upper_tail(100_000, 100_000.0) == pytest.approx(0.5, abs=0.001)
    assert find_upper_tail(5000, 1.0) == 0.0


def test_nothing_expected_and_nothing_seen() -> None:
    assert find_upper_tail(0, 0.0) == 1.0
    assert find_upper_tail(1, 0.0) == 0.0
    assert find_lower_tail(-1, 3.0) == 0.0
    assert find_lower_tail(0, 0.0) == 1.0


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_intervals_are_those_of_the_tables(count: int, low: float, high: float) -> None:
    assert find_interval(count) == pytest.approx((low, high), abs=0.0001)


def test_outside_of_an_interval_lies_half_of_the_doubt_on_either_side() -> None:
    low, high = find_interval(100, 0.1)
    assert exact(range(100, 500), low) == pytest.approx(0.05, rel=1e-9)
    assert exact(range(101), high) == pytest.approx(0.05, rel=1e-9)
