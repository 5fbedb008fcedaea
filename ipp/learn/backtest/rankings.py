"""What each ranking would have said first, second and so on, with what was known before the week."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.customer.state import State
from ipp.engine.decision.live_steps import list_live
from ipp.engine.policy.compile import Policy
from ipp.learn.backtest.cases import Case
from ipp.orders.items import ItemNumbers

Rank = Callable[[Case, Sequence[int]], list[int]]
"""Sorts what a customer can be told, the first to say first; what it would not say is left out."""


def rank_best_sellers(recent: Mapping[int, int]) -> Rank:
    """Say what most customers bought lately."""
    return lambda _, choices: sorted(choices, key=lambda code: (-recent.get(code, 0), code))


def rank_category(recent: Mapping[int, int], categories: Mapping[int, str]) -> Rank:
    """Say what most customers bought lately, of the categories of the last order first."""

    def rank(case: Case, choices: Sequence[int]) -> list[int]:
        own = {categories[item] for item in case.orders[-1][1] if item in categories}
        return sorted(choices, key=lambda code: (categories.get(code) not in own, -recent.get(code, 0), code))

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


def find_right_rank(
    rank: Rank, case: Case, choices: Sequence[int], right: Collection[int]
) -> tuple[int | None, int | None]:
    """Return at which place a ranking first says what was right, counted from 1 (None: nowhere), and what it says first."""
    said = rank(case, choices)
    place = next((number for number, code in enumerate(said, 1) if code in right), None)
    return place, said[0] if said else None
