"""Whoever cannot be led to the ultimate action by any answers is found, and nobody else: against every answer there is."""

from collections import Counter
from typing import Any

import pytest

from ipp.proof.assumptions import close_windows
from ipp.proof.ultimate import lost as led
from ipp.proof.ultimate.certain_leads import STOREWIDE
from ipp.proof.ultimate.lost import LeadSearch, LostCustomers
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.maker import Maker
from tests.proof.answering import Answers, everybody
from tests.proof.brute import Gatekeeper
from tests.proof.kinds import deceiving
from tests.proof.stores import policy_of, without

STORES = amount(3_000, most=200)
BLOCKS = 4


class Doors(Gatekeeper):
    """Makes stores in which lists are long, and some offers are open to some customers only, by attributes mostly."""

    def doors(self, terms: dict[str, Any], percent: int, window: bool = True) -> None:
        super().doors(terms, percent // 3, window=False)

    def common(self, made: dict[str, Any]) -> None:
        super().common(made)
        made.setdefault("next", self.steps(3))


MAKERS: tuple[type[Maker], ...] = (Maker, Gatekeeper, Doors)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_just_those_are_lost_whom_no_answers_lead(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the stores are searched backwards for each choice of attributes, as large ones are."""
    monkeypatch.setattr(led, "OFTEN", 1 if block % 2 else 10)
    monkeypatch.setattr(led, "FEW_WORK", 30 if block > 1 else 1_000)
    kinds: Counter[str] = Counter()
    for seed in range(block, STORES, BLOCKS):
        plain = MAKERS[seed % 3](seeded(seed), given=seed % 4 > 1).make()
        if seed % 5:
            plain.pop("next", None)  # or nobody would be lost
        plain = deceiving(plain, seed // 3) if seed % 2 else plain
        plain = without(plain, "paused")
        policy = close_windows(read(plain).policy)
        leads = LeadSearch(policy)
        answers, people = Answers(plain), list(everybody(policy))
        if leads.ready_for_some:
            continue
        for product in policy.path.products:
            if product.draft:
                continue
            name = product.name.text
            found = leads.find_lost(name)
            lost = [person for person in people if not answers.lead(name, person)]
            assert not leads.stopped
            assert (found is not None) == bool(lost), (seed, name, found, lost)
            if found is None:
                kinds["sure" if {name, STOREWIDE} & leads.find_cell({}).certain else "led"] += 1
                continue
            assert found.everyone == (len(lost) == len(people)), (seed, name, found, lost)
            meant = [person for person in people if person.items() >= found.attributes.items()]
            assert meant
            assert all(person in lost for person in meant), (seed, name, found, lost)
            kinds["nobody" if found.everyone else "some"] += 1
    assert min(kinds[kind] for kind in ("sure", "led", "nobody", "some")) >= STORES // 200, kinds


def test_a_search_that_takes_too_long_is_stopped_without_an_alarm() -> None:
    """Nobody who owns all twelve does not own the first: seen at once from the first, and only by trying from the others."""
    names = [f"P{number}" for number in range(12)]
    products = "".join(
        f"  {name}: {{next: [{', '.join(names)}, {{offer: Club, when: all}}]}}\n" for name in names
    )
    policy = policy_of(
        f"ultimate: Club\nproducts:\n{products}  Club: {{}}\nsegments: {{all: {{owns: 12, not: first}}, first: {{owns_any: P0}}}}"
    )
    leads = LeadSearch(policy)
    assert leads.find_lost("P0") == LostCustomers({}, True)
    assert leads.find_lost("P1") is None
    assert leads.stopped == {"P1"}


def test_a_store_has_a_bound_of_its_own() -> None:
    products = "".join(f"  P{number}: {{next: P{number + 1}}}\n" for number in range(300))
    text = f"ultimate: Club\nproducts:\n{products}  P300: {{}}\n  Club: {{}}\nnext: {{offer: Club, when: most}}\nsegments: {{most: {{owns: 60}}}}"
    policy = policy_of(text)
    leads = LeadSearch(policy)
    leads.work.store = 0
    assert leads.find_lost("P290") == LostCustomers({}, True)
    assert leads.find_lost("P10") is None
    assert leads.stopped == {"P10"}
    unbound = LeadSearch(policy)
    assert unbound.find_lost("P10") is None
    assert not unbound.stopped


FACTS = """
ultimate: {offer: Club, cold: false}
products:
  Mug: {price: 9, next: [%s]}
  Pot: {price: 19, next: [{offer: Club, %s: s}]}
  Club: {price: 29}
segments: {s: {%s}}
"""


@pytest.mark.parametrize(
    ("steps", "gate", "fact", "lost"),
    [
        ("Pot", "when", "orders: 1", False),
        ("Pot", "when", "orders: 2", False),  # a Yes is an order
        ("Pot", "when", "orders: 3", True),  # which their answers alone never make
        ("Pot", "unless", "orders: 2", True),
        ("Pot", "when", "bought_any: Pot", False),
        ("Pot", "unless", "bought_any: Pot", True),
        ("Pot", "when", "quantity: {Mug: 1}", False),
        ("Pot", "when", "quiet_for: 20d", False),  # they can wait
        ("Pot", "unless", "quiet_for: 20d", False),
        ("Pot", "when", "quiet_for: 0", False),
        ("{offer: Pot, unless: s}", "when", "quiet_for: 20d", False),
        ("Pot", "when", "share: 50%", True),
    ],
)
def test_answers_and_days_make_orders(steps: str, gate: str, fact: str, lost: bool) -> None:
    leads = LeadSearch(policy_of(FACTS % (steps, gate, fact)).suppose())
    assert (leads.find_lost("Mug") is not None) == lost
    assert not leads.stopped
