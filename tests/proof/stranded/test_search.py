"""The proof against every history: same verdicts, same shortest lengths, each counterexample replayed."""

import math
import os
from collections import Counter
from typing import Any

import pytest

from ipp.proof.assumptions import end_waits
from ipp.proof.history import Stranding
from ipp.proof.replay import find_charge, replay_history
from ipp.proof.stranded.search import ProofDepth, StrandingSearch
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.strategies import store_of
from tests.proof.brute import Gatekeeper
from tests.proof.exploring import Explorer
from tests.proof.kinds import deceiving, with_bonuses
from tests.proof.stores import policy_of
from tests.proof.supposing import with_facts

STORES = amount(4_000, most=200)
BLOCK = 50
DEPTHS = [ProofDepth(2, 1), ProofDepth(3, 2)] if os.environ.get("IPP_FULL") else [ProofDepth(2, 1)]


def blocks(stores: int) -> list[range]:
    """Return the seeds of so many stores, in parts that can be tried side by side."""
    return [range(start, min(start + BLOCK, stores)) for start in range(0, stores, BLOCK)]


@pytest.mark.parametrize("depth", DEPTHS, ids=str)
@pytest.mark.parametrize("seeds", blocks(STORES // 2), ids=str)
def test_the_shortest_history_is_found(seeds: range, depth: ProofDepth) -> None:
    kinds = sum((_agree(store_of(seed, given=seed % 2 == 0), seed, depth) for seed in seeds), Counter())
    assert kinds["found"] > len(seeds), kinds


@pytest.mark.parametrize("depth", [*DEPTHS, ProofDepth(3, 1)], ids=str)
@pytest.mark.parametrize("seeds", blocks(STORES // 2), ids=str)
def test_what_is_not_sold_comes_with_a_yes(seeds: range, depth: ProofDepth) -> None:
    kinds = sum(
        (_agree(bonuses(store_of(seed, given=seed % 2 == 0), seed), seed, depth) for seed in seeds),
        Counter(),
    )
    assert kinds["by a Yes"], kinds


@pytest.mark.parametrize("depth", DEPTHS, ids=str)
@pytest.mark.parametrize("seeds", blocks(STORES // 2), ids=str)
def test_the_shortest_history_of_deceiving_stores_is_found(seeds: range, depth: ProofDepth) -> None:
    kinds = sum(
        (_agree(deceiving(store_of(seed, given=seed % 2 == 0), seed), seed, depth) for seed in seeds),
        Counter(),
    )
    assert kinds["found"] > len(seeds), kinds


@pytest.mark.parametrize("depth", DEPTHS, ids=str)
@pytest.mark.parametrize("seeds", blocks(STORES // 2), ids=str)
def test_those_who_ordered_are_people_who_can_be(seeds: range, depth: ProofDepth) -> None:
    """Whoever bought something has an order, and the pieces that it brought."""
    kinds: Counter[str] = Counter()
    for seed in seeds:
        plain = Gatekeeper(seeded(seed), given=seed % 2 == 0).make() if seed % 3 else store_of(seed)
        plain = with_facts(bonuses(plain, seed) if seed % 4 == 0 else plain, seed)
        kinds += _agree(plain, seed, depth, most=100)
    assert min(kinds["found"], kinds["left out"]) > len(seeds) // 2, kinds


def test_a_yes_to_a_membership_that_is_theirs_is_a_charge_and_answers() -> None:
    """Who says No to the tea that came in the box is asked for the club; who says Yes never is."""
    policy = end_waits(policy_of(CHARGED))
    found = StrandingSearch(policy, ProofDepth(2, 1)).find_stranding("Box")
    assert found
    assert [(move.kind, move.offer[0]) for move in found.history] == [("buys", "Box"), ("yes", "Tea")]
    assert replay_history(policy, found)
    assert find_charge(policy, found) == "Tea"


CHARGED = """ultimate: {offer: Club, cold: false}
products:
  Tea: {price: 5, every: month, consumable: true, sold: false}
  Club: {price: 29}
bundles: {Box: {items: Tea, next: {offer: Tea, downsell: Club}}}
"""


def bonuses(plain: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return the store with a third of its products and more not sold, unless they are offered."""
    products = {name: {**(body or {})} for name, body in plain["products"].items()}
    return with_bonuses({**plain, "products": products}, seeded(seed))


def _agree(plain: dict[str, Any], seed: int, depth: ProofDepth, most: int = 10_000) -> Counter[str]:
    """Hold the proof of one store against every history; returns how many of each kind were found."""
    kinds: Counter[str] = Counter()
    defaults = {key: value for key, value in (plain.get("defaults") or {}).items() if key != "within"}
    policy = end_waits(read({**plain, "defaults": defaults}).policy.suppose())
    choices = math.prod(len(values) + 1 for values in policy.attribute_values.values())
    if policy.goal is None or policy.goal.good.draft or choices > most:
        return kinds
    search = StrandingSearch(policy, depth)
    explorer = Explorer(plain, policy, search.goods)
    for name in (None, *(each for each in policy.goods_in_order if each not in search.unsold)):
        found = search.find_stranding(name) if name else search.find_stranding_with_nothing()
        length = None if found is None else found.length
        assert length == explorer.shortest(name, depth), (seed, name, found)
        assert found is None or replay_history(policy, found) is not None, (seed, name, found)
        kinds.update(_kinds(found) if found else ())
        kinds["with nothing kept"] += bool(found and not name)
    assert not search.stopped
    kinds["left out"] += explorer.existing.left_out
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
        (
            "{offer: Bonus, after: 30d}",
            "",
            ["buys One", "buys Four", "yes Bonus"],
        ),  # not before Two is offered
        ("[Two, {offer: Bonus, gap: 9d}]", "", ["buys One", "buys Four", "no Two", "yes Bonus"]),
        ("{offer: Bonus, when: twice}", ", twice: {owns: 2}", ["buys One", "buys Four", "yes Bonus"]),
        ("{offer: Bonus, when: threefold}", ", threefold: {owns: 3}", None),
        ("{offer: Bonus, until: 2026-12-24}", "", None),
    ],
)
def test_what_brings_an_offer_about_is_bought(offered: str, segments: str, history: list[str] | None) -> None:
    """Nothing that is offered after One hangs on Four; but only there is the bonus offered."""
    policy = end_waits(policy_of(LUCKY % (offered, segments)))
    found = StrandingSearch(policy, ProofDepth(3, 1)).find_stranding("One")
    assert (found and [f"{move.kind} {move.offer[0]}" for move in found.history]) == history
    assert found is None or replay_history(policy, found)
    assert StrandingSearch(policy, ProofDepth(2, 1)).find_stranding("One") is None
