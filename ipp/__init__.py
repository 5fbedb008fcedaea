"""Ideal Purchase Path: whatever a customer buys, one recommended next action.

    from datetime import date
    import ipp

    store = ipp.load("paths/store.yaml")
    customer = ipp.history(store, bought=[("Toe Massager 5000", date(2026, 11, 1))])
    answer = ipp.answer(store, customer, date(2026, 11, 22))
    print(answer.state, answer.action and answer.action.name)

Names are those of the path file, skus, or other names (docs/python.md). Nothing here reads the clock.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

try:
    from ipp._version import (
        __version__ as __version__,  # written when ipp is installed, from the tags of its repository
    )
except ModuleNotFoundError:  # run from a checkout
    __version__ = "0.0.0"
__all__ = [
    "Accepted",
    "Answer",
    "AnswerAction",
    "AnswerContent",
    "AnswerReason",
    "AnswerStep",
    "Bought",
    "Cancelled",
    "Customer",
    "Decision",
    "Declined",
    "Did",
    "Finding",
    "Forecast",
    "Offered",
    "Plan",
    "RequestError",
    "Returned",
    "Store",
    "answer",
    "check",
    "forecast",
    "history",
    "load",
    "next_action",
    "plan",
]

_HOMES = {
    "Accepted": "ipp.engine.customer.events",
    "Answer": "ipp.answers",
    "AnswerAction": "ipp.answers",
    "AnswerContent": "ipp.answers",
    "AnswerReason": "ipp.answers",
    "AnswerStep": "ipp.answers",
    "Bought": "ipp.engine.customer.events",
    "Cancelled": "ipp.engine.customer.events",
    "Customer": "ipp.engine.customer.events",
    "Decision": "ipp.engine.decision.action",
    "Declined": "ipp.engine.customer.events",
    "Did": "ipp.engine.customer.events",
    "Finding": "ipp.text.finding",
    "Forecast": "ipp.value.forecast",
    "Offered": "ipp.engine.customer.events",
    "Plan": "ipp.batch.whole",
    "RequestError": "ipp.errors",
    "Returned": "ipp.engine.customer.events",
    "Store": "ipp.loading",
    "answer": "ipp.answers",
    "check": "ipp.api.findings",
    "forecast": "ipp.api.forecasts",
    "history": "ipp.api.customers",
    "load": "ipp.api.customers",
    "next_action": "ipp.api.customers",
    "plan": "ipp.api.plans",
}

if TYPE_CHECKING:
    from ipp.answers import Answer, AnswerAction, AnswerContent, AnswerReason, AnswerStep, answer
    from ipp.api.customers import history, load, next_action
    from ipp.api.findings import check
    from ipp.api.forecasts import forecast
    from ipp.api.plans import plan
    from ipp.batch.whole import Plan
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
    from ipp.engine.decision.action import Decision
    from ipp.errors import RequestError
    from ipp.loading import Store
    from ipp.text.finding import Finding
    from ipp.value.forecast import Forecast


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `ipp --version` needs nothing of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ipp' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)  # asked for once
    return found
