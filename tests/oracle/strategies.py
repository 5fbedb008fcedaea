"""Random stores, customers and days."""

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from .maker import LAST_DAY, WHERE, Maker
from .naive import answer, naive_next
from .plain import Event, Store, folded, item, list_price, same, ultimate_name
from .yaml_text import to_yaml

__all__ = ["LAST_DAY", "attributes", "histories", "prices_of", "stores", "to_yaml", "todays"]


@st.composite
def stores(draw: st.DrawFn) -> Store:
    """A plain, valid store of 2-6 products."""
    return Maker(draw).make()


def todays() -> st.SearchStrategy[dt.date]:
    """The day asked about: the last day of the histories, or some time after it."""
    later = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 21, 30, 45, 90, 120])
    return later.map(lambda days: LAST_DAY + dt.timedelta(days=days))


@st.composite
def attributes(draw: st.DrawFn, store: Store) -> dict[str, str]:
    """Attributes that the segments of the store look at, now and then in another case."""
    segments = (store.get("segments") or {}).values()
    asked = {key for made in segments for key in made.get("where", {})}
    found = {}
    for key in sorted(asked):
        value = draw(st.sampled_from([None, *WHERE[key], "other"]))
        if value is not None:
            loud = draw(st.integers(0, 9)) == 9
            found[key.upper() if loud else key] = value.upper() if loud else value
    return found


def prices_of(store: Store, name: str) -> list[str | None]:
    """None (the list price), the list price written out, and the special prices in the file."""
    found: list[str | None] = [None]
    listed = list_price(store, name)
    if listed is not None:
        found.append(str(listed))

    def look(part: Any) -> None:
        if isinstance(part, dict):
            if "price" in part and folded(part.get("offer", "")) == folded(name):
                found.append(str(part["price"]))
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(store)
    if listed is None:
        found = [price for price in found if price is not None]
    return list(dict.fromkeys(found))


def sellable(store: Store) -> list[str]:
    """Products and bundles that an event can name: not drafts."""
    names = [*store["products"], *(store.get("bundles") or {})]
    return [name for name in names if not item(store, name).get("draft")]


def bought(store: Store) -> st.SearchStrategy[list[str]]:
    """One order: the ultimate action, which ends the path, is seldom in it."""
    names = sellable(store)
    most = [name for name in names if not same(name, ultimate_name(store))]
    return st.lists(st.sampled_from(most * 4 + names), min_size=1, max_size=2, unique=True)


@st.composite
def scattered(draw: st.DrawFn, store: Store, today: dt.date) -> list[Event]:
    """Events at random, in any order, many of them on few days."""
    names = sellable(store)
    touches = [name for name in store.get("touches") or {} if not item(store, name).get("draft")]
    near = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 30, 60, 91, 150])
    days_ago = draw(st.lists(near, min_size=1, max_size=4))
    kinds = ["bought", "bought", "offered", "offered", "declined", "declined"]
    kinds += ["did"] if touches else []
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 9))):
        kind = draw(st.sampled_from(kinds))
        on = today - dt.timedelta(days=draw(st.sampled_from(days_ago)))
        if kind == "bought":
            items = draw(bought(store))
            events.append({"kind": kind, "items": items, "on": on})
        elif kind == "did":
            events.append({"kind": kind, "touch": draw(st.sampled_from(touches)), "on": on})
        else:
            offer = draw(st.sampled_from(names))
            price = draw(st.sampled_from(prices_of(store, offer)))
            events.append({"kind": kind, "offer": offer, "price": price, "on": on})
    return events


@st.composite
def walked(draw: st.DrawFn, store: Store, today: dt.date, facts: dict[str, str]) -> list[Event]:
    """A customer who is asked what the oracle says, and answers, is silent, or buys alone."""
    events: list[Event] = []
    now = today - dt.timedelta(days=draw(st.sampled_from([0, 3, 10, 30, 70, 120, 150])))
    if draw(st.integers(0, 3)):
        items = draw(bought(store))
        events.append({"kind": "bought", "items": items, "on": now})
    for _ in range(draw(st.integers(0, 12))):
        result = naive_next(store, events, facts, now)
        if result["action"] is None:
            break
        if result["state"] == "wait":
            now = result["action"]["due"]
            if now > today:
                break
            continue
        action = result["action"]
        reaction = draw(st.sampled_from(["No", "No", "ask", "ask", "Yes", "buys", "late"]))
        if action["kind"] == "touch" or reaction in ("Yes", "No"):
            answer(events, action, reaction == "Yes", now)
            continue
        price: Decimal | None = action["price"]
        made = {"kind": "offered", "offer": action["name"], "on": now}
        events.append({**made, "price": None if price is None else str(price)})
        waits = naive_next(store, events, facts, now)["action"]
        ends: dt.date = waits["due"] if waits else now
        if draw(st.integers(0, 2)):
            now = min(today, now + dt.timedelta(days=draw(st.integers(0, 3))))
        else:
            now = min(today, max(now, ends + dt.timedelta(days=draw(st.integers(-1, 1)))))
        if reaction == "buys":
            events.append({"kind": "bought", "items": draw(bought(store)), "on": now})
        elif reaction == "late":
            answer(events, action, False, now)
    return events


@st.composite
def histories(
    draw: st.DrawFn, store: Store, today: dt.date = LAST_DAY, facts: dict[str, str] | None = None
) -> list[Event]:
    """Events of the last 150 days: scattered, walked, or walked with some scattered between.

    `facts` are the attributes of the customer who walks.
    """
    how = draw(st.integers(0, 4))
    events: list[Event] = draw(scattered(store, today)) if how in (0, 1, 4) else []
    if how >= 2:
        events = draw(walked(store, today, facts or {})) + events[:2]
    return events
