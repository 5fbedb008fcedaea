"""Events of a customer with names as programs know them, to events with names as the path writes them."""

from typing import assert_never

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
from ipp.engine.lookup import name_good, name_touch
from ipp.engine.policy.compile import Policy


def name_events(policy: Policy, customer: Customer) -> Customer:
    """Return a customer with the names of events as the path writes them; raises RequestError for one that means nothing."""
    return customer._replace(events=tuple(_name_event(policy, event) for event in customer.events))


def _name_event(policy: Policy, event: Event) -> Event:
    match event:
        case Did():
            return event._replace(touch=name_touch(policy, event.touch))
        case Bought():
            return event._replace(items=tuple(name_good(policy, name) for name in event.items))
        case Returned() | Cancelled():
            return event._replace(item=name_good(policy, event.item))
        case Offered() | Declined() | Accepted():
            name, price = event.offer
            return event._replace(offer=(name_good(policy, name), price))
        case Held(made, holdout):
            named = _name_event(policy, made)
            assert isinstance(named, Offered | Did)
            return Held(named, holdout)
        case Stopped() | Resumed():
            return event
        case _:
            assert_never(event)
