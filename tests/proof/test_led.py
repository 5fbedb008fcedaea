"""Whoever cannot be led to the ultimate action by any answers is found, and nobody else: against every answer there is."""

import os
from collections import Counter
from typing import Any

import pytest

from ipp.path.model import Product
from ipp.proof.led import Leads
from ipp.proof.replay import with_windows_over
from ipp.proof.sure import STOREWIDE
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.maker import Maker
from tests.proof.answering import Answers, everybody
from tests.proof.brute import Gatekeeper

LONG = bool(os.environ.get("IPP_LONG"))
STORES = 6_000 if LONG else 600
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
def test_just_those_are_lost_whom_no_answers_lead(block: int) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(block, STORES, BLOCKS):
        plain = MAKERS[seed % 3](seeded(seed)).make()
        if seed % 5:
            plain.pop("next", None)  # or nobody would be lost
        policy = with_windows_over(read(plain).policy)
        leads = Leads(policy)
        answers, people = Answers(plain), list(everybody(policy))
        if leads.ready_for_some:
            continue
        for product in policy.path.products:
            if product.draft:
                continue
            name = product.name.text
            found = leads.lost(name)
            lost = [person for person in people if not answers.lead(name, person)]
            assert not leads.stopped
            assert (found is not None) == bool(lost), (seed, name, found, lost)
            if found is None:
                kinds["sure" if {name, STOREWIDE} & leads.cell({}).sure else "led"] += 1
                continue
            assert found.everyone == (len(lost) == len(people)), (seed, name, found, lost)
            meant = [person for person in people if person.items() >= found.attributes.items()]
            assert meant
            assert all(person in lost for person in meant), (seed, name, found, lost)
            kinds["nobody" if found.everyone else "some"] += 1
    assert min(kinds[kind] for kind in ("sure", "led", "nobody", "some")) > 3, kinds
