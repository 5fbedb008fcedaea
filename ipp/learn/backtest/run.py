"""The backtest: week after week of the last fifth of the time, what each ranking would have said, and what customers did."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.errors import RequestError
from ipp.learn.backtest.cases import WEEK, Candidates, Case, find_beginning, list_cases
from ipp.learn.backtest.learned import USUAL, WEIGHTS, Weights, find_ranks, learn_week, weigh_choices
from ipp.learn.backtest.rankings import Rank, find_right_rank, rank_best_sellers, rank_category, rank_path
from ipp.learn.backtest.scores import RankTable, Score, score_rankings
from ipp.learn.history import PurchaseHistory, PurchaseReader
from ipp.learn.steps import list_path_steps
from ipp.orders.engines.protocol import Engine
from ipp.orders.items import ItemNumbers
from ipp.orders.reading import OrdersRequest
from ipp.orders.sql import Table
from ipp.path.model import Product
from ipp.path.names import fold_name

TRIAL_WEEKS = range(4, 13)
"""How many weeks before the backtest the weights of the learned ranking are chosen by: more where few orders are in them."""
ENOUGH_TRIALS = 400
"""Orders that are enough to choose by."""
PATH, SELLERS, CATEGORY, LEARNED = "path", "best_sellers", "category", "learned"
Marks = Callable[[Engine, Table, int], Mapping[str, Rank]]
"""Makes further rankings of a week, by the first purchases before a day: to hold the others against."""


class Backtest(NamedTuple):
    """What came of it: `cases` orders of `customers`, in `weeks` weeks from the day `beginning` on; the score of each ranking.

    `candidates`: how many things could be said; with a path these are what it offers. `weights`: those of the learned ranking, chosen by the weeks
    before. `ranks`: case by case at which place each ranking was right.
    """

    history: PurchaseHistory
    beginning: int
    weeks: int
    cases: int
    customers: int
    candidates: int
    weights: Weights
    scores: Mapping[str, Score]
    ranks: RankTable

    @property
    def has_learned(self) -> bool:
        """Whether pairs say more than best sellers do: in the weeks before the backtest, and in it."""
        return self.weights.has_lifts and self.scores[LEARNED].better[0] > 0


def run_backtest(
    engine: Engine,
    policy: Policy,
    request: OrdersRequest,
    today: date,
    progress: Callable[[str], None] = lambda _: None,
    marks: Marks = lambda *_: {},
) -> Backtest:
    """Return how well the path, and others, would have said what customers did; raises RequestError for orders that cannot be used."""
    progress("reading")
    reader = PurchaseReader(engine, policy, request, today)
    history = reader.read_history()
    assert reader.lines is not None
    lines = engine.keep_table("ipp_backtest_lines", reader.lines.select("customer", "day", "item"))
    beginning = find_beginning(history.first, history.last)
    candidates = _list_candidates(policy, reader.numbers, history)
    every = [
        case for case in list_cases(engine, lines, find_trial_day(beginning)) if candidates.list_right(case)
    ]
    cases = [case for case in every if case.day >= beginning]
    if not cases:
        raise RequestError(
            f"{history.rejects.source}: in the last fifth of the time nobody who had bought before bought anything new"
            + (" that the path offers" if list_path_steps(policy) else "")
        )
    weights = choose_weights(engine, history, candidates, choose_trial(every, beginning), progress)
    looked = _LookBack(engine, history, candidates, _Ranker(policy, reader.numbers, marks), weights)
    weeks = looked.look_at(cases, progress)
    found = looked.found
    scores, people = score_rankings(found, SELLERS), len(set(found.who))
    return Backtest(
        history, beginning, weeks, len(cases), people, len(candidates.shown_by), weights, scores, found
    )


class _Ranker:
    """Makes the rankings of a week that look at each customer alone."""

    def __init__(self, policy: Policy, numbers: ItemNumbers, marks: Marks) -> None:
        self.categories, self.marks = _list_categories(policy, numbers), marks
        self.lasting = {PATH: rank_path(policy, numbers)} if list_path_steps(policy) else {}

    def list_rankings(
        self, engine: Engine, earlier: Table, day: int, recent: Mapping[int, int]
    ) -> dict[str, Rank]:
        """Return the rankings by name."""
        found = self.lasting | {SELLERS: rank_best_sellers(recent)}
        if self.categories:
            found[CATEGORY] = rank_category(recent, self.categories)
        return {**found, **self.marks(engine, earlier, day)}


def find_trial_day(beginning: int) -> int:
    """Return the first day of all orders by which weights may be chosen, before those that are looked at from `beginning` on."""
    return beginning - WEEK * TRIAL_WEEKS[-1]


def choose_trial(cases: list[Case], beginning: int) -> list[Case]:
    """Return the orders by which weights are chosen: those of the last weeks before a day, so many weeks that they are enough, if they can be."""
    trial: list[Case] = []
    for weeks in TRIAL_WEEKS:
        trial = [case for case in cases if beginning - WEEK * weeks <= case.day < beginning]
        if len(trial) >= ENOUGH_TRIALS:
            break
    return trial


def choose_weights(
    engine: Engine,
    history: PurchaseHistory,
    candidates: Candidates,
    trial: list[Case],
    progress: Callable[[str], None],
) -> Weights:
    """Return the weights that were right most in the weeks before the backtest: first how much the whole time counts, then with it the lifts.

    Lifts weigh nothing unless they are surely better than what sells alone.
    """
    kept = []
    for number, of, own, start in cut_weeks(trial):
        progress(f"choosing: week {number} of {of}")
        learn_week(engine, history.firsts, start)
        choices = weigh_choices(engine, own, candidates)
        kept.append(engine.keep_table(f"ipp_backtest_week{number}", choices))

    def find(weights: Weights) -> list[int | None]:
        return [found.rank for choices in kept for found in find_ranks(engine, choices, weights)]

    plain = max(
        (WEIGHTS[0]._replace(usual=number) for number in USUAL), key=lambda each: _measure(find(each))
    )
    every = {each: find(each) for each in (weights._replace(usual=plain.usual) for weights in WEIGHTS)}
    best = max(every, key=lambda each: _measure(every[each]))
    return best if _is_surely_better(trial, every[best], every[plain]) else plain


def _measure(ranks: list[int | None]) -> float:
    return sum(1 / rank for rank in ranks if rank)


def _is_surely_better(trial: list[Case], ranks: list[int | None], others: list[int | None]) -> bool:
    table = RankTable(
        [case.who for case in trial], {LEARNED: ranks, SELLERS: others}, {LEARNED: set(), SELLERS: set()}
    )
    return bool(trial) and score_rankings(table, SELLERS)[LEARNED].better[0] > 0


def cut_weeks(cases: list[Case]) -> Iterator[tuple[int, int, list[Case], int]]:
    """Yield weeks that have cases: their number from 1, how many weeks there are, the cases, and the first day."""
    if cases:
        start = cases[0].day
        weeks = (cases[-1].day - start) // WEEK + 1
        for number, own in groupby(cases, key=lambda case: (case.day - start) // WEEK):
            yield number + 1, weeks, list(own), start + WEEK * number


class _LookBack:
    """Goes through weeks, and keeps in `found` at which place each ranking was right in each case."""

    def __init__(
        self,
        engine: Engine,
        history: PurchaseHistory,
        candidates: Candidates,
        ranker: _Ranker,
        weights: Weights,
    ) -> None:
        self.engine, self.history, self.candidates = engine, history, candidates
        self.ranker, self.weights = ranker, weights
        self.found = RankTable([], {}, {})

    def look_at(self, cases: list[Case], progress: Callable[[str], None]) -> int:
        """Look at all cases, week by week, and return how many weeks there are."""
        weeks = 0
        for number, weeks, own, start in cut_weeks(cases):
            progress(f"week {number} of {weeks}")
            self._look_at_week(own, start)
        return weeks

    def _look_at_week(self, cases: list[Case], start: int) -> None:
        week = learn_week(self.engine, self.history.firsts, start)
        rankings = self.ranker.list_rankings(self.engine, week.earlier, start, week.recent)
        for case in cases:
            choices, right = self.candidates.list_choices(case)
            self.found.who.append(case.who)
            for name, rank in rankings.items():
                self._add(name, *find_right_rank(rank, case, choices, right))
        for each in find_ranks(self.engine, weigh_choices(self.engine, cases, self.candidates), self.weights):
            self._add(LEARNED, each.rank, each.top)

    def _add(self, name: str, rank: int | None, first: int | None) -> None:
        self.found.of.setdefault(name, []).append(rank)
        self.found.said.setdefault(name, set()).update([] if first is None else [first])


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
