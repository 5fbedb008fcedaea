"""What each ranking would have said first, second and so on, with what was known before the week."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import log
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.customer.state import State
from ipp.engine.decision.live_steps import list_live
from ipp.engine.policy.compile import Policy
from ipp.learn.backtest.cases import Candidates, Case
from ipp.learn.expected import count_pairs
from ipp.learn.opportunities import UNIT, find_opportunities
from ipp.orders.engines.protocol import Engine
from ipp.orders.items import ItemNumbers
from ipp.orders.sql import Table

RECENT = 14
"""Days of which the best sellers are taken."""
DAMPING = 10
"""So many purchases are added to what was seen and expected: pairs of few say little."""
Weights = tuple[float, float]
WEIGHTS: tuple[Weights, ...] = ((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 4.0))
"""How much pairs with what was in the last order, and with everything that was bought, can weigh: chosen by what was right before the backtest."""
Rank = Callable[[Case, Sequence[int]], list[int]]
"""Sorts what a customer can be told, the first to say first; what it would not say is left out."""


class Week(NamedTuple):
    """What is known when a week begins: how many bought each item lately, and how much more often than chance pairs follow each other."""

    recent: Mapping[int, int]
    pairs: Mapping[int, Mapping[int, float]]


def learn_week(engine: Engine, firsts: Table, day: int) -> Week:
    """Return what the days before a day say."""
    known = engine.keep_table("ipp_backtest_firsts", firsts.filter(firsts.day < day))
    late = known.filter(known.day >= day - RECENT)
    recent = dict(engine.fetch_rows(late.group_by("item").agg(times=late.count())))
    pairs = count_pairs(engine, known, find_opportunities(engine, known, day - 1))
    mean = pairs.expected / UNIT
    far = pairs.filter(((pairs.seen + DAMPING) / (mean + DAMPING) - 1).abs() > 0.1)
    found: dict[int, dict[int, float]] = {}
    for after, then, seen, expected in engine.fetch_rows(far.select("after", "next", "seen", "expected")):
        found.setdefault(after, {})[then] = log((seen + DAMPING) / (expected / UNIT + DAMPING))
    return Week(recent, found)


def rank_best_sellers(week: Week) -> Rank:
    """Say what most customers bought lately."""
    return lambda _, choices: sorted(choices, key=lambda code: (-week.recent.get(code, 0), code))


def rank_category(week: Week, categories: Mapping[int, str]) -> Rank:
    """Say what most customers bought lately, of the categories of the last order first."""

    def rank(case: Case, choices: Sequence[int]) -> list[int]:
        own = {categories[item] for item in case.orders[-1][1] if item in categories}
        return sorted(
            choices, key=lambda code: (categories.get(code) not in own, -week.recent.get(code, 0), code)
        )

    return rank


def rank_learned(week: Week, weights: Weights) -> Rank:
    """Say what follows what this customer bought more often than chance, and sells."""
    last, whole = weights

    def rank(case: Case, choices: Sequence[int]) -> list[int]:
        boost: Counter[int] = Counter()
        for items, weight in ((case.orders[-1][1], last), (tuple(sorted(case.had)), whole)):
            for item in items:
                for then, times in week.pairs.get(item, {}).items():
                    boost[then] += weight * times / len(items)  # type: ignore[assignment]  # of fractions
        return sorted(choices, key=lambda code: (-log(week.recent.get(code, 0) + 0.5) - boost[code], code))

    return rank


def rank_path(policy: Policy, numbers: ItemNumbers) -> Rank:
    """Say the live offers of the path in its order, due or not."""

    def rank(case: Case, choices: Sequence[int]) -> list[int]:
        events = tuple(_list_events(case, numbers))
        state = State(policy, Customer(events, id=case.who), date.fromordinal(case.day))
        offered = (live.action.offer for live in list_live(state, []) if live.action.offer)
        codes = dict.fromkeys(numbers.good[name] for name, _ in offered)
        wanted = set(choices)
        return [code for code in codes if code in wanted]

    return rank


def _list_events(case: Case, numbers: ItemNumbers) -> Iterable[Bought]:
    for day, items in case.orders:
        names = tuple(numbers.goods[item].name for item in items if item < len(numbers.goods))
        yield Bought(names, date.fromordinal(day), others=len(names) < len(items))


def find_right_rank(rank: Rank, candidates: Candidates, case: Case) -> tuple[int | None, int | None]:
    """Return at which place a ranking first says what was right, counted from 1 (None: nowhere), and what it says first."""
    said = rank(case, candidates.list_open(case))
    right = candidates.list_right(case)
    place = next((number for number, code in enumerate(said, 1) if code in right), None)
    return place, said[0] if said else None
