"""What must make no difference to the next action, and what may make only a certain one; on random customers."""

import datetime as dt
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ipp.engine.customer.events import Bought, Customer, Event, Offered
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Decision, label_offer
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from tests.engine.agreement import events, read
from tests.oracle.strategies import case

CASES = 5_000 if os.environ.get("IPP_LONG") else 400
ROOT = Path(__file__).parents[2]


class Case(NamedTuple):
    seed: int
    plain: dict[str, Any]
    policy: Policy
    customer: Customer
    today: dt.date

    def decide(self, policy: Policy | None = None, customer: Customer | None = None) -> Decision:
        return decide(policy or self.policy, customer or self.customer, self.today)

    def authored(self, policy: Policy, customer: Customer, decision: Decision) -> bool:
        """Whether a list or the ultimate offers something, before the ultimate once more, and before rest."""
        action = decision.action
        if action is None or action.origin in ("rest", "refill"):
            return False
        again = action.origin == "ultimate" and action.offer in State(policy, customer, self.today).declined
        return not again


@cache
def cases() -> tuple[Case, ...]:
    found = []
    for seed in range(CASES):
        plain, history, facts, today = case(seed)
        found.append(Case(seed, plain, read(plain).policy, Customer(events(history), facts), today))
    return tuple(found)


def without(part: Any, *keys: str) -> Any:
    """Return a part of a plain store without these keys, at any depth."""
    if isinstance(part, dict):
        return {key: without(value, *keys) for key, value in part.items() if key not in keys}
    return [without(value, *keys) for value in part] if isinstance(part, list) else part


def store_without(plain: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in without(plain, *keys).items() if value != {}}


def where(decision: Decision) -> tuple[object, ...]:
    """Return what is offered and whence, but not when."""
    action = decision.action
    if action is None:
        return (decision.state,)
    return action.name, action.because, action.rung, action.price, action.via, action.origin


# No difference at all


def test_the_order_of_attributes_makes_no_difference() -> None:
    for one in cases():
        turned = dict(reversed(list(one.customer.attributes.items())))
        assert one.decide() == one.decide(customer=one.customer._replace(attributes=turned)), one.seed


def test_the_order_in_which_days_are_told_makes_no_difference() -> None:
    """Only events of one sort on one day have an order of their own."""
    for one in cases():
        told = list(one.customer.events)
        random.Random(one.seed).shuffle(told)
        place = {id(event): number for number, event in enumerate(one.customer.events)}
        alike: dict[tuple[object, object], list[Event]] = {}
        for event in sorted(told, key=lambda event: place[id(event)]):
            alike.setdefault((type(event), event.on), []).append(event)
        shuffled = tuple(alike[type(event), event.on].pop(0) for event in told)
        assert one.decide() == one.decide(customer=one.customer._replace(events=shuffled)), one.seed


def test_what_happens_after_today_is_not_known_today() -> None:
    for one in cases():
        for ago in (3, 30):
            day = one.today - dt.timedelta(ago)
            known = tuple(event for event in one.customer.events if event.on <= day)
            assert decide(one.policy, one.customer, day) == decide(
                one.policy, one.customer._replace(events=known), day
            ), one.seed


def test_a_new_reading_of_the_same_file_says_the_same() -> None:
    for one in cases()[:100]:
        policy = read(one.plain).policy
        for other in cases()[:100:10]:  # lists are compiled when first read: others must not disturb that
            decide(policy, Customer(attributes=other.customer.attributes), one.today)
        assert repr(one.decide(policy).passed) == repr(one.decide().passed), one.seed
        assert where(one.decide(policy)) == where(one.decide()), one.seed


def test_the_seed_of_python_hashes_makes_no_difference() -> None:
    """Sets are iterated in another order with each seed; nothing of that may be seen."""
    told = """
import sys
from tests.engine.agreement import events, read, said
from tests.oracle.strategies import case
from ipp.engine.decision.recommendation import answer
from ipp.engine.customer.events import Customer
for seed in range(40):
    plain, history, facts, today = case(seed)
    found = answer(read(plain).policy, Customer(events(history), facts), today)
    print(found.decision.passed, said(found.decision), [said(no) for no in found.on_noes])
    print([(action.name, action.due) for action in found.journey.actions], found.journey.ends)
"""
    answers = [_run(told, seed) for seed in ("1", "2")]
    assert len(answers[0]) > 1000
    assert answers[0] == answers[1]


