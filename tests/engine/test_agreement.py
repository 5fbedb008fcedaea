"""The engine and the naive second engine say the same of random customers of random stores."""

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.amounts import amount
from tests.engine.agreement import answer, read
from tests.oracle.charged import ChargedMaker, a_charge_decides, charge_on
from tests.oracle.choice import seeded
from tests.oracle.naive import answer as answered
from tests.oracle.naive import naive_next
from tests.oracle.plain import Store
from tests.oracle.strategies import LAST_DAY, attributes, case, case_of, histories, stores, todays
from tests.oracle.who import hold, hold_everybody_out

SEEDS = amount(50_000, most=2_500)
WALKS = amount(5_000, most=300)
BLOCKS = 8
"""Parts of the work, so that several processes can share it."""

Event = dict[str, Any]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_both_say_the_same_of_a_customer(block: int) -> None:
    for seed in range(block, SEEDS, BLOCKS):
        store, history, facts, today = case(seed, given=bool(seed % 3), who=bool(seed % 2))
        said = answer(read(store).policy, history, facts, today)
        assert said == naive_next(store, history, facts, today), f"seed {seed}"


@settings(max_examples=amount(2_000, most=100), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_both_say_the_same_and_hypothesis_finds_the_smallest_difference(data: st.DataObject) -> None:
    store = data.draw(stores(given=True, who=True))
    facts, today = data.draw(attributes(store)), data.draw(todays())
    history = data.draw(histories(store, LAST_DAY, facts, given=True, who=True))
    assert answer(read(store).policy, history, facts, today) == naive_next(store, history, facts, today)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_both_walk_the_same_way(block: int) -> None:
    for seed in range(block, WALKS, BLOCKS):
        store, history, facts, today = case(seed, given=bool(seed % 3), who=bool(seed % 2))
        policy, chance = read(store).policy, random.Random(seed)
        for step in range(15):
            said = answer(policy, history, facts, today)
            assert said == naive_next(store, history, facts, today), f"seed {seed}, step {step}"
            if said["action"] is None:
                break
            today = lived(store, history, said, today, chance)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_both_look_past_the_end_of_a_holdout(block: int) -> None:
    for seed in range(block, SEEDS // 2, BLOCKS):
        store, history, facts, today = case(seed, given=bool(seed % 3), who=True)
        if "holdout" not in store or not any(event["kind"] == "held" for event in history):
            continue
        store = hold_everybody_out(seeded(seed), store, today)
        said = answer(read(store).policy, history, facts, today)
        assert said == naive_next(store, history, facts, today), f"seed {seed}"


@pytest.mark.parametrize("block", range(BLOCKS))
def test_both_say_who_is_quiet_by_charges(block: int) -> None:
    decided = 0
    for seed in range(block, SEEDS // 5, BLOCKS):
        maker = ChargedMaker(choice := seeded(seed))
        store, history, facts, today = case_of(choice, maker.make(), given=True, who=True)
        charge_on(choice, store, history, today)
        said = answer(read(store).policy, history, facts, today)
        assert said == naive_next(store, history, facts, today), f"seed {seed}"
        decided += a_charge_decides(store, history, today)
    assert decided >= SEEDS // 5 // BLOCKS // 50


def lived(
    store: Store, history: list[Event], said: dict[str, Any], today: dt.date, chance: random.Random
) -> dt.date:
    """Let the customer wait, be asked and say nothing, or answer; return the day of the next question."""
    action = said["action"]
    if said["state"] == "held":
        history.append(hold(store, action, today))
        return today + dt.timedelta(days=chance.choice([0, 0, 1, 3, 7]))
    if said["state"] == "wait" and chance.random() < 0.7:
        due: dt.date = action["due"]
        return max(today, due - dt.timedelta(days=chance.randint(0, 1)))
    reaction = chance.choice(["Yes", "No", "silence", "silence"])
    if action["kind"] == "touch" or reaction != "silence":
        answered(history, action, reaction == "Yes", today)
        return today + dt.timedelta(days=chance.choice([0, 0, 1, 3]))
    price = None if action["price"] is None else str(action["price"])
    history.append({"kind": "offered", "offer": action["name"], "price": price, "on": today})
    return today + dt.timedelta(days=chance.choice([0, 0, 1, 2, 7]))
