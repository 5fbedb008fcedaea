"""Scores of rankings whose places are known, and how sure they are."""

import random

import pytest

from ipp.learn.backtest.scores import RankTable, score_rankings


def test_scores_are_means_over_orders() -> None:
    places = RankTable(
        ["a", "a", "b", "c"], {"one": [1, None, 5, 6], "two": [2, 2, 2, 2]}, {"one": {1, 2}, "two": {3}}
    )
    scores = score_rankings(places, "two")
    assert (scores["one"].first, scores["one"].five, scores["one"].said) == (0.25, 0.5, 2)
    assert scores["one"].reciprocal == pytest.approx((1 + 0 + 1 / 5 + 1 / 6) / 4)
    assert scores["two"].reciprocal_interval == (0.5, 0.5)
    assert scores["two"].better == (0.0, 0.0)


def test_one_customer_of_many_orders_makes_nothing_sure() -> None:
    """A hundred orders of one customer tell less than a hundred of as many."""
    said = {"one": {1}, "two": {1}}
    right: list[int | None] = [1, None] * 50
    other: list[int | None] = [2] * 100
    many = score_rankings(RankTable([f"c{n}" for n in range(100)], {"one": right, "two": other}, said), "two")
    two = score_rankings(
        RankTable([f"c{n % 2}" for n in range(100)], {"one": right, "two": other}, said), "two"
    )
    low, high = many["one"].first_interval
    assert 0.3 < low < 0.5 < high < 0.7
    assert two["one"].first_interval == (0.0, 1.0)


def test_a_better_ranking_is_seen_to_be_better() -> None:
    lots = random.Random(3)
    better: list[int | None] = [lots.choice((1, 1, 2)) for _ in range(200)]
    worse: list[int | None] = [lots.choice((2, 3, None)) for _ in range(200)]
    places = RankTable(
        [f"c{n // 2}" for n in range(200)], {"good": better, "bad": worse}, {"good": {1}, "bad": {2}}
    )
    assert score_rankings(places, "bad")["good"].better[0] > 0
    assert score_rankings(places, "bad") == score_rankings(places, "bad")
