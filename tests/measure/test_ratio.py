"""The sample ratio: an intact split is called broken in at most 1 of 1,000 experiments, a broken one soon."""

import random
from math import comb

import pytest

from ipp.measure.ratio import BROKEN, weigh_ratio
from tests.amounts import amount


@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
def test_its_mean_is_one_where_the_split_is_intact(share: float) -> None:
    """So it is a martingale, and by Ville's inequality it ever gets to 1,000 in at most 1 of 1,000."""
    people = 60
    mean = sum(
        comb(people, held) * share**held * (1 - share) ** (people - held) * weigh_ratio(held, people, share)
        for held in range(people + 1)
    )
    assert mean == pytest.approx(1)


@pytest.mark.parametrize(("held", "people", "share"), [(0, 400, 0.1), (130, 400, 0.5), (90, 1000, 0.05)])
def test_a_broken_split_is_found(held: int, people: int, share: float) -> None:
    assert weigh_ratio(held, people, share) > BROKEN


@pytest.mark.parametrize(
    ("held", "people", "share"), [(0, 0, 0.5), (0, 20, 0.1), (45, 500, 0.1), (240, 500, 0.5)]
)
def test_an_intact_split_is_not(held: int, people: int, share: float) -> None:
    assert weigh_ratio(held, people, share) < 10


def test_looked_at_after_everybody_it_hardly_ever_cries_wolf() -> None:
    for seed in range(amount(1000, 10)):
        lots, held = random.Random(seed), 0
        for people in range(1, 1000):
            held += lots.random() < 0.1
            assert weigh_ratio(held, people, 0.1) < BROKEN


def test_it_never_overflows() -> None:
    assert weigh_ratio(0, 10**7, 0.5) > BROKEN