def _run(program: str, seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    return done.stdout


# Ties


def test_the_order_within_an_order_makes_no_difference() -> None:
    """Sentence 1: one order is one moment, ties go by the place in the file."""
    swapped = 0
    for one in cases():
        turned = tuple(
            Bought(event.items[::-1], event.on) if isinstance(event, Bought) else event
            for event in one.customer.events
        )
        swapped += turned != one.customer.events
        assert one.decide() == one.decide(customer=one.customer._replace(events=turned)), one.seed
    assert swapped > CASES // 10


def test_two_orders_of_one_day_swapped_change_what_is_next_but_not_whether() -> None:
    """The lists that are read are the same, in another order; without silence nothing else hangs on that order."""
    swapped = changed = 0
    for one in cases():
        told = [event for event in one.customer.events if not isinstance(event, Offered)]
        orders = [event for event in told if isinstance(event, Bought)]
        others = tuple(event for event in told if not isinstance(event, Bought))
        if len(orders) < 2:
            continue
        first, second = (order._replace(on=orders[0].on) for order in orders[:2])
        here = one.customer._replace(events=(first, second, *orders[2:], *others))
        there = one.customer._replace(events=(second, first, *orders[2:], *others))
        decisions = one.decide(customer=here), one.decide(customer=there)
        left = [one.authored(one.policy, here, decision) for decision in decisions]
        assert left[0] == left[1], one.seed
        if not left[0]:
            assert decisions[0].action == decisions[1].action, one.seed
        swapped += 1
        changed += decisions[0].action != decisions[1].action
    assert swapped > CASES // 10 and changed > CASES // 100


# Windows and waits


def test_windows_only_ever_close() -> None:
    """Without `from` and `until` the next action is the same, or one that was passed over for its window."""
    closed = 0
    for one in cases():
        plain = store_without(one.plain, "from", "until")
        if plain != one.plain:
            policy = read(plain).policy
            for windowed in (one.policy, read(over(one.plain)).policy):
                closed += only_closes(one, windowed, policy)
    assert closed > CASES // 40


def over(part: Any) -> Any:
    """Return a part of a plain store in which every window is over."""
    if isinstance(part, list):
        return [over(value) for value in part]
    if not isinstance(part, dict):
        return part
    found = {key: over(value) for key, value in part.items() if key not in ("from", "until")}
    return found if len(found) == len(part) else {**found, "until": "2020-01-01"}


def only_closes(one: Case, windowed: Policy, policy: Policy) -> bool:
    """Check what windows do to the next action, and say whether they changed it."""
    shut, unshut = one.decide(windowed), one.decide(policy)
    if one.authored(windowed, one.customer, shut):
        assert one.authored(policy, one.customer, unshut), one.seed
    action = unshut.action
    if action is None or where(shut) == where(unshut):
        assert where(shut) == where(unshut), one.seed
        return False
    label = label_offer(action.offer) if action.offer else action.name
    windows_over = {(passed.step, passed.of) for passed in shut.passed if passed.reason.why == "window over"}
    assert (label, action.because) in windows_over, one.seed
    return True


def test_without_an_until_a_from_only_puts_off() -> None:
    """Sentence 9: windows never reorder."""
    put_off = 0
    for one in cases():
        late = read(store_without(one.plain, "until")).policy
        soon = read(store_without(one.plain, "until", "from")).policy
        here, there = one.decide(late), one.decide(soon)
        assert where(here) == where(there), one.seed
        if here.action and there.action:
            assert here.action.due >= there.action.due, one.seed
            put_off += here.action.due > there.action.due
    assert put_off > CASES // 100


def test_without_windows_waits_only_put_off() -> None:
    """Sentence 9: `after` and `gap` delay an offer of a list, they never reorder or drop one."""
    put_off = 0
    for one in cases():
        plain = store_without(one.plain, "from", "until")
        late, soon = read(plain).policy, read(store_without(plain, "after", "gap")).policy
        here, there = one.decide(late), one.decide(soon)
        authored = one.authored(late, one.customer, here)
        assert authored == one.authored(soon, one.customer, there), one.seed
        if authored and here.action and there.action:
            assert where(here) == where(there), one.seed
            assert here.action.due >= there.action.due, one.seed
            put_off += here.action.due > there.action.due
    assert put_off > CASES // 20
