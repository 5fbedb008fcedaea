"""What a customer did and was asked so far, in words."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ipp.engine.customer.event_order import sort_in_days
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
from ipp.text.words import name_few


class PastStep(NamedTuple):
    """Something that happened: its day, what was done, and the name of the item."""

    day: date
    verb: str
    name: str


def list_past(events: Iterable[Event], lapsed: Mapping[str, date]) -> list[PastStep]:
    """Return what happened, the oldest first; `lapsed`: memberships that were not paid any more, and since when."""
    steps = [step for event in sort_in_days(events) for step in _describe_event(event)]
    steps += [PastStep(day, "lapsed", name) for name, day in lapsed.items()]
    return sorted(steps, key=lambda step: step.day)


def describe_purchases(
    events: Iterable[Event], lapsed: Mapping[str, date], today: date, most: int
) -> list[str]:
    """Say what was bought and kept, given back and ended, up to so many names of each, the latest first: `Bought: Mug (today)`."""
    ends = (Cancelled(name, day) for name, day in lapsed.items())
    kept, gone = _follow_purchases([event for event in (*events, *ends) if event.on <= today])
    found = {"Bought": kept, **{title: names for title, names in gone.items() if names}}
    return [
        f"{title}: {name_few(_date_names(days, today), most)}" for title, days in found.items() if days
    ] or ["Nothing bought yet"]


def _follow_purchases(events: Sequence[Event]) -> tuple[dict[str, date], dict[str, dict[str, date]]]:
    """Return the names that are kept, with the day of the last purchase, and those that are not, by what was done."""
    pieces, kept = Counter[str](), dict[str, date]()
    gone: dict[str, dict[str, date]] = {"Bought and gave back": {}, "Gave back": {}, "Ended": {}}
    ordered = {(name, event.on) for event in events if isinstance(event, Bought) for name in event.items}
    for event in sort_in_days(events):
        for name, count in _count_bought(event, ordered):
            pieces[name] += count
            kept[name] = event.on
            for names in gone.values():
                names.pop(name, None)
        if isinstance(event, Returned | Cancelled):
            pieces[event.item] -= event.pieces if isinstance(event, Returned) else pieces[event.item]
            if pieces[event.item] <= 0:
                was = kept.pop(event.item, None)
                back = "Bought and gave back" if was else "Gave back"
                gone["Ended" if isinstance(event, Cancelled) else back][event.item] = event.on
    return kept, gone


def _count_bought(event: Event, ordered: Container[tuple[str, date]]) -> Iterator[tuple[str, int]]:
    """Yield what an event adds to what was bought; a Yes adds nothing on the day of an order of the same thing."""
    if isinstance(event, Bought):
        yield from zip(event.items, event.pieces or (1,) * len(event.items), strict=True)
    elif isinstance(event, Accepted) and (event.offer[0], event.on) not in ordered:
        yield event.offer[0], 1


def _date_names(days: Mapping[str, date], today: date) -> list[str]:
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
