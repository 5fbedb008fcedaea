"""A small shop, events and answers for hand-worked examples; day 0 is 1 June 2026."""

import datetime as dt
from typing import Any

from .naive import Result, naive_next
from .plain import Event, Store


def day(number: int) -> dt.date:
    """A day, counted from 1 June 2026."""
    return dt.date(2026, 6, 1) + dt.timedelta(days=number)


def bought(number: int, *items: str) -> Event:
    """An order."""
    return {"kind": "bought", "items": list(items), "on": day(number)}


def offered(number: int, offer: str, price: str | None = None) -> Event:
    """An offer made."""
    return {"kind": "offered", "offer": offer, "price": price, "on": day(number)}


def declined(number: int, offer: str, price: str | None = None) -> Event:
    """A No."""
    return {"kind": "declined", "offer": offer, "price": price, "on": day(number)}


def accepted(number: int, offer: str, price: str | None = None) -> Event:
    """A Yes, as a log tells it."""
    return {"kind": "accepted", "offer": offer, "price": price, "on": day(number)}


def did(number: int, touch: str) -> Event:
    """A touch done."""
    return {"kind": "did", "touch": touch, "on": day(number)}


def returned(number: int, item: str, pieces: int = 1) -> Event:
    """So many pieces given back."""
    return {"kind": "returned", "item": item, "pieces": pieces, "on": day(number)}


def cancelled(number: int, item: str) -> Event:
    """A membership ended, or all pieces given back."""
    return {"kind": "cancelled", "item": item, "on": day(number)}


def complete(number: int) -> Event:
    """All orders up to this day are known."""
    return {"kind": "complete", "on": day(number)}


def shop(**changes: Any) -> Store:
    """Products A to E at 10, the soap S to use up, the club Z, a bundle of A and B, two touches.

    A product given as a list is its `next`.
    """
    products: dict[str, Any] = {name: {"price": "10"} for name in "ABCDEZ"}
    products["S"] = {"price": "4", "consumable": True}
    store: Store = {
        "ultimate": {"offer": "Z", "cold": False},
        "products": products,
        "bundles": {"AB": {"items": ["A", "B"], "price": "15"}},
        "touches": {"video": {"kind": "content"}, "letter": {"kind": "content"}},
    }
    for key, value in changes.items():
        if key in products:
            products[key].update(value if isinstance(value, dict) else {"next": value})
        elif key == "bundles":
            store["bundles"].update(value)
        else:
            store[key] = value
    return store


def ask(store: Store, today: int, *events: Event, **attributes: str) -> Result:
    """The answer of the oracle."""
    return naive_next(store, list(events), attributes, day(today))


def doing(store: Store, today: int, *events: Event, **attributes: str) -> tuple[Any, ...]:
    """The state, the name and the day, counted from day 0."""
    result = ask(store, today, *events, **attributes)
    if result["action"] is None:
        return (result["state"], None, None)
    due: dt.date = result["action"]["due"]
    return (result["state"], result["action"]["name"], (due - day(0)).days)
