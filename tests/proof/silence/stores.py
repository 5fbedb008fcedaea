"""Random stores whose years are walked."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import (
    BoughtAny,
    Fact,
    OrderCount,
    PieceCount,
    QuietFor,
    Share,
    Spent,
)
from ipp.path.names import list_steps
from ipp.proof.assumptions import open_paused
from ipp.proof.customers.sellable import list_sellable
from ipp.proof.silence.search import SilenceSearch
from tests.engine.agreement import read
from tests.oracle.strategies import case

LETTER = {"do": "Letter", "every": "30d"}
KINDS: tuple[type[Fact], ...] = (QuietFor, OrderCount, PieceCount, Spent, BoughtAny, Share)
"""What steps can ask of orders and shares."""


def draw_store(seed: int, *, who: bool = False) -> Any:
    """Return a plain random store; `who`: with conditions on orders and shares, and channels. Nobody gets nothing in it."""
    plain = case(seed, given=seed % 3 > 0, who=who)[0]
    return {key: value for key, value in plain.items() if key not in ("never", "holdout")}


def list_seeds(kind: type[Fact]) -> Iterator[int]:
    """Yield, without end, seeds of stores in which steps ask for a kind of fact about orders."""
    return (seed for seed in count() if kind in _list_kinds(seed))


def _list_kinds(seed: int) -> set[type[Fact]]:
    """Return the kinds of facts that the steps of a store ask for; none where nothing is sold."""
    plain = draw_store(seed, who=True)
    policy = read(plain).policy
    return set(map(type, list_facts_read(policy))) if list_firsts(policy) else set()


def list_facts_read(policy: Policy) -> frozenset[Fact]:
    """Return the facts about orders that steps ask for."""
    gates = [policy.compile_gate(step) for step in list_steps(policy.path)]
    return policy.reading.judge_gates(*gates).facts


def list_firsts(policy: Policy) -> tuple[str, ...]:
    """Return what can be bought first."""
    goal = policy.goal
    return tuple(name for name in list_sellable(policy) if not (goal and name == goal.good.name))


def silences_of(seed: int, *, rest: bool = True, who: bool = False) -> SilenceSearch:
    """Return the years of a random store, with an entry of `rest` for everybody unless told otherwise."""
    plain = draw_store(seed, who=who)
    if rest:
        touches = {**plain.get("touches", {}), "Letter": {"kind": "content"}}
        plain = {**plain, "touches": touches, "rest": [*plain.get("rest", []), LETTER]}
    policy = open_paused(read(plain).policy)
    return SilenceSearch(policy, list_firsts(policy), 60)
