"""The backtest: week after week of the last fifth of the time, what each ranking would have said, and what customers did."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.errors import RequestError
from ipp.learn.backtest.cases import WEEK, Candidates, Case, find_beginning, list_cases
from ipp.learn.backtest.rankings import (
    WEIGHTS,
    Rank,
    Week,
    Weights,
    find_right_rank,
    learn_week,
    rank_best_sellers,
    rank_category,
    rank_learned,
    rank_path,
)
from ipp.learn.backtest.scores import RankTable, Score, score_rankings
from ipp.learn.history import PurchaseHistory, PurchaseReader
from ipp.learn.steps import list_path_steps
from ipp.orders.engines.protocol import Engine
from ipp.orders.items import ItemNumbers
from ipp.orders.reading import OrdersRequest
from ipp.path.model import Product
from ipp.path.names import fold_name

TRIAL_WEEKS = 4
"""Weeks before the backtest by which the weights of the learned ranking are chosen."""
PATH, SELLERS, CATEGORY, LEARNED = "path", "best_sellers", "category", "learned"


class Backtest(NamedTuple):
    """What came of it: `cases` orders of `customers`, in `weeks` weeks from the day `beginning` on; the score of each ranking.

    `candidates`: how many things could be said; with a path these are what it offers. `weights`: those of the learned ranking, chosen by the weeks
    before.
    """

    history: PurchaseHistory
    beginning: int
    weeks: int
    cases: int
    customers: int
    candidates: int
    weights: Weights
    scores: Mapping[str, Score]


def run_backtest(
    engine: Engine,
    policy: Policy,
    request: OrdersRequest,
    today: date,
    progress: Callable[[str], None] = lambda _: None,
) -> Backtest:
    """Return how well the path, and others, would have said what customers did; raises RequestError for orders that cannot be used."""
    progress("reading")
    reader = PurchaseReader(engine, policy, request, today)
    history = reader.read_history()
    assert reader.lines is not None
    lines = engine.keep_table("ipp_backtest_lines", reader.lines.select("customer", "day", "item"))
    beginning = find_beginning(history.first, history.last)
    candidates = _list_candidates(policy, reader.numbers, history)
    earlier = max(history.first, beginning - WEEK * TRIAL_WEEKS)
    every = [case for case in list_cases(engine, lines, earlier) if candidates.list_right(case)]
    cases = [case for case in every if case.day >= beginning]
    if not cases:
        raise RequestError(
            f"{history.rejects.source}: in the last fifth of the time nobody who had bought before bought anything new"
            + (" that the path offers" if list_path_steps(policy) else "")
        )
    trial = [case for case in every if case.day < beginning]
    weights = choose_weights(engine, history, candidates, trial, progress)
    ranker = _Ranker(policy, reader.numbers, weights)
    found, weeks = _look_back(engine, history, candidates, cases, ranker, progress)
    scores = score_rankings(found, SELLERS)
    people = len(set(found.who))
    return Backtest(history, beginning, weeks, len(cases), people, len(candidates.shown_by), weights, scores)


class _Ranker:
    """Makes the rankings of a week."""

    def __init__(self, policy: Policy, numbers: ItemNumbers, weights: Weights) -> None:
        self.categories, self.weights = _list_categories(policy, numbers), weights
        self.lasting = {PATH: rank_path(policy, numbers)} if list_path_steps(policy) else {}

    def list_rankings(self, week: Week) -> dict[str, Rank]:
        """Return the rankings by name."""
        found = self.lasting | {SELLERS: rank_best_sellers(week)}
        if self.categories:
            found[CATEGORY] = rank_category(week, self.categories)
        return found | {LEARNED: rank_learned(week, self.weights)}


def choose_weights(
    engine: Engine,
    history: PurchaseHistory,
    candidates: Candidates,
    trial: list[Case],
    progress: Callable[[str], None],
) -> Weights:
    """Return the weights that were right most in the weeks before the backtest."""
    right = dict.fromkeys(WEIGHTS, 0.0)
    for number, of, own, start in _cut_weeks(trial):
        progress(f"choosing: week {number} of {of}")
        week = learn_week(engine, history.firsts, start)
        for weights in WEIGHTS:
            rank = rank_learned(week, weights)
            places = (find_right_rank(rank, candidates, case)[0] for case in own)
            right[weights] += sum(1 / place for place in places if place)
    return max(WEIGHTS, key=right.__getitem__)


def _cut_weeks(cases: list[Case]) -> Iterator[tuple[int, int, list[Case], int]]:
    """Yield weeks that have cases: their number from 1, how many weeks there are, the cases, and the first day."""
    if cases:
        start = cases[0].day
        weeks = (cases[-1].day - start) // WEEK + 1
        for number, own in groupby(cases, key=lambda case: (case.day - start) // WEEK):
            yield number + 1, weeks, list(own), start + WEEK * number


def _look_back(
    engine: Engine,
    history: PurchaseHistory,
    candidates: Candidates,
    cases: list[Case],
    ranker: _Ranker,
    progress: Callable[[str], None],
) -> tuple[RankTable, int]:
    """Return at which place each ranking was right in each case, and how many weeks there are."""
    found, weeks = RankTable([], {}, {}), 0
    for number, of, own, start in _cut_weeks(cases):
        progress(f"week {number} of {of}")
        weeks = of
        rankings = ranker.list_rankings(learn_week(engine, history.firsts, start))
        for case in own:
            found.who.append(case.who)
            for name, rank in rankings.items():
                place, said = find_right_rank(rank, candidates, case)
                found.of.setdefault(name, []).append(place)
                found.said.setdefault(name, set()).update([] if said is None else [said])
    return found, weeks


def _list_candidates(policy: Policy, numbers: ItemNumbers, history: PurchaseHistory) -> Candidates:
    """Return what the path offers in its lists; without a path everything."""
    offered = {good for step in list_path_steps(policy) for good in step.goods}
    if not offered:
        return Candidates({code: frozenset([code]) for code in sorted(history.names)})
    offered |= {rung.good.name for ladder in list_ladders(policy.storewide) for rung in ladder.rungs}
    return Candidates(
        {code: _list_parts(numbers, code) for code in sorted(map(numbers.good.__getitem__, offered))}
    )


def _list_parts(numbers: ItemNumbers, code: int) -> frozenset[int]:
    good = numbers.goods[code]
    return frozenset([code, *(numbers.good[name] for name in good.products)])


def _list_categories(policy: Policy, numbers: ItemNumbers) -> dict[int, str]:
    """Return the category of each product that has one."""
    items = ((code, policy.names.resolve_item(good.name)) for code, good in enumerate(numbers.goods))
    return {
        code: fold_name(item.category.text)
        for code, item in items
        if isinstance(item, Product) and item.category
    }
