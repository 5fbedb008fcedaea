"""What random stores and customers have more of where `who` says so: segments by what was ordered and by shares, those who get
nothing, holdouts, and channels. Interpreters that do not take them yet draw stores without them.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from .choice import Choice
from .plain import Event, Mapping, Store, is_draft

if TYPE_CHECKING:
    from .maker import Maker

NOT_YET = ("proof",)
"""The interpreters of the policy that do not take these keys and events yet; their agreement tests draw none of them."""

LAST_DAY = dt.date(2026, 6, 1)
IDS = ["ann", "bob", "Ann@Example.org", " eve ", "4711", "Zoë", "c-9"]
SHARES = ["50%", "25%", "0.9", "33% to 67%", "50% to 100%", "0% to 20%", "100%"]
SALTS = ["arms", "Cafe\u0301", "seg one"]
LENGTHS = ["1d", "3d", "7d", "30d", "60d", "1 month"]
ORDERED = ("bought_any", "quantity", "orders", "spent", "quiet_for", "share")


def add_keys(maker: "Maker") -> None:
    """Give a made store conditions on orders and shares, customers who get nothing, a holdout, channels."""
    choice, store = maker.choice, maker.store
    for made in store.get("segments", {}).values():
        if choice.chance(60):
            made.update(condition(maker, choice.one(list(ORDERED))))
        if choice.chance(15):
            made.update(condition(maker, choice.one(list(ORDERED))))
    if store.get("segments") and choice.chance(12):
        store["never"] = choice.one(list(store["segments"]))
    if choice.chance(30):
        store["holdout"] = holdout(choice)
    if choice.chance(35):
        store["channels"] = {name: channel(choice) for name in ("email", "Checkout", "phone")}


def condition(maker: "Maker", key: str) -> Mapping:
    """One condition, now and then with a salt."""
    choice, goods = maker.choice, maker.products + maker.bundles
    if key == "bought_any":
        return {key: maker.lone([maker.ref(name) for name in choice.some(goods, 1, 2)])}
    if key == "quantity":
        return {key: {maker.ref(name): choice.integer(1, 4) for name in choice.some(goods, 1, 2)}}
    if key == "share":
        salt = {"salt": choice.one(SALTS)} if choice.chance(50) else {}
        return {key: choice.one(SHARES), **salt}
    values: dict[str, list[Any]] = {
        "orders": [1, 2, 3, 5],
        "spent": ["20", "39.50", "89", "150"],
        "quiet_for": LENGTHS,
    }
    return {key: choice.one(values[key])}


def holdout(choice: Choice) -> Mapping:
    """A holdout that is over, lasts or begins later, or has no end."""
    made: Mapping = {
        "name": choice.one(["autumn", "Zoë", "2026"]),
        "share": choice.one(["50%", "100%", "20%"]),
    }
    for key, ago in (("from", [-10, 0, 30, 90, 150]), ("until", [-200, -60, -20, -5, 0, 10])):
        if choice.chance(50):
            made[key] = (LAST_DAY - dt.timedelta(days=choice.one(ago))).isoformat()
    if made.get("from", "") > made.get("until", "9"):
        del made["from"]
    if choice.chance(40):
        made["of"] = choice.one(["everything", "offers"])
    return made


def hold_everybody_out(choice: Choice, store: Store, today: dt.date) -> Store:
    """Return a store that holds everybody out until a day soon, and forgives few Noes: more is left after the holdout than now."""
    held = {
        **store["holdout"],
        "share": "100%",
        "until": str(today + dt.timedelta(days=choice.integer(0, 40))),
    }
    held.pop("from", None)
    made = {**store, "holdout": held}
    made.pop("rest", None)
    if isinstance(store.get("ultimate"), dict):
        made["ultimate"] = {**store["ultimate"], "retries": 1}
    return made


def channel(choice: Choice) -> Mapping:
    """Usual terms of a channel."""
    values: dict[str, list[Any]] = {
        "after": ["0", "1d", "3d"],
        "within": ["3d", "5d", "30d"],
        "patience": ["0", "1d", "3d", "10d"],
        "gap": ["0", "2d"],
        "upsells": [2],
    }
    return {key: choice.one(found) for key, found in values.items() if choice.chance(30)}


def name_customer(choice: Choice) -> list[Event]:
    """Who it is, nearly always."""
    return [{"kind": "customer", "id": choice.one(IDS), "on": dt.date.min}] if choice.chance(85) else []


def hold(store: Store, found: Mapping, on: dt.date) -> Event:
    """The row of what was held back."""
    row: Event = {"kind": "held", "holdout": store["holdout"]["name"], "on": on}
    if found["kind"] == "touch":
        return {**row, "touch": found["name"]}
    return {**row, "offer": found["name"], "price": None if found["price"] is None else str(found["price"])}


def add_events(choice: Choice, store: Store, events: list[Event], today: dt.date) -> None:
    """Let orders say what was paid, and a customer stop, resume, and be held back what is offered."""
    for event in events:
        if event["kind"] == "bought" and choice.chance(20):
            event["paid"] = choice.one(["0", "12.50", "100"])
    days = [0, 0, 1, 2, 5, 8, 14, 30, 60, 100]
    for kind in ("stopped", "resumed"):
        if choice.chance(8):
            events.append({"kind": kind, "on": today - dt.timedelta(days=choice.one(days))})
    if "holdout" not in store:
        return
    goods = [*store["products"], *(store.get("bundles") or {})]
    goods = [name for name in goods if not is_draft(store, name)]
    touches = [name for name in store.get("touches") or {} if not is_draft(store, name)]
    for _ in range(choice.integer(0, 2)):
        kind = "touch" if touches and choice.chance(25) else "product"
        found = {"kind": kind, "name": choice.one(touches if kind == "touch" else goods), "price": None}
        row = hold(store, found, today - dt.timedelta(days=choice.one(days)))
        events.append(row if choice.chance(85) else {**row, "holdout": "another"})
