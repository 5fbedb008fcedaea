"""What programs say of a customer, to a Customer: names or skus, each with its day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from ipp.engine.customer.events import (
    Bought,
    Cancelled,
    Customer,
    Did,
    Event,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.customer.typed import HistoryReader
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Touch

Goods = str | Sequence[str] | Mapping[str, int]
"""What one order holds: a name or sku, several, or how many pieces of each."""
Pieces = str | Mapping[str, int]
"""What was given back: a piece by its name or sku, or how many of each."""


class Happenings(NamedTuple):
    """What happened to a customer, each with its day; an offer may carry its price, as in `Spa for 49`."""

    bought: Iterable[tuple[Goods, date]] = ()
    offered: Iterable[tuple[str, date]] = ()
    declined: Iterable[tuple[str, date]] = ()
    did: Iterable[tuple[str, date]] = ()
    returned: Iterable[tuple[Pieces, date]] = ()
    cancelled: Iterable[tuple[str, date]] = ()
    stopped: Iterable[date] = ()
    resumed: Iterable[date] = ()


Moment = tuple[date, time]


def make_customer(policy: Policy, happened: Happenings) -> Customer:
    """Return the customer to whom this happened. Of two orders on one day the one with the later time is the later one, else the later in the list.

    Raises RequestError for a name that is not in the path (with the nearest), and for what is no day.
    """
    reader = _HappeningsReader(policy)
    events = [
        *reader.list_orders(happened.bought),
        *reader.list_touches(happened.did),
        *reader.list_given_back(happened),
        *reader.list_stops(happened),
    ]
    events += reader.list_asks(happened, Customer(tuple(event for _, event in events)))
    events.sort(key=lambda each: each[0])
    return Customer(tuple(event for _, event in events))


class _HappeningsReader:
    def __init__(self, policy: Policy) -> None:
        self.reader = HistoryReader(policy, date.max, option="")

    def name_good(self, text: str, how: str) -> str:
        mention = self.reader.name_mention(text, date.max, how)
        return self.reader.check_good(mention).item.name.text

    def list_orders(self, orders: Iterable[tuple[Goods, date]]) -> Iterator[tuple[Moment, Event]]:
        for goods, when in orders:
            moment = read_moment(when, "bought")
            counted = _count_pieces(goods, "bought")
            names = tuple(self.name_good(name, "bought") for name in counted)
            yield moment, Bought(names, moment[0], tuple(counted.values()))

    def list_asks(self, happened: Happenings, customer: Customer) -> Iterator[tuple[Moment, Event]]:
        """Yield what was asked and declined by the customer to whom the rest happened; of one moment a No is to what was asked before."""
        said = [
            *((read_moment(when, "declined"), False, text) for text, when in happened.declined),
            *((read_moment(when, "offered"), True, text) for text, when in happened.offered),
        ]
        for moment, asked, text in sorted(said, key=lambda each: each[:2]):
            how = "offered" if asked else "declined"
            mention = self.reader.check_good(self.reader.name_mention(text, moment[0], how))
            event = self.reader.read_ask(mention, customer, asked=asked)
            customer = customer.add_events(event)
            yield moment, event

    def list_touches(self, did: Iterable[tuple[str, date]]) -> Iterator[tuple[Moment, Event]]:
        reader = self.reader
        for text, when in did:
            moment = read_moment(when, "did")
            mention = reader.check_touch(reader.name_mention(text, moment[0], "did", (Touch,)))
            yield moment, Did(mention.item.name.text, moment[0])

    def list_given_back(self, happened: Happenings) -> Iterator[tuple[Moment, Event]]:
        for goods, when in happened.returned:
            moment = read_moment(when, "returned")
            for name, pieces in _count_pieces(goods, "returned").items():
                yield moment, Returned(self.name_good(name, "returned"), moment[0], pieces)
        for name, when in happened.cancelled:
            moment = read_moment(when, "cancelled")
            yield moment, Cancelled(self.name_good(name, "cancelled"), moment[0])

    def list_stops(self, happened: Happenings) -> Iterator[tuple[Moment, Event]]:
        for when in happened.stopped:
            moment = read_moment(when, "stopped")
            yield moment, Stopped(moment[0])
        for when in happened.resumed:
            moment = read_moment(when, "resumed")
            yield moment, Resumed(moment[0])


def read_moment(when: date, how: str) -> Moment:
    """Return a day, and the time on its own clock, midnight where there is none; raises RequestError for what is no day."""
    try:
        return (when.date(), when.time()) if isinstance(when, datetime) else (_check_day(when), time())
    except (TypeError, ValueError):  # NaT is a datetime without a date
        raise RequestError(f"{how}: {when!r} is not a day", "give a date or a datetime") from None


def _check_day(when: object) -> date:
    if not isinstance(when, date):
        raise TypeError
    return when


def _count_pieces(goods: Goods, how: str) -> dict[str, int]:
    """Return how many pieces of each name; raises RequestError for a number that is no number of pieces."""
    if isinstance(goods, str):
        return {goods: 1}
    if not isinstance(goods, Mapping):
        return {name: list(goods).count(name) for name in goods}
    for name, pieces in goods.items():
        if not pieces >= 1 or pieces % 1:
            raise RequestError(f"{how}: {pieces!r} is not a number of pieces of {name!r}", "give 1 or more")
    return dict(goods)
