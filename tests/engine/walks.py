"""Random customers who start with some orders and answer every ask, until nothing is left or for long."""

import datetime as dt
import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from tests.engine.agreement import read
from tests.oracle.choice import seeded
from tests.oracle.customers import UNKNOWN, order, some_attributes
from tests.oracle.maker import LAST_DAY, Maker
from tests.oracle.plain import Store, contents, is_consumable

MOST_TURNS, MOST_RESTING = 80, 8


class Turn(NamedTuple):
    """What was said to a customer on a day."""

    customer: Customer
    today: dt.date
    decision: Decision

    @property
    def ask(self) -> Action | None:
        """The offer that is made now; None for a wait, a touch, or nothing."""
        made = self.decision.state in ("offer", "rest") and self.decision.action
        return made if made and made.offer else None

    @property
    def resting(self) -> bool:
        action = self.decision.action
        return action is not None and action.origin in ("rest", "refill")


class Walk(NamedTuple):
    seed: int
    plain: Store
    policy: Policy
    turns: tuple[Turn, ...]


@cache
def walks(count: int) -> tuple[Walk, ...]:
    """Return so many walks, the same ones whenever they are asked for."""
    return tuple(map(walk, range(count)))


def walk(seed: int) -> Walk:
    choice = seeded(seed)
    plain = Maker(choice).make()
    facts = some_attributes(choice, plain)
    ago = sorted((choice.integer(0, 40) for _ in range(choice.integer(0, 3))), reverse=True)
    orders = (Bought(_known(order(choice, plain)), LAST_DAY - dt.timedelta(days)) for days in ago)
    policy = read(plain).policy
    customer = Customer(tuple(orders), facts)
    return Walk(seed, plain, policy, tuple(_turns(policy, customer, random.Random(seed))))


def _known(names: list[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name != UNKNOWN)


def _turns(policy: Policy, customer: Customer, chance: random.Random) -> Iterator[Turn]:
    today, resting = LAST_DAY, 0
    for _ in range(MOST_TURNS):
        decision = decide(policy, customer, today)
        turn = Turn(customer, today, decision)
        yield turn
        resting += turn.resting
        if decision.action is None or resting > MOST_RESTING:
            return
        if decision.state == "wait":
            today = decision.action.due
        else:
            customer = customer.add_events(*_reaction(decision.action, today, chance))
            if policy.goal and decision.action.offer == policy.goal.offer:
                # asked again on the same day it would be one ask and a reminder
                today += dt.timedelta(1)


def _reaction(action: Action, today: dt.date, chance: random.Random) -> tuple[Event, ...]:
    """An ask is recorded: a No without one would be the late answer to an earlier silence."""
    if action.offer is None:
        return (Did(action.name, today),)
    how = chance.choice(["Yes", "No", "No", "silence"])
    if how == "Yes":
        return (Bought((action.name,), today),)
    ask = Offered(action.offer, today)
    return (ask, Declined(action.offer, today)) if how == "No" else (ask,)


def durables(plain: Store, customer: Customer) -> set[str]:
    """Return what a customer owns, worked out from the store as written."""
    names = [name for event in customer.events if isinstance(event, Bought) for name in event.items]
    inside = {product for name in names for product in contents(plain, name)}
    return {product for product in inside if not is_consumable(plain, product)}
