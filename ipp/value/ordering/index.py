"""The index of a block of a list: what it gains over the chance that it uses the customer up.

For lists in which every offer stands once, with G the expected gain of a block, everything that its Yes unlocks included, and S the share of
customers who come back from it to the list, the best order is by G / (1 - S), highest first: of two neighbours, a goes before b
exactly if G_a + S_a G_b >= G_b + S_b G_a (adjacent exchange; Smith 1956, Cao & Sun 2019 for messages that may be abandoned).
"""

from math import inf
from random import Random
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.path.names import fold_name
from ipp.value.inputs.question import Question
from ipp.value.ordering.lists import Block, Owner
from ipp.value.process.compiled.compiled_lists import CompiledList
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.starting import start_customer
from ipp.value.process.transitions import END, Transitions
from ipp.value.process.walker import Walker
from ipp.value.solve.outcome import count_visits, value_nodes
from ipp.value.solve.sweep import Sweep, TooManyNodes, run_sweep
from ipp.value.solve.valuation import Valuation

NO_WORTH = CompiledList((), 0, (), (), 0)
FEW = 2_000
"""Nodes below which a block is valued exactly."""
COARSE = 1e-3


class BlockWorth(NamedTuple):
    """What a block gains, and the share of customers who are still there after it."""

    gain: float
    survival: float

    @property
    def rank(self) -> float:
        lost = 1 - self.survival
        if lost > 1e-12:
            return self.gain / lost
        return inf if self.gain > 0 else 0.0

    def add_block(self, other: "BlockWorth") -> "BlockWorth":
        """Return what two blocks are worth one after the other."""
        return BlockWorth(self.gain + self.survival * other.gain, self.survival * other.survival)


def value_block(
    policy: Policy, question: Question, owner: Owner, block: Block, like: CompiledPolicy | None = None
) -> BlockWorth:
    """Return what a block is worth to somebody for whom nothing else is left; `like`: a chart of this policy."""
    compiled = _isolate_block(policy, question, owner, block, like)
    walk = Walker(compiled, question.horizon, question.thinking, max(question.rates.tiers, default=0))
    transitions = Transitions(walk)
    start = walk.start_prospect()._replace(first=0, ordered=0)
    name = _find_reader(policy, owner)
    if name:
        start = start_customer(walk, ((policy.goods[name], 1),))
    state = transitions.number_state(start)
    terms = Valuation(transitions, question.rates)
    return _measure_block(_run_block_sweep(terms, state), terms, state)


def _find_reader(policy: Policy, owner: Owner) -> str | None:
    """Return a product or bundle whose buyer reads the list; None for the store-wide one."""
    if owner.kind == "store":
        return None
    if owner.kind != "category":
        return owner.name
    wanted = fold_name(owner.name)
    members = (
        each for each in policy.path.products if each.category and fold_name(each.category.text) == wanted
    )
    return next((product.name.text for product in members), None)


def _isolate_block(
    policy: Policy, question: Question, owner: Owner, block: Block, like: CompiledPolicy | None
) -> CompiledPolicy:
    """Return a chart on which this block is all that stands in its list, and nothing follows."""
    compiled = CompiledPolicy(policy, question.attributes, question.today, like, frozenset())
    listing = compiled.compile_list(
        policy.compile_steps(block, None if owner.kind == "store" else policy.usual_within)
    )
    compiled.storewide = NO_WORTH
    compiled.ultimate = NO_WORTH
    compiled.ready = None
    compiled.turns = ()
    name = _find_reader(policy, owner)
    if name is None:
        compiled.storewide = listing
    else:
        compiled.replace_list(name, listing)
    return compiled


def _run_block_sweep(terms: Valuation, state: int) -> Sweep:
    try:
        return run_sweep(terms, {state: 1.0}, limit=FEW)
    except TooManyNodes:
        return run_sweep(terms, {state: 1.0}, threshold=COARSE, random=Random(1))


def _measure_block(sweep: Sweep, terms: Valuation, state: int) -> BlockWorth:
    """Return gain and survival: who is neither lost by a No nor arrives comes back."""
    if sweep.starts.get(state, END) == END:
        return BlockWorth(0.0, 1.0)
    figures = value_nodes(sweep, terms)[sweep.starts[state]]
    here = count_visits(sweep, terms, {state: 1.0})
    lost = sum(
        here[place] * (1 - terms.takes[transition.rate_key]) * (1 - terms.stays[transition.rate_key])
        for place, transition in enumerate(sweep.transitions)
    )
    return BlockWorth(figures.margin, max(0.0, 1 - lost - figures.chance))
