"""Ask both engines the same question, and compare what they say."""

import datetime as dt
from decimal import Decimal
from typing import Any

from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Event,
    Held,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
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


def events(history: list[dict[str, Any]], policy: Policy | None = None) -> tuple[Event, ...]:
    """Turn the oracle's events into the engine's; what the path does not know is left out of orders."""
    told = (event for event in history if event["kind"] not in ("complete", "customer"))
    return tuple(_event(event, policy) for event in told)


def _event(event: dict[str, Any], policy: Policy | None) -> Event:
    on = event["on"]
    match event["kind"]:
        case "bought":
            names = tuple(_find_name(name, policy) for name in event["items"] if name != UNKNOWN)
            paid = None if event.get("paid") is None else Decimal(event["paid"])
            return Bought(names, on, others=UNKNOWN in event["items"], paid=paid)
        case "did":
            return Did(event["touch"], on)
        case "returned":
            return Returned(_find_name(event["item"], policy), on, event["pieces"])
        case "cancelled":
            return Cancelled(_find_name(event["item"], policy), on)
        case "stopped":
            return Stopped(on)
        case "resumed":
            return Resumed(on)
        case "held":
            made = _event({**event, "kind": "did" if "touch" in event else "offered"}, policy)
            assert isinstance(made, Offered | Did)
            return Held(made, event["holdout"])
    price = None if event["price"] is None or event.get("list_price") else Decimal(event["price"])
    return MADE[event["kind"]]((_find_name(event["offer"], policy), price), on)


def _find_name(text: str, policy: Policy | None) -> str:
    """Return what the path calls an item, which people may know by a sku or another name."""
    item = policy.names.find_item(text) if policy else None
    return item.name.text if item else text


def complete_until(history: list[dict[str, Any]]) -> dt.date | None:
    """Return the last day of which all orders are known."""
    return max((event["on"] for event in history if event["kind"] == "complete"), default=None)


def find_id(history: list[dict[str, Any]]) -> str | None:
    """Return what the shop calls them."""
    return next((event["id"] for event in history if event["kind"] == "customer"), None)


def ends_quiet(policy: Policy, customer: Customer, today: dt.date) -> bool:
    """Whether somebody is not quiet because a membership was charged."""
    state = State(policy, customer, today)
    bought, last = state.last_order, state.record.quiet_since
    if bought is None or last is None:
        return False
    return any(add_days(bought, days) <= today < add_days(last, days) for days in policy.quiet_days)


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
    customer = Customer(events(history, policy), attributes, complete_until(history), find_id(history))
    return said(decide(policy, customer, today))
