"""The Beta distribution against sums of exact fractions and closed forms."""

from fractions import Fraction
from math import comb

import pytest

from ipp.learn.rates.beta import find_quantile, find_share_below


@pytest.mark.parametrize("share", [Fraction(1, 100), Fraction(1, 8), Fraction(1, 2), Fraction(9, 10)])
@pytest.mark.parametrize(("yes", "no"), [(1, 1), (1, 9), (3, 2), (42, 272), (200, 3)])
def test_whole_numbers_are_sums_of_binomial_chances(share: Fraction, yes: int, no: int) -> None:
    tries = yes + no - 1
    exact = sum(comb(tries, n) * share**n * (1 - share) ** (tries - n) for n in range(yes, tries + 1))
    assert find_share_below(float(share), yes, no) == pytest.approx(float(exact), rel=1e-9, abs=1e-14)


def test_the_square_root_is_a_closed_form() -> None:
    for share in (0.0001, 0.2, 0.81, 0.999):
        assert find_share_below(share, 0.5, 1) == pytest.approx(share**0.5, rel=1e-10)
        assert find_share_below(share, 0.02, 1) == pytest.approx(share**0.02, rel=1e-10)


def test_quantiles_are_where_the_chance_is() -> None:
    for yes, no in ((0.3, 40.0), (12.6, 87.4), (30_000.0, 70_000.0)):
        for chance in (0.05, 0.5, 0.95):
            assert find_share_below(find_quantile(chance, yes, no), yes, no) == pytest.approx(
                chance, abs=1e-8
            )


def test_nothing_lies_below_nothing_and_everything_below_all() -> None:
    assert (find_share_below(0.0, 2, 3), find_share_below(1.0, 2, 3)) == (0.0, 1.0)
