"""The walk and the engine ask the same of thousands of random customers, on the same days."""

import datetime as dt
import random

import pytest

from ipp.engine.customer.events import Bought, Customer
from ipp.engine.policy.clauses import Basket
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import draw_customer, lies_in_share
from ipp.value.process.compiled.compiled_policy import CompiledPolicy
from ipp.value.process.compiled.draws import list_draws
from ipp.value.process.starting import start_customer
from ipp.value.process.walker import Walker
from tests.amounts import amount
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.customers import some_attributes
from tests.oracle.maker import LAST_DAY, Maker

from ..naive import Artefact, Moment, asks
from ..shops import some_order

STORES = amount(5_000, most=250)
BLOCKS = 4
HORIZON = 200
MOST = 25
Asked = list[tuple[object, int]]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_walk_asks_what_the_engine_asks(block: int) -> None:
    artefacts = asked = 0
    for seed in range(block, STORES, BLOCKS):
        choice = seeded(seed)
        plain = Maker(choice, given=seed % 2 > 0, who=seed % 3 > 0).make()
        facts = some_attributes(choice, plain)
        policy, chance = read(plain).policy, random.Random(seed)
        entry = some_order(policy, chance)
        share, thinking = chance.choice([0.2, 0.5, 0.8]), chance.choice([0, 0, 1, 3])
        answers = [chance.random() < share for _ in range(MOST)]
        who = chance.choice(["ann", "bob", "4711", "c-9"])
        if policy.holdout:  # a forecast is of those who are not held out
            policy.__dict__["holdout"] = None
        try:
            expected = _by_engine(policy, facts, entry, answers, thinking, who)
        except Artefact:
            artefacts += 1
            continue
        asked += len(expected)
        assert _by_walk(policy, facts, entry, answers, thinking, who) == expected, f"seed {seed}"
    assert asked > STORES
    assert artefacts * 20 < STORES


def _by_engine(
    policy: Policy, facts: dict[str, str], entry: Basket, answers: list[bool], thinking: int, who: str
) -> Asked:
    names, pieces = zip(*entry, strict=True) if entry else ((), ())
    customer = Customer((Bought(names, LAST_DAY, pieces),) if entry else (), facts, id=who)
    today = LAST_DAY
    found: Asked = []
    for yes in answers:
        moment = asks(policy, customer, today, LAST_DAY + dt.timedelta(HORIZON))
        if moment is None:
            break
        assert isinstance(moment, Moment)
        found.append((moment.action.offer, (moment.day - LAST_DAY).days))
        customer, today = moment.answered(policy, yes=yes, thinking=thinking)
    return found


def _by_walk(
    policy: Policy, facts: dict[str, str], entry: Basket, answers: list[bool], thinking: int, who: str
) -> Asked:
    walk = Walker(CompiledPolicy(policy, facts, LAST_DAY), HORIZON, thinking)
    order = [(policy.goods[name], pieces) for name, pieces in entry]
    spot = start_customer(walk, order) if order else walk.start_prospect()
    for salt, draw in list_draws(policy).items():
        drawn = draw_customer(salt, who)
        part = next(part for part, _ in draw.parts if lies_in_share(part, drawn))
        spot = walk.draw_start(spot, walk.compiled.facts.get_bit("drawn", part))
    found: Asked = []
    for yes in answers:
        asked = walk.find_next(spot) if spot.day < HORIZON else None
        if asked is None:
            break
        found.append((asked.ask.offer, asked.day))
        spot = walk.apply_yes(asked) if yes else walk.apply_no(asked)
    return found
