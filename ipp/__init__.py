"""Ideal Purchase Path: whatever a customer buys, one recommended next action.

    from datetime import date
    import ipp

    store = ipp.load("paths/store.yaml")
    customer = ipp.Customer((ipp.Bought(("Toe Massager 5000",), date(2026, 11, 1)),))
    decision = ipp.next_action(store, customer, date(2026, 11, 22))
    print(decision.state, decision.action.name, decision.action.due)

Names in events are those of the path file, as written there. Nothing here reads the clock.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Accepted",
    "Bought",
    "Cancelled",
    "Customer",
    "Declined",
    "Did",
    "Offered",
    "RequestError",
    "Returned",
    "check",
    "forecast",
    "load",
    "next_action",
    "plan",
]

_HOMES = {
    "Accepted": "ipp.engine.customer.events",
    "Bought": "ipp.engine.customer.events",
    "Cancelled": "ipp.engine.customer.events",
    "Customer": "ipp.engine.customer.events",
    "Declined": "ipp.engine.customer.events",
    "Did": "ipp.engine.customer.events",
    "Offered": "ipp.engine.customer.events",
    "RequestError": "ipp.errors",
    "Returned": "ipp.engine.customer.events",
    "check": "ipp.api",
    "forecast": "ipp.api",
    "load": "ipp.api",
    "next_action": "ipp.api",
    "plan": "ipp.api",
}

if TYPE_CHECKING:
    from ipp.api import check, forecast, load, next_action, plan
    from ipp.engine.customer.events import (
        Accepted,
        Bought,
        Cancelled,
        Customer,
        Declined,
        Did,
        Offered,
        Returned,
    )
    from ipp.errors import RequestError


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `ipp --version` needs nothing of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ipp' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)  # asked for once
    return found
