"""A gap is found exactly where some customer is offered nothing."""

from collections import Counter

import pytest

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.customer.state import State
from ipp.engine.policy.compile import Policy
from ipp.proof import no_offer as gaps
from ipp.proof.assumptions import open_paused
from ipp.proof.no_offer import OfferGap, find_gap
from tests.amounts import amount
from tests.engine.agreement import read
from tests.engine.feet import policy_of
from tests.oracle.choice import seeded
from tests.oracle.maker import Maker
from tests.proof.brute import TODAY, Gatekeeper, adapted, everybody, is_offered
from tests.proof.supposing import Existing, list_people, with_facts

STORES = amount(12_000, most=500)
BLOCKS = 4


@pytest.mark.parametrize("block", range(BLOCKS))
def test_gaps_are_those_that_asking_everybody_finds(block: int) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(block, STORES, BLOCKS):
        maker = Gatekeeper if seed % 3 else Maker
        plain = adapted(maker(seeded(seed), given=seed % 2 == 0).make())
        policy = open_paused(read(plain).policy)
        people = list(everybody(plain))
        kinds[f"{judged(policy, None, people, seed)} who kept nothing"] += 1
        for name in [*plain["products"], *plain.get("bundles", {})]:
            if not completes(policy, name):
                kinds[judged(policy, name, people, seed)] += 1
    assert min(kinds[kind] for kind in ("nobody", "somebody", "everybody")) > STORES // 120, kinds
    assert min(kinds[f"{kind} who kept nothing"] for kind in ("nobody", "everybody")) > STORES // 120, kinds


def completes(policy: Policy, name: str) -> bool:
    """Whether the purchase completes the path, after which nothing has to follow."""
    goal = policy.goal
    assert goal
    return State(policy, Customer((Bought((name,), TODAY),)), TODAY).has_had(goal.good)


def judged(policy: Policy, name: str | None, people: list[dict[str, str]], seed: int) -> str:
    """Compare the proof with what the engine says to each of these people."""
    gap = find_gap(policy, name)
    without = [person for person in people if not is_offered(policy, name, person)]
    assert (gap is not None) == bool(without), (seed, name, gap, without)
    if gap is None:
        return "nobody"
    assert gap.everyone == (len(without) == len(people)), (seed, name, gap, without)
    meant = [person for person in people if fits(person, gap)]
    assert meant and all(person in without for person in meant), (seed, name, gap, without)
    return "everybody" if gap.everyone else "somebody"


def fits(person: dict[str, str], gap: OfferGap) -> bool:
    """Whether a person is one of those whom the gap names; what it does not mention is open."""
    return all(
        person.get(attribute) in ((value,) if value else (None, "another"))
        for attribute, value in gap.attributes.items()
    )


STORE = """
ipp: 1
ultimate: {offer: Z, cold: false}
products:
  A: {price: 9, next: [%s]}
  B: {price: 8}
  C: {price: 7, consumable: true}
  Z: {price: 99}
bundles:
  AB: {items: [A, B], price: 15, downsell: B}
touches: {video: {kind: content}}
segments:
  heel: {where: {concern: heel}}
  arch: {where: {concern: arch}}
  gold: {where: {tier: [gold, silver]}}
  heel-or-arch: {any: [heel, arch]}
  keen: {owns: 2}
  owner: {owns_any: A}
"""

OPEN = None
EVERYONE = OfferGap({}, True)


