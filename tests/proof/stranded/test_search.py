"""The proof against every history: same verdicts, same shortest lengths, each counterexample replayed."""

import os
from collections import Counter
from typing import Any

import pytest

from ipp.proof.history import Stranding
from ipp.proof.replay import close_windows, replay_history
from ipp.proof.stranded.search import ProofDepth, StrandingSearch
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.strategies import case
from tests.proof.exploring import shortest
from tests.proof.stores import policy_of

LONG = bool(os.environ.get("IPP_LONG"))
BLOCKS = range(0, 4_000 if LONG else 200, 50)
DEPTHS = [ProofDepth(2, 1), ProofDepth(3, 2)] if LONG else [ProofDepth(2, 1)]


@pytest.mark.parametrize("depth", DEPTHS, ids=str)
@pytest.mark.parametrize("block", BLOCKS)
def test_the_shortest_history_is_found(block: int, depth: ProofDepth) -> None:
    kinds = sum((_agree(case(seed)[0], seed, depth) for seed in range(block, block + 50)), Counter())
    assert kinds["found"] > 20


@pytest.mark.parametrize("depth", [*DEPTHS, ProofDepth(3, 1)], ids=str)
@pytest.mark.parametrize("block", BLOCKS)
def test_what_is_not_sold_comes_with_a_yes(block: int, depth: ProofDepth) -> None:
    stores = ((with_bonuses(case(seed)[0], seed), seed) for seed in range(block, block + 50))
    kinds = sum((_agree(plain, seed, depth) for plain, seed in stores), Counter())
    assert kinds["by a Yes"] > 3, kinds


def with_bonuses(plain: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return the store with a third of its products and more not sold, unless they are offered."""
    choice = seeded(seed)
    products = {name: {**(body or {})} for name, body in plain["products"].items()}
    for body in products.values():
        if choice.chance(40):
            body["sold"] = False
    return {**plain, "products": products}


def _agree(plain: dict[str, Any], seed: int, depth: ProofDepth) -> Counter[str]:
    """Hold the proof of one store against every history; returns how many of each kind were found."""
    kinds: Counter[str] = Counter()
    policy = close_windows(read(plain).policy)
    if policy.goal is None or policy.goal.good.draft:
        return kinds
    search = StrandingSearch(policy, depth)
    for name in search.goods:
        found = search.find_stranding(name)
        length = None if found is None else found.length
        assert length == shortest(plain, policy, name, search.goods, depth), (seed, name, found)
        assert found is None or replay_history(policy, found) is not None, (seed, name, found)
        kinds.update(_kinds(found) if found else ())
    assert not search.stopped
    return kinds


def _kinds(found: Stranding) -> list[str]:
    moves = "".join(move.kind[0] for move in found.history)
    kinds = {"by a Yes": "y" in moves, "after a No": "ny" in moves, "and bought more": "yb" in moves}
    return ["found", *(kind for kind, is_so in kinds.items() if is_so)]


LUCKY = """
ultimate: Club
products:
  One: {next: [{offer: Two, unless: lucky}, {offer: Three, unless: lucky}]}
  Two: {next: Club}
  Three: {next: Club}
  Four: {next: %s}
  Bonus: {sold: false}
  Club: {}
segments: {lucky: {owns_any: Bonus}%s}
"""


@pytest.mark.parametrize(
    ("offered", "segments", "history"),
    [
        ("Bonus", "", ["buys One", "buys Four", "yes Bonus"]),
        ("[Two, Bonus]", "", ["buys One", "buys Four", "no Two", "yes Bonus"]),
        ("{offer: Bonus, when: twice}", ", twice: {owns: 2}", ["buys One", "buys Four", "yes Bonus"]),
        ("{offer: Bonus, when: threefold}", ", threefold: {owns: 3}", None),
        ("{offer: Bonus, until: 2026-12-24}", "", None),
    ],
)
def test_what_brings_an_offer_about_is_bought(offered: str, segments: str, history: list[str] | None) -> None:
    """Nothing that is offered after One hangs on Four; but only there is the bonus offered."""
    policy = close_windows(policy_of(LUCKY % (offered, segments)))
    found = StrandingSearch(policy, ProofDepth(3, 1)).find_stranding("One")
    assert (found and [f"{move.kind} {move.offer[0]}" for move in found.history]) == history
    assert found is None or replay_history(policy, found)
    assert StrandingSearch(policy, ProofDepth(2, 1)).find_stranding("One") is None
