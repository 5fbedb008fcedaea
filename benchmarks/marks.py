"""Rankings of the literature, in numpy, that the learned ranking is held against: item-kNN (Sarwar et al. 2001) and EASE (Steck 2019).

Each can count what sold lately beside its own weights, as ours does. How, and how much, is chosen by the weeks that choose for ours.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ipp.learn.backtest.cases import Candidates, Case
from ipp.learn.backtest.learned import RECENT
from ipp.learn.backtest.rankings import Rank, find_right_rank
from ipp.learn.backtest.run import cut_weeks
from ipp.orders.engines.protocol import Engine
from ipp.orders.sql import Table

Matrix = NDArray[np.float32]
KNN, EASE = "item-kNN", "EASE"


class Setting(NamedTuple):
    """How a ranking is made: `ridge` holds the weights of EASE back; `times` of its weights count beside the logarithm of what sold lately, which 0 leaves out."""

    kind: str
    times: int
    ridge: int | None = None

    def __str__(self) -> str:
        ridge = f", ridge {self.ridge}" if self.ridge else ""
        return f"{self.kind} ({f'x {self.times} + recent' if self.times else 'alone'}{ridge})"


SETTINGS = (
    *(Setting(KNN, times) for times in (0, 1, 2, 5, 10, 20)),
    *(Setting(EASE, times, ridge) for ridge in (100, 300, 1000) for times in (0, 1, 2, 5, 10, 20)),
)
"""What is tried, for every shop the same."""


def choose_settings(
    engine: Engine, firsts: Table, candidates: Candidates, trial: list[Case]
) -> tuple[Setting, ...]:
    """Return of each kind the setting with the best reciprocal rank in the weeks of a trial."""
    sums: defaultdict[Setting, float] = defaultdict(float)
    for _, _, cases, start in cut_weeks(trial):
        rankings = make_marks(SETTINGS, engine, firsts.filter(firsts.day < start), start)
        for case in cases:
            choices, right = candidates.list_choices(case)
            for setting in SETTINGS:
                rank, _ = find_right_rank(rankings[str(setting)], case, choices, right)
                sums[setting] += 1 / rank if rank else 0.0
    kinds = dict.fromkeys(setting.kind for setting in SETTINGS)
    return tuple(
        max((each for each in SETTINGS if each.kind == kind), key=sums.__getitem__) for kind in kinds
    )


def make_marks(settings: Sequence[Setting], engine: Engine, earlier: Table, day: int) -> Mapping[str, Rank]:
    """Return the rankings that first purchases before a day make, by their names."""
    rows = np.array(engine.fetch_rows(earlier.select("who", "item", "day")), dtype=np.int64)
    who, item = np.unique(rows[:, 0], return_inverse=True)[1], rows[:, 1]
    number = int(item.max()) + 1
    bought = np.zeros((int(who.max()) + 1, number), dtype=np.float32)
    bought[who, item] = 1
    sold = np.bincount(item[rows[:, 2] >= day - RECENT], minlength=number)
    trend = np.log(sold + 0.5).astype(np.float32)
    return dict(_list_marks(settings, bought.T @ bought, trend))


def _list_marks(settings: Sequence[Setting], both: Matrix, trend: Matrix) -> Iterator[tuple[str, Rank]]:
    found: dict[int | None, Matrix] = {}
    for setting in settings:
        ridge = setting.ridge
        if ridge not in found:
            found[ridge] = find_cosines(both) if ridge is None else find_ease(both, ridge)
        counted = trend if setting.times else np.zeros_like(trend)
        yield str(setting), partial(rank_items, found[ridge], setting.times or 1, counted)


def find_cosines(both: Matrix) -> Matrix:
    """Return how near items are to each other by who bought them, from how many bought both."""
    length = np.sqrt(np.maximum(np.diag(both), 1))
    near: Matrix = (both / length[:, None] / length[None, :]).astype(np.float32)
    np.fill_diagonal(near, 0)
    return near


def find_ease(both: Matrix, ridge: float) -> Matrix:
    """Return the weights by which what is bought is best told from what else is, none from itself."""
    inverse = np.linalg.inv(both + ridge * np.eye(len(both), dtype=np.float32))
    weights: Matrix = (-inverse / np.diag(inverse)[None, :]).astype(np.float32)
    np.fill_diagonal(weights, 0)
    return weights


def rank_items(weights: Matrix, times: int, trend: Matrix, case: Case, choices: Sequence[int]) -> list[int]:
    """Sort by the weights of all that a customer has; what nobody had bought before that day comes last."""
    earlier = [item for item in case.had if item < len(trend)]
    scores = trend + times * weights[earlier].sum(axis=0)
    codes = np.array([code for code in choices if code < len(trend)], dtype=np.int64)
    order = codes[np.argsort(-scores[codes], kind="stable")]
    return [*order.tolist(), *(code for code in choices if code >= len(trend))]
