"""Sentences 1 and 3: what is theirs, piece by piece and day by day, and when nothing was left of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .plain import (
    Event,
    Store,
    as_written,
    contents,
    days,
    is_consumable,
    is_known,
    is_membership,
    item,
    kind_of,
    numbers,
    place_in_file,
    plus,
)


@dataclass
class Loss:
    """On this day nothing was left of an item that was theirs since another."""

    name: str
    since: dt.date
    on: dt.date


@dataclass
class Moment:
    """What was theirs after one event: net pieces, and the items whose Yes stands."""

    on: dt.date
    pieces: dict[str, int]
    accepted: set[str]


class Holdings:
    """The account of one customer up to a day.

    "A day goes: purchases and charges, lapses, returns and cancellations …"
    """

    def __init__(self, store: Store, history: list[Event], today: dt.date) -> None:
        """Take all events in their order."""
        self.store = store
        self.pieces: dict[str, int] = {}
        self.since: dict[str, dt.date] = {}
        """The beginning of the unbroken time with pieces above 0."""
        self.accepted: set[str] = set()
        """The items bought under their own names of which something is left."""
        self.orders: list[Event] = []
        """The purchases: no charges."""
        self.agreed: list[tuple[str, dt.date]] = []
        """The charges that were a Yes: an `accepted` row tells of them."""
        self.yeses = {
            (as_written(store, event["offer"]), event["on"])
            for event in history
            if event["kind"] == "accepted"
        }
        self.losses: list[Loss] = []
        self.moments: list[Moment] = []
        self.charged: dict[str, tuple[dt.date, int]] = {}
        self.ends: dict[str, dt.date] = {}
        """When the latest charge of a membership ends."""
        self.unfounded = 0
        """Pieces given back that they did not have."""
        self.refunds: list[tuple[str, int]] = []
        """What was given back, and how many pieces; who cancels a membership gets nothing back."""
        self.live(history, today)

    def live(self, history: list[Event], today: dt.date) -> None:
        """Day after day; "a lapse is never reckoned beyond the newest order of the files"."""
        orders, returns = all_orders(self.store, history, today), given_back(self.store, history, today)
        for day in sorted({event["on"] for event in orders + returns}):
            self.lapse(history, plus(day, -1))
            for order in orders:
                if order["on"] == day:
                    self.buy(order)
            self.lapse(history, day)
            for event in returns:
                if event["on"] == day:
                    self.give_back(event)
        self.lapse(history, today)

    # Purchases and charges

    def buy(self, order: Event) -> None:
        """A charge is a membership that is theirs already. It is no purchase, but its pieces count."""
        on, theirs = order["on"], {name for name, count in self.pieces.items() if count}
        own: list[str] = []
        received: list[str] = []
        for text in order["items"]:
            name = as_written(self.store, text) if is_known(self.store, text) else text
            is_charge = name in theirs and is_membership(self.store, name)
            own += [] if is_charge else [name]
            if not is_known(self.store, text):
                continue
            if is_charge and (name, on) in self.yeses:
                self.agreed.append((name, on))
            if not is_charge or (name, on) in self.yeses:
                self.accepted.add(name)
            for one, count in {name: 1, **numbers(self.store, name)}.items():
                self.pieces[one] = self.pieces.get(one, 0) + count
                self.since.setdefault(one, on)
                self.charge(one, count, on)
                received += [] if one in theirs and is_membership(self.store, one) else [one]
        if own:
            self.orders.append({"on": on, "items": own, "received": received})
        self.note(on)

    def charge(self, name: str, count: int, on: dt.date) -> None:
        """ "A charge of N pieces lasts until its day + (N - 1) x `every` + `lapses`"; all pieces of
        one day are one charge.
        """
        if not is_membership(self.store, name) or "lapses" not in item(self.store, name):
            return
        day, before = self.charged.get(name, (on, 0))
        self.charged[name] = (on, count + (before if day == on else 0))
        made = item(self.store, name)
        end = plus(on, (self.charged[name][1] - 1) * days(period(made["every"])) + days(made["lapses"]))
        self.ends[name] = max(end, self.ends.get(name, end))

    def lapse(self, history: list[Event], until: dt.date) -> None:
        """The memberships of which the latest charge ended, with none up to and including that day."""
        known = max((e["on"] for e in history if e["kind"] == "complete"), default=dt.date.min)
        places = place_in_file(self.store)
        for name in sorted(self.ends, key=lambda one: (self.ends[one], places.index(one))):
            if self.ends[name] <= min(until, known):
                self.lose_all({name: self.pieces[name]}, self.ends[name])

    # Returns and cancellations

    def give_back(self, event: Event) -> None:
        """ "`cancelled` of what is no membership is a return of all its pieces"; of a bundle the
        contents go with it. "Net pieces never fall below 0."
        """
        name = as_written(self.store, event["item"])
        left = self.pieces.get(name, 0)
        count = left if event["kind"] == "cancelled" else min(int(event.get("pieces", 1)), left)
        self.unfounded += not left if event["kind"] == "cancelled" else int(event.get("pieces", 1)) - count
        if event["kind"] == "returned" or not is_membership(self.store, name):
            self.refunds.append((name, count))
        inside = numbers(self.store, name) if kind_of(self.store, name) == "bundle" else {}
        self.lose_all({name: count, **{one: number * count for one, number in inside.items()}}, event["on"])

    def lose_all(self, counts: dict[str, int], on: dt.date) -> None:
        """So many pieces are gone. "A bundle that has durable contents [is gone] when all of them are"."""
        gone = []
        for name, count in counts.items():
            left = self.pieces.get(name, 0)
            self.pieces[name] = max(0, left - count)
            gone += [name] if left and not self.pieces[name] else []
        for name in self.store.get("bundles") or {}:
            lasting = [one for one in contents(self.store, name) if not is_consumable(self.store, one)]
            if self.pieces.get(name) and lasting and not any(self.pieces.get(one) for one in lasting):
                self.pieces[name] = 0
                gone.append(name)
        for name in gone:
            self.losses.append(Loss(name, self.since.pop(name), on))
            self.accepted.discard(name)
            self.ends.pop(name, None)
        self.note(on)

    def note(self, on: dt.date) -> None:
        """Remember what is theirs now."""
        self.moments.append(Moment(on, dict(self.pieces), set(self.accepted)))

    # What is asked of them

    def last_loss(self, name: str) -> Loss | None:
        """When nothing was left of an item the last time."""
        return next((loss for loss in reversed(self.losses) if loss.name == name), None)


def period(every: Any) -> str:
    """`month` is one month."""
    return str(every) if str(every)[:1].isdigit() else f"1 {every}"


def all_orders(store: Store, history: list[Event], today: dt.date) -> list[Event]:
    """Orders are moments: sorted by date, and of two on one date the later given is later.

    "An `accepted` row is a Yes, and a purchase of its item on that day, unless an order of that
    day names the item itself. It is an order of its own, later than the orders of that day."
    """
    orders = [event for event in history if event["kind"] == "bought" and event["on"] <= today]

    def named(order: Event) -> list[str]:
        return [as_written(store, name) for name in order["items"] if is_known(store, name)]

    for event in history:
        if event["kind"] == "accepted" and event["on"] <= today:
            of_that_day = [order for order in orders if order["on"] == event["on"]]
            if not any(as_written(store, event["offer"]) in named(order) for order in of_that_day):
                price = None if event.get("list_price") else event.get("price")
                items = [event["offer"]]
                orders.append({"kind": "bought", "items": items, "on": event["on"], "paid": price})
    return sorted(orders, key=lambda order: order["on"])


def given_back(store: Store, history: list[Event], today: dt.date) -> list[Event]:
    """Returns and cancellations. "Told twice for one day [one] counts once": a cancellation before
    returns, of several returns the one of most pieces. Bundles go before products.
    """
    kinds = ("returned", "cancelled")
    events = [event for event in history if event["kind"] in kinds and event["on"] <= today]
    events = [event for event in events if is_known(store, event["item"])]
    told: dict[tuple[dt.date, str], Event] = {}
    for event in sorted(events, key=lambda one: (one["kind"] == "cancelled", int(one.get("pieces", 1)))):
        told[(event["on"], as_written(store, event["item"]))] = event
    places = place_in_file(store)

    def turn(event: Event) -> tuple[Any, ...]:
        name = as_written(store, event["item"])
        return event["on"], kind_of(store, name) != "bundle", places.index(name)

    return sorted(told.values(), key=turn)


def holdings(store: Store, history: list[Event], today: dt.date) -> Holdings:
    """The account of a customer; what was asked last is kept, because it is asked again and again."""
    for known in _KEPT:
        if known[0] is store and known[2] == today and known[1] == history:
            return known[3]
    found = Holdings(store, history, today)
    _KEPT.insert(0, (store, [dict(event) for event in history], today, found))
    del _KEPT[40:]
    return found


_KEPT: list[tuple[Store, list[Event], dt.date, Holdings]] = []
