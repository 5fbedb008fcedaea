"""What a customer did and was asked so far, in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Declined,
    Did,
    Event,
    Held,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.render.money import write_near_day


class PastStep(NamedTuple):
    """Something that happened: its day, what was done, and the name of the item."""

    day: date
    verb: str
    name: str


def list_past(events: Iterable[Event]) -> list[PastStep]:
    """Return what happened, the oldest first."""
    return sorted((step for event in events for step in _describe_event(event)), key=lambda step: step.day)


def list_bought(events: Iterable[Event], today: date) -> list[str]:
    """Return what was bought, the latest first, each name once with its latest day: `Mug (today)`."""
    days = {step.name: step.day for step in list_past(events) if step.verb == "bought" and step.day <= today}
    latest = sorted(days.items(), key=lambda each: each[1], reverse=True)
    return [f"{name} ({'today' if day == today else write_near_day(day, today)})" for name, day in latest]


def _describe_event(event: Event) -> Iterator[PastStep]:
    match event:
        case Bought(items, on):
            for name in items:
                yield PastStep(on, "bought", name)
        case Returned(item, on):
            yield PastStep(on, "gave back", item)
        case Cancelled(item, on):
            yield PastStep(on, "ended", item)
        case Offered((name, _), on):
            yield PastStep(on, "offered", name)
        case Declined((name, _), on):
            yield PastStep(on, "said No", name)
        case Accepted((name, _), on):
            yield PastStep(on, "said Yes", name)
        case Did(touch, on):
            yield PastStep(on, "sent", touch)
        case Stopped() | Resumed() | Held():
            return
