"""Item-kNN and EASE, worked out by hand for a few items, and how they are chosen."""

import numpy as np
import pytest

from benchmarks.marks import EASE, KNN, Setting, choose_settings, find_cosines, find_ease, rank_items
from ipp.learn.backtest.cases import Candidates, Case, list_cases
from tests.learn.histories import START, First, load_history, opened_engine

BOTH = np.array([[4, 2, 0], [2, 9, 3], [0, 3, 1]], dtype=np.float32)
"""How many bought each two of three items."""
CASE = Case("ann", 9, ((3, (0,)),), frozenset({0, 7}), frozenset({1}))


def test_cosines() -> None:
    assert find_cosines(BOTH) == pytest.approx(np.array([[0, 1 / 3, 0], [1 / 3, 0, 1], [0, 1, 0]]))


def test_ease_tells_each_item_best_from_the_others() -> None:
    """Each column is the ridge regression of an item on the others."""
    ridge = 2.0
    found = find_ease(BOTH, ridge)
    for item in range(3):
        others = [other for other in range(3) if other != item]
        own = np.linalg.solve(BOTH[np.ix_(others, others)] + ridge * np.eye(2), BOTH[others, item])
        assert found[others, item] == pytest.approx(own, rel=1e-4)
        assert found[item, item] == 0


def test_what_nobody_had_bought_comes_last_and_what_sells_counts() -> None:
    nothing = np.zeros(3, dtype=np.float32)
    assert rank_items(find_cosines(BOTH), 1, nothing, CASE, [9, 2, 1]) == [1, 2, 9]
    assert rank_items(find_cosines(BOTH), 1, np.array([0, 0, 5], dtype=np.float32), CASE, [1, 2]) == [2, 1]


def list_pairs() -> list[First]:
    """Return customers who first buy one of two things, then what goes with it, while a third thing sells best to others."""
    pairs = [
        (who, item, START + 3 * who + 20 * (item > 1)) for who in range(60) for item in (who % 2, 2 + who % 2)
    ]
    return pairs + [(100 + who, 4, START + 2 * who) for who in range(90)]


def choose(rows: list[First]) -> dict[str, Setting]:
    with opened_engine() as engine:
        history = load_history(engine, rows)
        lines = engine.keep_table("lines", "SELECT who AS customer, day, item FROM ipp_given_firsts")
        cases = [case for case in list_cases(engine, lines, START + 150) if case.day < START + 180]
        candidates = Candidates({code: frozenset([code]) for code in range(5)})
        return {each.kind: each for each in choose_settings(engine, history.firsts, candidates, cases)}


def test_settings_are_those_that_were_right_in_the_trial_and_know_nothing_of_later() -> None:
    """What goes with what was bought is told best by that alone, or with much weight; what is new by what sold lately."""
    rows = list_pairs()
    chosen = choose(rows)
    assert set(chosen) == {KNN, EASE}
    assert chosen[EASE].times != 1
    later = [(who, 4, START + 190) for who in range(60)]
    assert choose(rows + later) == chosen
    news = [
        (who, item, START + 3 * who + 20 * (item > 1))
        for who in range(60)
        for item in (who % 2, 3 + (who >= 33))
    ]
    assert choose(news)[EASE].times > 0
