"""Ask both engines the same question, and compare what they say."""

import datetime as dt
from decimal import Decimal
from typing import Any

from ipp.engine.customer.events import Accepted, Bought, Customer, Declined, Did, Event, Offered
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide
from ipp.engine.policy.compile import Policy
from ipp.loading import Store
from tests.engine.feet import written
from tests.oracle.customers import UNKNOWN
from tests.oracle.strategies import to_yaml


def read(plain: dict[str, Any]) -> Store:
    """Write a plain store as a path file and read it with ipp; it must be without mistakes."""
    return written(to_yaml(plain))


MADE: dict[str, type[Offered | Declined | Accepted]] = {
    "offered": Offered,
    "declined": Declined,
    "accepted": Accepted,
}


def events(history: list[dict[str, Any]]) -> tuple[Event, ...]:
    """Turn the oracle's events into the engine's; what the path does not know is left out of orders."""
    return tuple(map(_event, history))


def _event(event: dict[str, Any]) -> Event:
    on = event["on"]
    match event["kind"]:
        case "bought":
            return Bought(tuple(name for name in event["items"] if name != UNKNOWN), on)
        case "did":
            return Did(event["touch"], on)
    price = None if event["price"] is None else Decimal(event["price"])
    return MADE[event["kind"]]((event["offer"], price), on)


def said(decision: Decision) -> dict[str, Any]:
    """Put a decision into the oracle's form."""
    action = decision.action
    return {
        "state": decision.state,
        "action": action
        and {
            "name": action.name,
            "kind": action.kind,
            "because": action.because,
            "due": action.due,
            "price": action.price,
            "via": action.via,
            "rung": action.rung,
        },
    }


def answer(
    policy: Policy, history: list[dict[str, Any]], attributes: dict[str, str], today: dt.date
) -> dict[str, Any]:
    """Return the engine's answer in the oracle's form."""
    return said(decide(policy, Customer(events(history), attributes), today))
