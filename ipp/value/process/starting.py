"""Where customers stand after their first order: everything in it was bought at one moment of the first day."""

from collections.abc import Sequence

from ipp.engine.policy.clauses import Good
from ipp.value.process.answers import note_answer
from ipp.value.process.chain_state import ChainState
from ipp.value.process.leaving import count_memberships
from ipp.value.process.upcoming import note_turns
from ipp.value.process.walker import Walker

Order = Sequence[tuple[Good, int]]
"""Goods, each once, with how many pieces of it."""
_SOMETHING = Good("", "product", 0, None, (), frozenset(), frozenset(), None)
"""A thing that the path does not know."""


def start_customer(walk: Walker, order: Order) -> ChainState:
    """Return somebody who bought this on the first day, in one order, and nothing before; of an empty order they kept nothing."""
    if not order:
        return _start_with_nothing(walk)
    compiled, names = walk.compiled, _list_received(walk, order)
    facts = bought = 0
    for good, _ in order:
        facts |= compiled.get_purchase_bits(good)
        bought |= compiled.facts.get_bit("bought", good.name)
    facts, counts = compiled.tallies.count_order(facts, (), order, None, purchase=True)
    state = note_answer(walk.relevance, walk.start_prospect(), bought, 0)
    state = state._replace(
        facts=facts,
        owns=_count_owned(walk, order),
        lists=tuple((name, 0, 0, state.fresh & compiled.compile_list_of(name).recent) for name in names),
        first=0,
        ordered=0,
        turns=note_turns(state.turns, compiled.list_renewals_of(names), 0),
        counts=counts,
    )
    state = _join_all(walk, state, order)
    if walk.goal and walk.relevance.has_arrived(facts):
        answers = state.fresh & compiled.own.recent
        state = state._replace(goal_since=0, goal_latest=0, goal_answers=answers)
    return walk.relevance.trim_state(state)


def _start_with_nothing(walk: Walker) -> ChainState:
    """Return somebody who bought on the first day, and kept nothing of it."""
    ordered = walk.start_prospect()._replace(first=0, ordered=0)
    facts, counts = walk.compiled.tallies.count_order(0, (), ((_SOMETHING, 1),), None, purchase=True)
    return walk.relevance.trim_state(ordered._replace(facts=facts, counts=counts))


def _list_received(walk: Walker, order: Order) -> list[str]:
    """Return what an order brings, in the order in which its lists are read: bundles, then products."""
    goods, positions = walk.policy.goods, walk.policy.positions
    names = {name for good, _ in order for name in (good.name, *good.products)}
    return sorted(names, key=lambda name: (goods[name].kind == "product", positions[name]))


def _count_owned(walk: Walker, order: Order) -> int:
    owned = frozenset().union(*(good.durables for good, _ in order))
    return min(walk.most_owned + len(walk.compiled.ending), len(owned)) if walk.most_owned else 0


def _join_all(walk: Walker, state: ChainState, order: Order) -> ChainState:
    """Return the customer in the memberships that were bought themselves; all pieces of one day, those in bundles too, are one charge of so many periods."""
    for good, _ in order:
        pieces = count_memberships(order, good)
        members = walk.leaving.join(state, good, 0, -1, pieces)
        payments = walk.relevance.charges.join(state, good, 0, pieces)
        state = state._replace(members=members, payments=payments)
    return state
