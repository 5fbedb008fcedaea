"""Sums of people, and the cap of amounts."""

import pytest

from ipp.measure.moments import find_cap, sum_moments


def test_means_and_spreads() -> None:
    found = sum_moments([(1, 2), (3, 6), (5, 4)])
    assert (found.number, found.mean_y, found.mean_x) == (3, 3, 4)
    assert (found.spread_y, found.spread_x, found.spread_xy) == pytest.approx((8, 8, 4))


def test_the_cap_is_what_a_share_does_not_exceed() -> None:
    values = [float(value) for value in range(1, 1001)]
    assert find_cap(values, 0.995) == 996
    assert sum(value > find_cap(values, 0.995) for value in values) == 4


def test_of_few_people_nothing_is_capped() -> None:
    assert find_cap([5.0, 1.0, 9.0], 0.995) == 9
    assert find_cap([7.0], 0.995) == 7


def test_where_hardly_anybody_pays_the_few_who_do_count() -> None:
    assert find_cap([0.0] * 999 + [50.0], 0.995) == 50
