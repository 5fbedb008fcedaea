"""How well rankings did, and how sure that is: customers are drawn again and again, each with all their orders."""

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

DRAWS = 1000
_TAIL = 0.025


class Score(NamedTuple):
    """How often a ranking was right at first, among the first five, and its mean reciprocal rank; each with its interval at 95 %.

    `better`: the interval of its reciprocal rank less that of the best sellers. `said`: how many products it ever said first.
    """

    first: float
    five: float
    reciprocal: float
    first_interval: tuple[float, float]
    five_interval: tuple[float, float]
    reciprocal_interval: tuple[float, float]
    better: tuple[float, float]
    said: int


class RankTable(NamedTuple):
    """Of each case who it was, and at which place each ranking was right; and what each said first."""

    who: list[str]
    of: dict[str, list[int | None]]
    said: dict[str, set[int]]


def score_rankings(found: RankTable, against: str, seed: int = 1) -> dict[str, Score]:
    """Return the score of each ranking; the same draws serve all, so that they can be compared."""
    people = {who: number for number, who in enumerate(sorted(set(found.who)))}
    sizes = _sum_by([1.0] * len(found.who), found.who, people)
    sums = {name: _sum_measures(ranks, found.who, people) for name, ranks in found.of.items()}
    lots = random.Random(seed)
    means: dict[str, list[tuple[float, ...]]] = {name: [] for name in sums}
    for _ in range(DRAWS):
        drawn = lots.choices(range(len(people)), k=len(people))
        total = sum(sizes[number] for number in drawn)
        for name, measures in sums.items():
            means[name].append(tuple(sum(each[number] for number in drawn) / total for each in measures))
    cases = len(found.who)
    return {
        name: _make_score(
            [sum(each) / cases for each in sums[name]], means[name], means[against], len(found.said[name])
        )
        for name in sums
    }


def _sum_measures(
    ranks: Sequence[int | None], customers: Sequence[str], people: Mapping[str, int]
) -> list[list[float]]:
    """Return by customer how often it was right at first, among five, and the sum of reciprocal ranks."""
    measures = (
        [float(rank == 1) for rank in ranks],
        [float(rank is not None and rank <= 5) for rank in ranks],
        [1 / rank if rank else 0.0 for rank in ranks],
    )
    return [_sum_by(each, customers, people) for each in measures]


def _sum_by(values: Sequence[float], customers: Sequence[str], people: Mapping[str, int]) -> list[float]:
    sums = [0.0] * len(people)
    for value, name in zip(values, customers, strict=True):
        sums[people[name]] += value
    return sums


def _make_score(
    point: Sequence[float], means: Sequence[Sequence[float]], against: Sequence[Sequence[float]], things: int
) -> Score:
    first, five, reciprocal = (_find_interval([each[measure] for each in means]) for measure in range(3))
    better = _find_interval([one[2] - other[2] for one, other in zip(means, against, strict=True)])
    return Score(point[0], point[1], point[2], first, five, reciprocal, better, things)


def _find_interval(values: Sequence[float]) -> tuple[float, float]:
    ranked = sorted(values)
    cut = int(_TAIL * len(ranked))
    return ranked[cut], ranked[-1 - cut]
