"""What happened first on one day."""

from collections.abc import Iterable
from datetime import date
from math import inf
from typing import assert_never

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
from ipp.engine.policy.compile import Policy


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Sort by day; on one day purchases, then what was given back, offers, answers and touches; otherwise as given.

    A Yes tells of a purchase of its own, after the orders of its day, unless one of them names the item.
    """
    events = list(events)
    named = {(name, order.on) for order in events if isinstance(order, Bought) for name in order.items}
    for event in tuple(events):
        if isinstance(event, Accepted) and (event.offer[0], event.on) not in named:
            named.add((event.offer[0], event.on))
            paid = event.offer[1] if event.paid is None else event.paid
            events.append(Bought((event.offer[0],), event.on, paid=paid))
    return sort_in_days(events)


def sort_in_days(events: Iterable[Event]) -> list[Event]:
    """Sort just these events by day, those of one day by what comes first; otherwise as given."""
    return sorted(events, key=lambda event: (event.on, _rank_in_day(event)))


def merge_returns(events: Iterable[Event], policy: Policy) -> list[Event]:
    """Count what was given back once for one item and day: a cancellation before returns, of these the one of most pieces.

    Of several items of one day bundles come first, then products, by place in the file.
    """
    found: list[Event] = []
    given: dict[tuple[str, date], Returned | Cancelled] = {}
    for event in events:
        if not isinstance(event, Returned | Cancelled):
            found.append(event)
            continue
        before = given.get((event.item, event.on))
        if before is None or _count_pieces(event) > _count_pieces(before):
            given[event.item, event.on] = event
    if not given:
        return found
    goods = policy.goods
    order = sorted(given, key=lambda each: (goods[each[0]].kind == "product", goods[each[0]].position))
    return found + [given[each] for each in order]


def _count_pieces(event: Returned | Cancelled) -> float:
    return event.pieces if isinstance(event, Returned) else inf


def _rank_in_day(event: Event) -> int:
    """Return the rank of an event in its day: the lower one comes first."""
    match event:
        case Bought():
            return 0
        case Returned() | Cancelled():
            return 1
        case Offered():
            return 2
        case Declined():
            return 3
        case Accepted():
            return 4
        case Did():
            return 5
        case Stopped() | Resumed():
            return 6
        case Held(made=made):
            return _rank_in_day(made)
        case _:
            assert_never(event)
