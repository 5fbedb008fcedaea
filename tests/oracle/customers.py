"""Random customers of a store: their attributes and their histories."""

import datetime as dt
from decimal import Decimal

from . import who as who_gets_what
from .answers import prices_in_file
from .choice import Choice
from .given import add_events, returns
from .maker import WHERE
from .naive import answer, naive_next
from .plain import Event, Store, is_draft, same, ultimate_name

NEAR = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 30, 60, 91, 150]
"""How many days ago something happened."""


def some_attributes(choice: Choice, store: Store) -> dict[str, str]:
    """Attributes that the segments of the store look at, now and then in another case."""
    segments = (store.get("segments") or {}).values()
    asked = {key for made in segments for key in made.get("where", {})}
    found = {}
    for key in sorted(asked):
        value = choice.one([None, *WHERE[key], "other"])
        if value is not None:
            loud = choice.chance(10)
            found[key.upper() if loud else key] = value.upper() if loud else value
    return found


def prices_of(store: Store, name: str) -> list[str | None]:
    """None (the list price), the list price written out, and the special prices in the file."""
    prices = [None if price is None else str(price) for price in prices_in_file(store, name)]
    return list(dict.fromkeys([None, *prices]))


def sellable(store: Store) -> list[str]:
    """Products and bundles that an event can name: not drafts."""
    names = [*store["products"], *(store.get("bundles") or {})]
    return [name for name in names if not is_draft(store, name)]


UNKNOWN = "Something else"
"""A thing that no path knows."""


def order(choice: Choice, store: Store) -> list[str]:
    """One order: the ultimate action, which ends the path, is seldom in it; now and then things
    that the path does not know.
    """
    if choice.chance(8):
        return [UNKNOWN]
    names = sellable(store)
    most = [name for name in names if not same(name, ultimate_name(store))]
    return choice.some(most if most and choice.chance(80) else names, 1, 2)


def scattered(choice: Choice, store: Store, today: dt.date) -> list[Event]:
    """Events at random, in any order, many of them on few days."""
    names = sellable(store)
    touches = [name for name in store.get("touches") or {} if not is_draft(store, name)]
    days_ago = [choice.one(NEAR) for _ in range(choice.integer(1, 4))]
    kinds = ["bought", "bought", "offered", "offered", "declined", "declined", "accepted"]
    kinds += ["did"] if touches else []
    events: list[Event] = []
    for _ in range(choice.integer(0, 9)):
        kind = choice.one(kinds)
        on = today - dt.timedelta(days=choice.one(days_ago))
        if kind == "bought":
            events.append({"kind": kind, "items": order(choice, store), "on": on})
        elif kind == "did":
            events.append({"kind": kind, "touch": choice.one(touches), "on": on})
        else:
            name = choice.one(names)
            price = choice.one(prices_of(store, name))
            events.append({"kind": kind, "offer": name, "price": price, "on": on})
    return events


def walked(
    choice: Choice, store: Store, today: dt.date, facts: dict[str, str], named: list[Event],
    *, given: bool = False,
) -> list[Event]:  # fmt: skip
    """A customer who is asked what the oracle says, and answers, is silent, or buys alone; `given`:
    and gives things back. `named` says who they are.
    """
    events = list(named)
    now = today - dt.timedelta(days=choice.one([0, 3, 10, 30, 70, 120, 150]))
    if choice.chance(75):
        events.append({"kind": "bought", "items": order(choice, store), "on": now})
    for _ in range(choice.integer(0, 14)):
        if given and choice.chance(12):
            events += returns(choice, store, events, now)
        result = naive_next(store, events, facts, now)
        if result["action"] is None:
            break
        if result["state"] == "wait":
            now = result["action"]["due"]
            if now > today:
                break
            continue
        action = result["action"]
        if result["state"] == "held":
            events.append(who_gets_what.hold(store, action, now))
            now = min(today, now + dt.timedelta(days=choice.one([0, 0, 1, 3, 7])))
            continue
        reaction = choice.one(["No", "No", "ask", "ask", "Yes", "buys", "buys", "late"])
        if action["kind"] == "touch" or reaction in ("Yes", "No"):
            answer(events, action, reaction == "Yes", now)
            continue
        price: Decimal | None = action["price"]
        made = {"kind": "offered", "offer": action["name"], "on": now}
        events.append({**made, "price": None if price is None else str(price)})
        waits = naive_next(store, events, facts, now)["action"]
        ends: dt.date = waits["due"] if waits else now
        if choice.chance(60):
            now = min(today, now + dt.timedelta(days=choice.integer(0, 3)))
        else:
            now = min(today, max(now, ends + dt.timedelta(days=choice.integer(-1, 1))))
        if reaction == "buys":
            events.append({"kind": "bought", "items": order(choice, store), "on": now})
        elif reaction == "late":
            answer(events, action, choice.chance(30), now)
    return events


def some_history(
    choice: Choice, store: Store, today: dt.date, facts: dict[str, str],
    *, given: bool = False, who: bool = False,
) -> list[Event]:  # fmt: skip
    """Events of the last 150 days: scattered, walked, or walked with some scattered after it;
    `given`: with returns, charges, other names and prices; `who`: with who they are, what was paid and held.
    """
    how = choice.integer(0, 4)
    named = who_gets_what.name_customer(choice) if who else []
    events = scattered(choice, store, today) if how in (0, 1, 4) else []
    if how >= 2:
        events = walked(choice, store, today, facts, named, given=given) + events[:3]
    else:
        events = named + events
    if who:
        who_gets_what.add_events(choice, store, events, today)
    if given:
        add_events(choice, store, events, today)
    return events
