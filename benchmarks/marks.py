"""Rankings of the literature, in numpy, that the learned ranking is held against: item-kNN (Sarwar et al. 2001) and EASE (Steck 2019)."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ipp.learn.backtest.cases import Case
from ipp.learn.backtest.learned import RECENT
from ipp.learn.backtest.rankings import Rank
from ipp.orders.engines.protocol import Engine
from ipp.orders.sql import Table

Matrix = NDArray[np.float32]
RIDGE = 300.0
"""By how much EASE holds its weights back."""
TRENDS = (2, 5)
"""How much the weights of EASE can count beside the logarithm of what sold lately."""


def make_marks(engine: Engine, earlier: Table, day: int) -> dict[str, Rank]:
    """Return the rankings that first purchases before a day make: of cosines, of EASE, and of EASE with what sold lately, as ours has it."""
    rows = np.array(engine.fetch_rows(earlier.select("who", "item", "day")), dtype=np.int64)
    who, item = np.unique(rows[:, 0], return_inverse=True)[1], rows[:, 1]
    number = int(item.max()) + 1
    bought = np.zeros((int(who.max()) + 1, number), dtype=np.float32)
    bought[who, item] = 1
    both = bought.T @ bought
    ease, nothing = find_ease(both), np.zeros(number, dtype=np.float32)
    sold = np.bincount(item[rows[:, 2] >= day - RECENT], minlength=number)
    trend = np.log(sold + 0.5).astype(np.float32)
    found: dict[str, Rank] = {
        "item-kNN": partial(rank_items, find_cosines(both), nothing),
        "EASE": partial(rank_items, ease, nothing),
    }
    return found | {
        f"EASE x {weight} + recent": partial(rank_items, ease * weight, trend) for weight in TRENDS
    }


def find_cosines(both: Matrix) -> Matrix:
    """Return how near items are to each other by who bought them, from how many bought both."""
    length = np.sqrt(np.maximum(np.diag(both), 1))
    near: Matrix = (both / length[:, None] / length[None, :]).astype(np.float32)
    np.fill_diagonal(near, 0)
    return near


def find_ease(both: Matrix, ridge: float = RIDGE) -> Matrix:
    """Return the weights by which what is bought is best told from what else is, none from itself."""
    inverse = np.linalg.inv(both + ridge * np.eye(len(both), dtype=np.float32))
    weights: Matrix = (-inverse / np.diag(inverse)[None, :]).astype(np.float32)
    np.fill_diagonal(weights, 0)
    return weights


def rank_items(weights: Matrix, trend: Matrix, case: Case, choices: Sequence[int]) -> list[int]:
    """Sort by the weights of all that a customer has; what nobody had bought before that day comes last."""
    earlier = [item for item in case.had if item < len(trend)]
    scores = trend + weights[earlier].sum(axis=0)
    codes = np.array([code for code in choices if code < len(trend)], dtype=np.int64)
    order = codes[np.argsort(-scores[codes], kind="stable")]
    return [*order.tolist(), *(code for code in choices if code >= len(trend))]