@pytest.mark.parametrize(
    ("steps", "gap"),
    [
        ("B", OPEN),
        ("", EVERYONE),  # nothing is written
        ("video", EVERYONE),  # a touch asks for nothing
        ("A", EVERYONE),  # sentence 4: never what they have
        ("AB", OPEN),  # its first rung holds A; the ladder is entered at B
        ("{offer: AB, downsell: []}", EVERYONE),
        ("{offer: A, downsell: B}", EVERYONE),  # sentence 6: the higher rung is theirs
        ("{offer: B, until: 2099-12-31}", EVERYONE),  # sentence 9: proofs take it as closed
        ("{offer: B, after: 30d}", OPEN),  # a wait is no window
        ("{offer: B, when: keen}", EVERYONE),  # they own one product
        ("{offer: B, unless: keen}", OPEN),
        ("{offer: B, when: owner}", OPEN),
        ("{offer: B, when: heel}", OfferGap({"concern": None}, False)),
        ("{offer: B, unless: heel}", OfferGap({"concern": "heel"}, False)),
        ("{offer: B, when: [heel, arch]}", OfferGap({"concern": None}, True)),  # nobody has two values
        ("{offer: B, when: heel-or-arch}, {offer: C, unless: heel-or-arch}", OPEN),
        ("{offer: B, unless: heel}, {offer: C, unless: arch}", OPEN),  # nobody is both
        ("{offer: B, unless: heel}, {offer: C, unless: gold}", OfferGap({"concern": "heel", "tier": "gold"}, False)),
        ("{offer: AB, when: heel, downsell: C}, {offer: B, unless: heel}", OPEN),
        ("{offer: Z, unless: heel, downsell: {offer: B, when: heel}}", OfferGap({"concern": "heel"}, False)),
    ],
)  # fmt: skip
def test_who_is_offered_nothing_after_buying_a(steps: str, gap: OfferGap | None) -> None:
    policy = policy_of(STORE % steps)
    assert find_gap(policy, "A") == gap


def test_a_bundle_reads_its_own_list_those_of_its_contents_and_the_store_wide_one() -> None:
    own = policy_of((STORE % "B").replace("downsell: B}", "downsell: B, next: C}"))
    of_contents = policy_of(STORE % "C")
    neither = policy_of(STORE % "B")  # A leads to B, which is in the bundle
    storewide = policy_of((STORE % "B") + "next: Z\n")
    assert [find_gap(store, "AB") for store in (own, of_contents, neither, storewide)] == [
        OPEN,
        OPEN,
        EVERYONE,
        OPEN,
    ]


def test_the_ultimate_is_an_offer_to_those_for_whom_it_is_ready() -> None:
    """Sentence 10: as soon as its `ready` segment holds."""
    policy = policy_of((STORE % "").replace("cold: false", "cold: false, ready: heel"))
    assert find_gap(policy, "A") == OfferGap({"concern": None}, False)


def test_the_cold_ask_closes_no_gap() -> None:
    """Proofs ask for what was authored, not for what is asked when nothing else is left."""
    policy = policy_of((STORE % "").replace("cold: false", "cold: true"))
    assert find_gap(policy, "A") == EVERYONE


def test_drafts_close_no_gap() -> None:
    policy = policy_of((STORE % "B").replace("{price: 8}", "{price: 8, draft: true}"))
    assert find_gap(policy, "A") == EVERYONE


def test_many_attributes_are_no_search() -> None:
    """Twenty attributes of ten values each are 10 to the power of 20 customers; the one that matters is found at once."""
    assert find_gap(many_attributes(20), "A") == OfferGap({f"a{n}": None for n in range(20)}, False)


def test_a_search_that_would_take_too_long_ends_without_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MOST_WORK", 430)
    assert find_gap(many_attributes(19), "A") is not None
    assert find_gap(many_attributes(20), "A") is None


def many_attributes(count: int) -> Policy:
    steps = ", ".join(f"{{offer: B, when: s{n}}}" for n in range(count))
    values = ", ".join("abcdefghij")
    segments = "".join(f"  s{n}: {{where: {{a{n}: [{values}]}}}}\n" for n in range(count))
    return policy_of((STORE % steps) + segments)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_gaps_of_those_who_ordered_are_of_people_who_can_be(block: int) -> None:
    """Whoever bought something has an order, and the pieces that it brought."""
    kinds: Counter[str] = Counter()
    for seed in range(block, STORES, BLOCKS):
        plain = with_facts(adapted(Gatekeeper(seeded(seed), given=seed % 2 == 0).make()), seed)
        policy = open_paused(read(plain).policy.suppose())
        existing = Existing(plain, policy)
        people = list(list_people(policy))
        for name in (
            (None, *plain["products"], *plain.get("bundles", {})) if policy.axes and len(people) < 500 else ()
        ):
            if name and completes(policy, name):
                continue
            there = [each for each in people if existing.can_exist(each, (name,) if name else ())]
            known = [{key: value for key, value in each.items() if value} for each in there]
            kinds[judged(policy, name, known, seed)] += bool(known)
        kinds["left out"] += existing.left_out
    assert min(kinds[kind] for kind in ("nobody", "somebody", "everybody", "left out")) > STORES // 120, kinds
