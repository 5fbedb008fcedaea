"""The customer of a story is asked about as `ipp next` is: the same answer, however they came there."""

import datetime as dt
import random

from ipp.engine.customer.events import Bought, Event
from ipp.engine.decision.decide import decide
from ipp.engine.decision.follow import find_answer_day, make_events
from ipp.engine.policy.compile import Policy
from ipp.path.keys import Name, Quantity
from ipp.stories.customer import StoryCustomer
from ipp.stories.model import Purchase, Silence, Story, StoryFile
from ipp.stories.play import play_story
from ipp.stories.silence import DUE
from ipp.text.source import Source, Span
from tests.amounts import amount
from tests.engine.agreement import read
from tests.engine.feet import policy_of
from tests.oracle.strategies import case

WALKS = amount(6_000, 40, most=300)
NOWHERE = Span(Source("x.test.yaml", ""), 0, 0)


def test_a_state_that_walked_on_says_what_a_new_one_says() -> None:
    for seed in range(WALKS):
        store, _, facts, today = case(seed, given=bool(seed % 2), who=bool(seed % 3))
        policy, chance = read(store).policy, random.Random(seed)
        customer = StoryCustomer(policy, today)
        customer.learn(facts)
        for step in range(10):
            said = customer.decide()
            fresh = decide(policy, customer.customer, customer.clock)
            assert said == fresh, f"seed {seed}, step {step}"
            _live(customer, policy, chance)


def test_a_customer_walks_into_a_holdout_and_out_of_it() -> None:
    policy = policy_of(
        "ipp: 1\nultimate: Pot\nproducts: {Mug: {price: 9, next: Pot}, Pot: {price: 8}}\n"
        "holdout: {name: x, share: 100%, from: 2026-12-01, until: 2026-12-31}\n"
    )
    customer = StoryCustomer(policy, dt.date(2026, 11, 30))
    customer.name_customer("ann")
    customer.add_events(Bought(("Mug",), customer.clock))
    said = []
    for day in (dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2027, 1, 1)):
        customer.move_clock(day)
        said.append(customer.decide().state)
    assert said == ["offer", "held", "offer"]


def _live(customer: StoryCustomer, policy: Policy, chance: random.Random) -> None:
    """Let the customer answer, buy, or wait."""
    said, kind = customer.decide(), chance.random()
    if kind < 0.25 or said.action is None:
        customer.add_events(Bought((chance.choice(policy.goods_in_order),), customer.clock))
    elif kind < 0.75:
        day = find_answer_day(said)
        customer.move_clock(day)
        customer.add_events(*make_events(said, chance.random() < 0.4, day))
    else:
        customer.move_clock(customer.clock + dt.timedelta(chance.randint(1, 9)))


def test_a_silence_is_what_asking_every_day_comes_to() -> None:
    """The days on which nothing can change are not asked about."""
    looked = 0
    for seed in range(WALKS):
        store, _, _, today = case(seed, given=bool(seed % 2), who=bool(seed % 3))
        policy, chance = read(store).policy, random.Random(seed)
        length = chance.randint(1, 40)
        first = (chance.choice(policy.goods_in_order),) if policy.goods_in_order else ()
        if not first:
            continue
        step = Silence(NOWHERE, "", length)
        told = _play_silence(policy, first, step, today)
        assert told == _ask_daily(policy, first, length, today), f"seed {seed}"
        looked += len(told)
    assert looked > WALKS / 2


def _play_silence(
    policy: Policy, first: tuple[str, ...], step: Silence, today: dt.date
) -> list[tuple[dt.date, str]]:
    items = tuple(Quantity(Name(name, NOWHERE), 1) for name in first)
    story = Story("", NOWHERE, (Purchase(NOWHERE, items, None), step), broken=False)
    file = StoryFile(NOWHERE.source, None, None, today, (story,))
    moments = play_story(policy, file, story, today).moments
    return [(moment.day, moment.text) for moment in moments if moment.word in ("did", "asked")]


def _ask_daily(
    policy: Policy, first: tuple[str, ...], length: int, today: dt.date
) -> list[tuple[dt.date, str]]:
    found: list[tuple[dt.date, str]] = []
    customer = StoryCustomer(policy, today)
    customer.add_events(Bought(first, today))
    for number in range(length):
        customer.move_clock(today + dt.timedelta(number))
        for _ in range(100):
            said = customer.decide()
            if said.state not in DUE or said.action is None:
                break
            event: Event = make_events(said, False, customer.clock)[0]
            customer.add_events(event)
            price = said.action.offer[1] if said.action.offer else None
            found.append(
                (customer.clock, f"{said.action.name} for {price}" if price is not None else said.action.name)
            )
    return found
