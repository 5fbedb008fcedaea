"""The walk and the engine ask the same of thousands of random customers, on the same days."""

import datetime as dt
import random

import pytest

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.policy.compile import Policy
from ipp.value.process.compiled_policy import CompiledPolicy
from ipp.value.process.walker import Walker
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.customers import some_attributes
from tests.oracle.maker import LAST_DAY, Maker

from ..naive import Artefact, asks

STORES = amount(6_000)
BLOCKS = 4
HORIZON = 200
MOST = 25
Asked = list[tuple[object, int]]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_walk_asks_what_the_engine_asks(block: int) -> None:
    artefacts = asked = 0
    for seed in range(block, STORES, BLOCKS):
        choice = seeded(seed)
        plain = Maker(choice, given=seed % 2 > 0).make()
        facts = some_attributes(choice, plain)
        policy, chance = read(plain).policy, random.Random(seed)
        entry = chance.choice([*policy.goods_in_order, None])
        share, thinking = chance.choice([0.2, 0.5, 0.8]), chance.choice([0, 0, 1, 3])
        answers = [chance.random() < share for _ in range(MOST)]
        try:
            expected = _by_engine(policy, facts, entry, answers, thinking)
        except Artefact:
            artefacts += 1
            continue
        asked += len(expected)
        assert _by_walk(policy, facts, entry, answers, thinking) == expected, f"seed {seed}"
    assert asked > STORES
    assert artefacts * 100 < STORES


def _by_engine(
    policy: Policy, facts: dict[str, str], entry: str | None, answers: list[bool], thinking: int
) -> Asked:
    customer = Customer((Bought((entry,), LAST_DAY),) if entry else (), facts)
    today = LAST_DAY
    found: Asked = []
    for yes in answers:
        moment = asks(policy, customer, today, LAST_DAY + dt.timedelta(HORIZON))
        if moment is None:
            break
        found.append((moment.action.offer, (moment.day - LAST_DAY).days))
        customer, today = moment.answered(policy, yes=yes, thinking=thinking)
    return found


def _by_walk(
    policy: Policy, facts: dict[str, str], entry: str | None, answers: list[bool], thinking: int
) -> Asked:
    walk = Walker(CompiledPolicy(policy, facts, LAST_DAY), HORIZON, thinking)
    spot = walk.start_customer(policy.goods[entry]) if entry else walk.start_prospect()
    found: Asked = []
    for yes in answers:
        asked = walk.find_next(spot) if spot.day < HORIZON else None
        if asked is None:
            break
        found.append((asked.ask.offer, asked.day))
        spot = walk.apply_yes(asked) if yes else walk.apply_no(asked)
    return found
