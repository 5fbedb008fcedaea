"""One customer: what happened, in order, and what is known of them.

The names in events are those of the path, as written there; `read_history` makes them from what people type.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer


class Bought(NamedTuple):
    """One order: products and bundles bought at one moment, by name: `Bought(("Mug", "Teapot"), day)`.

    `pieces` says how many of each, one without it. Things that the path does not know are left out, and `others` says that there
    were some; an order of nothing else is `Bought((), day)`. `paid` is what the order says was paid for all of it; without it list prices count.
    """

    items: tuple[str, ...]
    on: date
    pieces: tuple[int, ...] = ()
    others: bool = False
    paid: Decimal | None = None


class Returned(NamedTuple):
    """So many pieces of a product or bundle were given back."""

    item: str
    on: date
    pieces: int = 1


class Cancelled(NamedTuple):
    """A membership was ended; of anything else, all pieces were given back."""

    item: str
    on: date


class Offered(NamedTuple):
    """An offer was made, and nothing is known of its answer yet.

    An offer is a name and a price, None for the list price: `Offered(("Teapot", None), day)`.
    """

    offer: Offer
    on: date


class Declined(NamedTuple):
    """A No to an offer, which is said as in `Offered`."""

    offer: Offer
    on: date


class Accepted(NamedTuple):
    """A Yes to an offer, which is said as in `Offered`: a purchase of its item, unless an order of that day names it.

    `paid` is what was paid, where that is known; without it the price of the offer counts.
    """

    offer: Offer
    on: date
    paid: Decimal | None = None


class Did(NamedTuple):
    """A touch was made."""

    touch: str
    on: date


class Stopped(NamedTuple):
    """They asked to get nothing any more."""

    on: date


class Resumed(NamedTuple):
    """They asked to get something again."""

    on: date


class Held(NamedTuple):
    """What a customer of a holdout would have been offered or sent, and the name of the holdout."""

    made: Offered | Did
    holdout: str

    @property
    def on(self) -> date:
        """The day."""
        return self.made.on


Event = Bought | Returned | Cancelled | Offered | Declined | Accepted | Did | Stopped | Resumed | Held

_NOBODY: Mapping[str, str] = MappingProxyType({})


class Customer(NamedTuple):
    """Everything that "next" may read of a customer.

    Of two orders on one day the later in `events` is the later one. Attribute names and values are compared like names.
    `complete_until` is the last day of which all orders are known: no membership lapses after it, and none where it is None.
    `id` is what the shop calls them, for shares; without it they belong to none.
    """

    events: tuple[Event, ...] = ()
    attributes: Mapping[str, str] = _NOBODY
    complete_until: date | None = None
    id: str | None = None

    def add_events(self, *events: Event) -> "Customer":
        """Return the same customer, later."""
        return self._replace(events=self.events + events)
