"""What comes after an answer, and the recommended path to the ultimate action."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.action import Action, Decision
from ipp.engine.customer import Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decide import decide
from ipp.engine.policy import Policy

MOST_STEPS = 1000
"""Steps of a recommended path that are followed; a store of a hundred products needs about as many."""

Ending = Literal["ultimate", "rest", "complete", "stranded", "cut"]


class Journey(NamedTuple):
    """The actions that a customer meets who says Yes to everything, and how it ends.

    `ends` is `ultimate` when the last action is the ask for it, `rest` when only renewable actions follow.
    """

    actions: tuple[Action, ...]
    ends: Ending


def answered(decision: Decision, yes: bool, on: date) -> tuple[Event, ...]:
    """Return what happens when an action is taken and answered: done, bought, or asked and declined."""
    action = decision.action
    assert action is not None
    if action.offer is None:
        return (Did(action.name, on),)
    if yes:
        return (Bought((action.name,), on),)
    declined = Declined(action.offer, on)
    # without the ask, a No to the ultimate asked again would be the late answer to an earlier silence
    return (declined,) if decision.awaiting else (Offered(action.offer, on), declined)


def day_of(decision: Decision, today: date) -> date:
    """Return the day on which the answer is expected: a pending offer's now, another's when it is due."""
    action = decision.action
    if action is None or decision.awaiting:
        return today
    return max(today, action.due)


def after_answer(
    policy: Policy, customer: Customer, decision: Decision, today: date, *, yes: bool
) -> Decision | None:
    """Return the decision after a Yes or a No to this one; None where there is nothing to answer."""
    action = decision.action
    if action is None or (action.offer is None and not yes):
        return None
    day = day_of(decision, today)
    return decide(policy, customer.after(*answered(decision, yes, day)), day)


def journey(policy: Policy, customer: Customer, today: date, most: int = MOST_STEPS) -> Journey:
    """Follow the customer who says Yes to everything, up to the ask for the ultimate action."""
    actions: list[Action] = []
    goal = policy.goal.good.name if policy.goal else None
    for decision in _yeses(policy, customer, today):
        action = decision.action
        if action is None:
            return Journey(tuple(actions), "complete" if decision.state == "complete" else "stranded")
        if action.origin in ("rest", "refill"):
            return Journey(tuple(actions), "rest")
        if len(actions) == most:
            return Journey(tuple(actions), "cut")
        actions.append(action)
        if action.name == goal:
            return Journey(tuple(actions), "ultimate")
    raise AssertionError("a journey ends by itself")


def _yeses(policy: Policy, customer: Customer, today: date) -> Iterator[Decision]:
    while True:
        decision = decide(policy, customer, today)
        yield decision
        assert decision.action is not None
        today = day_of(decision, today)
        customer = customer.after(*answered(decision, True, today))
