"""A counterexample is told only after the engine itself was led through it."""

import shlex
from datetime import date
from typing import NamedTuple

from ipp.engine.action import Action, offer_label
from ipp.engine.customer import Bought, Customer, Declined, Did
from ipp.engine.decide import decide
from ipp.engine.follow import day_of
from ipp.engine.policy import Policy
from ipp.engine.terms import Offer
from ipp.path.model import Step
from ipp.path.names import Names, all_steps
from ipp.proof.shortest import Stranding

_ANY_DAY = date(2000, 1, 1)
_MOST_ANSWERS = 10_000


class Replayed(NamedTuple):
    """What the engine was told on the way, as events of one customer."""

    customer: Customer
    declined: tuple[Offer, ...]


def replay(policy: Policy, found: Stranding) -> Replayed | None:
    """Lead the engine through a history; None when it still has something authored to offer at the end.

    `policy` comes from `with_windows_over`: proofs take windowed offers as closed. Noes come as offers are made; one that is not in the
    history refutes it.
    """
    attributes = {name: value for name, value in found.attributes.items() if value is not None}
    customer = Customer(tuple(Bought((name,), _ANY_DAY) for name in found.bought), attributes)
    today, declined = _ANY_DAY, list[Offer]()
    for _ in range(_MOST_ANSWERS):
        decision = decide(policy, customer, today)
        action = decision.action
        if action is None or not authored(action):
            return Replayed(customer, tuple(declined)) if len(declined) <= len(found.declined) else None
        today = day_of(decision, today)
        if action.offer is None:
            customer = customer.after(Did(action.name, today))
        elif action.offer in found.declined:
            customer = customer.after(Declined(action.offer, today))
            declined.append(action.offer)
        else:
            return None
    return None


def authored(action: Action) -> bool:
    """Whether an action comes from a list, or from the ultimate's `ready`: neither from the cold ask nor from `rest`."""
    return action.origin not in ("ultimate", "rest", "refill")


def with_windows_over(policy: Policy) -> Policy:
    """Return the policy of the same store after all dates in it: every step or rung with a window is closed for good."""
    path = policy.path
    if not any(step.from_ or step.until for step in all_steps(path)):
        return policy
    over = path._replace(
        products=tuple(
            each._replace(next=_over(each.next), downsell=_over(each.downsell)) for each in path.products
        ),
        bundles=tuple(
            each._replace(next=_over(each.next), downsell=_over(each.downsell)) for each in path.bundles
        ),
        categories=tuple(each._replace(next=_over(each.next)) for each in path.categories),
        next=_over(path.next),
        prospects=_over(path.prospects),
    )
    return Policy(over, Names(over))


def _over(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(_closed(step) for step in steps)


def _closed(step: Step) -> Step:
    downsell = _over(step.downsell) if step.downsell else step.downsell
    if step.from_ or step.until:
        return step._replace(from_=None, until=date.min, downsell=downsell)
    return step._replace(downsell=downsell) if step.downsell else step


def as_command(policy: Policy, file: str, found: Stranding) -> str:
    """Return the `ipp next` command line that shows a history."""
    words = ["ipp", "next", "--path", file]
    for name in found.bought:
        words += ["--bought", name]
    for offer in found.declined:
        words += ["--declined", offer_label(offer)]
    for name, value in found.attributes.items():
        if value is not None:
            words += ["--attr", f"{policy.spellings[name]}={policy.spellings[value]}"]
    return shlex.join(words)
