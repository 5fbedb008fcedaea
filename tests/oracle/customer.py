"""Sentences 1 and 5: what a customer owns and has, and in which segments they are."""

import datetime as dt
from typing import Any

from .plain import (
    Event,
    Mapping,
    Store,
    as_written,
    contents,
    folded,
    is_consumable,
    is_known,
    kind_of,
    many,
    place_in_file,
    same,
)


def moments(history: list[Event], today: dt.date) -> list[Event]:
    """Orders are moments: sorted by date, and of two on one date the later given is later.

    "An `accepted` row is a Yes, and a purchase of its item on that day, unless an order of that
    day names the item itself. It is an order of its own, later than the orders of that day."
    """
    orders = [event for event in history if event["kind"] == "bought" and event["on"] <= today]
    for event in history:
        if event["kind"] == "accepted" and event["on"] <= today:
            of_that_day = [order for order in orders if order["on"] == event["on"]]
            if not any(same(event["offer"], name) for order in of_that_day for name in order["items"]):
                orders.append({"kind": "bought", "items": [event["offer"]], "on": event["on"]})
    return sorted(orders, key=lambda order: order["on"])


def bought_itself(store: Store, history: list[Event], today: dt.date, name: str) -> list[dt.date]:
    """The days on which an item was bought under its own name.

    "Buying a bundle … does not count as buying the contents one by one."
    """
    return [
        order["on"]
        for order in moments(history, today)
        if any(same(bought, name) for bought in order["items"])
    ]


def received(store: Store, order: Event) -> list[str]:
    """Bundles bought in an order, and all products in it: alone, in a bundle, as a free item."""
    found = []
    for name in order["items"]:
        if is_known(store, name):
            found.append(as_written(store, name))
            found.extend(contents(store, name))
    return found


def purchases(store: Store, history: list[Event], today: dt.date) -> list[tuple[str, dt.date]]:
    """The most recent purchase comes first; ties go by the place in the file.

    "Within one moment: first the own lists of the bundles bought in it, by place in the file,
    then the lists of the products, by place in the file. Like a product, a bundle stands at its
    latest purchase only."
    """
    found: list[tuple[str, dt.date]] = []
    places = place_in_file(store)
    for order in reversed(moments(history, today)):
        in_it = sorted(set(received(store, order)), key=places.index)
        for kind in ("bundle", "product"):
            for name in in_it:
                earlier_read = any(name == already for already, _ in found)
                if kind_of(store, name) == kind and not earlier_read:
                    found.append((name, order["on"]))
    return found


def became_theirs(store: Store, history: list[Event], today: dt.date, name: str) -> dt.date:
    """The day of the first purchase of a product, however bought; of a bundle, bought itself."""
    days: list[dt.date] = [order["on"] for order in moments(history, today) if name in received(store, order)]
    return min(days)


def first_had(store: Store, history: list[Event], today: dt.date, name: str) -> dt.date:
    """The first day on which an item was *had*."""
    days: list[dt.date] = sorted({order["on"] for order in moments(history, today)})
    return next(day for day in days if had(store, history, day, name))


def owned(store: Store, history: list[Event], today: dt.date) -> list[str]:
    """A customer owns every product they ever bought. Consumables never count as owned."""
    return [
        name
        for name, _ in purchases(store, history, today)
        if kind_of(store, name) == "product" and not is_consumable(store, name)
    ]


def had(store: Store, history: list[Event], today: dt.date, name: str) -> bool:
    """*Had*: bought itself, or it has contents and every one of them is owned."""
    if bought_itself(store, history, today, name):
        return True
    mine = owned(store, history, today)
    inside = contents(store, name)
    return bool(inside) and all(product in mine for product in inside)


def in_segment(store: Store, attributes: dict[str, str], mine: list[str], name: str) -> bool:
    """In a segment all entries must hold; `any` wants one, `all` every one, `not` none."""
    segments = store.get("segments") or {}
    segment: Mapping = next(value for key, value in segments.items() if same(key, name))

    def within(other: str) -> bool:
        return in_segment(store, attributes, mine, other)

    def owns(product: str) -> bool:
        return as_written(store, product) in mine

    held = {
        "where": lambda value: all(
            attribute_is(attributes, key, many(wanted)) for key, wanted in value.items()
        ),
        "owns": lambda value: len(mine) >= int(value),
        "owns_any": lambda value: any(owns(product) for product in many(value)),
        "owns_all": lambda value: all(owns(product) for product in many(value)),
        "any": lambda value: any(within(other) for other in many(value)),
        "all": lambda value: all(within(other) for other in many(value)),
        "not": lambda value: not any(within(other) for other in many(value)),
    }
    return all(held[key](value) for key, value in segment.items() if key != "note")


def attribute_is(attributes: dict[str, str], key: str, wanted: list[Any]) -> bool:
    """Attribute names and values are compared like names (NFC, case-folded)."""
    return any(
        folded(name) == folded(key) and folded(value) in [folded(want) for want in wanted]
        for name, value in attributes.items()
    )


def lets_in(store: Store, attributes: dict[str, str], mine: list[str], door: Mapping) -> bool:
    """`when: [a, b]` wants all of them, `unless: [a, b]` none of them."""
    return all(in_segment(store, attributes, mine, name) for name in many(door.get("when"))) and not any(
        in_segment(store, attributes, mine, name) for name in many(door.get("unless"))
    )
