"""The difference of two groups: what it is, what spending before takes out of it, and how its interval behaves."""

import random
from math import log, sqrt

import pytest

from ipp.measure.interval import FEWEST, NARROWEST, compare_groups, find_half_width
from ipp.measure.moments import Moments, sum_moments

ONES = sum_moments([(1.0, 0.0)] * 100)
ZEROS = sum_moments([(0.0, 0.0)] * 100)


def draw_group(seed: int, people: int, more: float = 0.0, slope: float = 0.0, before: float = 0.0) -> Moments:
    lots = random.Random(seed)
    spent = [before + lots.gauss(0, 1) for _ in range(people)]
    return sum_moments((more + slope * x + lots.gauss(0, 1), x) for x in spent)


def test_groups_without_any_spread_differ_by_what_they_differ() -> None:
    found = compare_groups(ONES, ZEROS)
    assert found is not None
    assert (found.value, found.low, found.high, found.first, found.second) == (1, 1, 1, 1, 0)
    assert found.is_clear


def test_no_interval_is_shown_of_a_small_group() -> None:
    one, few = draw_group(1, 500), draw_group(2, FEWEST - 1)
    assert compare_groups(one, few) is None is compare_groups(few, one)
    assert compare_groups(one, draw_group(2, FEWEST)) is not None


def test_to_turn_the_groups_round_turns_the_sign() -> None:
    one, two = draw_group(1, 300, 0.5), draw_group(2, 150)
    there, back = compare_groups(one, two), compare_groups(two, one)
    assert there and back
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))


def test_spending_before_is_taken_out() -> None:
    """The one group spent more before, and that alone makes it spend more: no effect, in a much narrower interval."""
    one, two = draw_group(1, 400, slope=3, before=1.0), draw_group(2, 400, slope=3)
    found = compare_groups(one, two)
    assert found and not found.is_clear
    assert found.deviation == pytest.approx(1, abs=0.1)
    assert one.mean_y - two.mean_y > 2.5


def test_the_variance_is_that_of_both_groups() -> None:
    """A small group in which nobody differs has no narrow interval."""
    found = compare_groups(draw_group(1, 1900), ZEROS)
    assert found
    assert found.deviation == pytest.approx(sqrt(1900 / 1997), abs=0.05)
    assert not found.is_clear


def test_the_half_width_is_the_formula_of_its_docstring() -> None:
    people, doubt = 250.0, 0.01
    square = (-2 * log(doubt) + log(-2 * log(doubt) + 1)) / NARROWEST
    seen = people * square + 1
    expected = sqrt(2 * seen / (people**2 * square) * log(sqrt(seen) / doubt))
    assert find_half_width(people, doubt) == pytest.approx(expected)


def test_an_interval_that_may_be_looked_at_daily_is_wider_than_one_that_may_not() -> None:
    for people in (50, 100, 1000, 100_000):
        assert 2.9 / sqrt(people) < find_half_width(people) < 4.5 / sqrt(people)
        assert find_half_width(people, 0.01) > find_half_width(people)
    widths = [find_half_width(people) for people in range(50, 5000, 50)]
    assert widths == sorted(widths, reverse=True)
