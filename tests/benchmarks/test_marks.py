"""Item-kNN and EASE, worked out by hand for a few items."""

import numpy as np
import pytest

from benchmarks.marks import find_cosines, find_ease, rank_items
from ipp.learn.backtest.cases import Case

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
    assert rank_items(find_cosines(BOTH), nothing, CASE, [9, 2, 1]) == [1, 2, 9]
    assert rank_items(find_cosines(BOTH), np.array([0, 0, 5], dtype=np.float32), CASE, [1, 2]) == [2, 1]
