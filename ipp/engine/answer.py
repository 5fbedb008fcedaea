"""Everything that `ipp next` says of one customer, before it is put into words."""

from datetime import date
from typing import NamedTuple

from ipp.engine.action import Action, Decision
from ipp.engine.customer import Customer
from ipp.engine.decide import decide
from ipp.engine.follow import Journey, after_answer, answered, day_of, journey
from ipp.engine.policy import Policy

MOST_NOES = 5
"""Noes in a row that an answer follows down."""


class Answer(NamedTuple):
    """The next action, what follows on Yes and on each further No, and the path of the customer who says Yes."""

    store: str | None
    today: date
    decision: Decision
    on_yes: Decision | None
    on_noes: tuple[Decision, ...]
    journey: Journey


def answer(policy: Policy, customer: Customer, today: date) -> Answer:
    """Return the next action of a customer with all that follows from it."""
    decision = decide(policy, customer, today)
    return Answer(
        policy.path.store,
        today,
        decision,
        after_answer(policy, customer, decision, yes=True),
        _noes(policy, customer, decision),
        journey(policy, customer, today),
    )


def _noes(policy: Policy, customer: Customer, decision: Decision) -> tuple[Decision, ...]:
    """Follow the Noes as long as they lead to a smaller version, and one further."""
    found: list[Decision] = []
    while len(found) < MOST_NOES:
        after = after_answer(policy, customer, decision, yes=False)
        if after is None or decision.action is None:
            break
        found.append(after)
        if not smaller(after.action, decision.action):
            break
        customer = customer.after(*answered(decision, False, day_of(decision)))
        decision = after
    return tuple(found)


def smaller(action: Action | None, than: Action) -> bool:
    """Whether an action is a rung below another of the same ladder."""
    return bool(action and action.rung and than.rung is not None and action.rung > than.rung)
