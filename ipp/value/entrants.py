"""The customers who enter a forecast: what they buy first, and the shares that they are drawn into.

Who is held out while they are followed is left out: a forecast says what the path brings to the others.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipp.engine.days import add_days
from ipp.engine.policy.clauses import HoldoutTerms
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.value.inputs.question import FirstPurchase, Question
from ipp.value.process.chain_state import ChainState
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.compiled.draws import Draw, drop_held, list_draws, measure_share
from ipp.value.process.starting import start_customer
from ipp.value.process.transitions import Transitions
from ipp.value.process.walker import Walker

MOST_KINDS = 4_096
"""Kinds of customers, by the shares they are in, who enter by one purchase."""


class Entrants(NamedTuple):
    """The entries of a question: for each the spots at which its customers start, with the share of them; several entries may share a spot."""

    transitions: Transitions
    kinds: tuple[dict[int, float], ...]

    def sum_shares(self, entries: Iterable[FirstPurchase]) -> dict[int, float]:
        """Return which share of all customers starts at each spot."""
        found: dict[int, float] = {}
        for entry, kinds in zip(entries, self.kinds, strict=True):
            for state, share in kinds.items():
                found[state] = found.get(state, 0.0) + entry.share * share
        return found


def enter_customers(policy: Policy, question: Question) -> Entrants:
    """Return the spots at which customers start; raises RequestError where everybody is held out, or shares make too many kinds of customers."""
    compiled = CompiledPolicy(policy, question.attributes, question.today)
    walk = Walker(compiled, question.horizon, question.thinking, max(question.rates.tiers, default=0))
    transitions = Transitions(walk)
    draws = list(_list_kept_draws(policy, question))
    return Entrants(transitions, tuple(_enter_kinds(transitions, entry, draws) for entry in question.entries))


def find_held_out(policy: Policy, question: Question) -> HoldoutTerms | None:
    """Return the holdout of a path if it lasts on some day on which customers are followed."""
    holdout, today = policy.holdout, question.today
    if holdout is None:
        return None
    last = add_days(today, max(question.horizon, 1) - 1)
    lasts = (holdout.first or today) <= last and (holdout.last or last) >= today
    return holdout if lasts else None


def _list_kept_draws(policy: Policy, question: Question) -> Iterator[Draw]:
    """Yield the draws of the customers who are not held out."""
    held = find_held_out(policy, question)
    if held and measure_share(held.share) == 1:
        raise RequestError(
            f"the holdout {held.name} holds everybody back while they are followed: there is nothing to forecast"
        )
    for draw in list_draws(policy).values():
        yield drop_held(draw, held.share) if held else draw


def _enter_kinds(transitions: Transitions, entry: FirstPurchase, draws: list[Draw]) -> dict[int, float]:
    """Return the spots at which the customers of one entry start, with the share of them: a kind for each part of a draw that matters to them."""
    kinds = {_enter_customer(transitions.walk, entry): 1.0}
    for draw in draws:
        drawn: dict[ChainState, float] = {}
        for state, share in kinds.items():
            for after, size in _draw_kinds(transitions.walk, state, draw):
                drawn[after] = drawn.get(after, 0.0) + share * size
        kinds = drawn
        if len(kinds) > MOST_KINDS:
            raise RequestError(
                f"the shares of this path make more than {MOST_KINDS:,} kinds of customers, too many for a forecast",
                "forecast with fewer experiments",
            )
    found: dict[int, float] = {}
    for state, share in kinds.items():
        number = transitions.number_state(state)
        found[number] = found.get(number, 0.0) + share
    return found


def _draw_kinds(walk: Walker, state: ChainState, draw: Draw) -> Iterator[tuple[ChainState, float]]:
    for part, size in draw.parts:
        if size:
            yield walk.draw_start(state, walk.compiled.facts.get_bit("drawn", part)), size


def _enter_customer(walk: Walker, entry: FirstPurchase) -> ChainState:
    return start_customer(walk, [(walk.policy.goods[name], pieces) for name, pieces in entry.items])
