"""What happened first on one day."""

from collections.abc import Iterable
from typing import assert_never

from ipp.engine.customer.events import Accepted, Bought, Declined, Did, Event, Offered


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Sort by day; on one day purchases, then offers, answers and touches; otherwise as given.

    A Yes tells of a purchase of its own, after the orders of its day, unless one of them names the item.
    """
    events = list(events)
    named = {(name, order.on) for order in events if isinstance(order, Bought) for name in order.items}
    for event in tuple(events):
        if isinstance(event, Accepted) and (event.offer[0], event.on) not in named:
            named.add((event.offer[0], event.on))
            events.append(Bought((event.offer[0],), event.on))
    return sorted(events, key=lambda event: (event.on, _turn_in_day(event)))


def _turn_in_day(event: Event) -> int:
    match event:
        case Bought():
            return 0
        case Offered():
            return 1
        case Declined():
            return 2
        case Accepted():
            return 3
        case Did():
            return 4
        case _:
            assert_never(event)
