"""What random stores and customers have more of where `given` says so: the keys and events of things that were given
back, renamed, repriced, sold out. Interpreters that do not take them yet draw stores without them.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from .choice import Choice
from .plain import (
    Event,
    Mapping,
    Store,
    contents,
    is_consumable,
    is_known,
    is_membership,
    kind_of,
    many,
    same,
    ultimate_name,
)

if TYPE_CHECKING:
    from .maker import Maker

NOT_YET: tuple[str, ...] = ()
"""The interpreters of the policy that do not take these keys and events yet; their agreement tests draw none of them."""

PERIODS = ["7d", "10d", "30d", "month"]
LAPSES = {"7d": ["8d", "12d"], "10d": ["12d", "20d"], "30d": ["31d", "45d"], "month": ["35d", "2 months"]}
ODD_PRICES = ["11.11", "9.75", "40", "24.50", "0"]
"""Prices that no step asks (but perhaps one)."""


def add_keys(maker: "Maker") -> None:
    """Give a made store memberships, refills, other names, things that are paused or retired, levels of categories,
    and steps that are asked anew.
    """
    choice, store = maker.choice, maker.store
    for name, made in store["products"].items():
        if choice.chance(15 if name in maker.consumable else 30):
            add_membership(maker, name, made)
        if choice.chance(20):
            every = choice.one(["1d", "3d", "12d", "30d"])
            rates = {"take": "10%", "stay": "95%"} if choice.chance(50) else {}
            made["refill"] = {"every": every, **rates} if choice.chance(40) else every
        if "category" in made and choice.chance(40):
            made["category"] += choice.one([" > Soft", ">Soft", " > Soft > Blue"])
    for kind in ("products", "bundles", "touches"):
        for name, made in (store.get(kind) or {}).items():
            add_names(choice, kind, name, made)
            add_stop(choice, kind, made, same(name, ultimate_name(store)))
    if store.get("categories") and choice.chance(60):
        store["categories"][choice.one(["Feet > soft", "Hands>Soft"])] = {"next": maker.steps(2)}
    for owner in (
        *store["products"].values(),
        *store.get("bundles", {}).values(),
        *store.get("categories", {}).values(),
    ):
        ask_anew(maker, owner)


def add_membership(maker: "Maker", name: str, made: Mapping) -> None:
    """Let a product be charged again after each period."""
    choice = maker.choice
    made["every"] = choice.one(PERIODS)
    if choice.chance(65):
        made["lapses"] = choice.one(LAPSES[made["every"]])
    if choice.chance(70):
        steps = [maker.step() for _ in range(choice.integer(0, 2))]
        back: Mapping = {"offer": name, "price": choice.one(["5", "7.50", "19.5"])}
        if choice.chance(50):
            back["after"] = choice.one(["1d", "5d", "1 month"])
        made["winback"] = [*steps, back] if choice.chance(70) or not steps else steps


def add_names(choice: Choice, kind: str, name: str, made: Mapping) -> None:
    """Give an item other names and, if it can be bought, skus."""
    if choice.chance(20):
        made["also"] = [f"{name} once", f"{name} (old)"] if choice.chance(40) else f"{name} once"
    if kind != "touches" and choice.chance(20):
        made["sku"] = [f"{name}-1", f"{name}-2"] if choice.chance(50) else f"{name}-1"


def add_stop(choice: Choice, kind: str, made: Mapping, is_last: bool) -> None:
    """Let an item be paused or retired."""
    if choice.chance(8):
        made["paused"] = True
    elif kind != "touches" and not is_last and choice.chance(7):
        made["retired"] = True


def ask_anew(maker: "Maker", owner: Mapping) -> None:
    """Let steps that offer consumables be asked anew at every purchase, and add one now and then."""
    choice, steps = maker.choice, many(owner.get("next"))
    for number, step in enumerate(steps):
        terms: Mapping = step if isinstance(step, dict) else {"offer": step}
        offer: Any = terms.get("offer")
        if offer and all_used_up(maker.store, offer) and choice.chance(45):
            steps[number] = {**terms, "each_time": True}
    if steps and maker.consumable and choice.chance(20):
        steps.insert(
            choice.integer(0, len(steps)), {"offer": choice.one(maker.consumable), "each_time": True}
        )
    if steps:
        owner["next"] = steps


def all_used_up(store: Store, name: Any) -> bool:
    """Whether all that is in an item is used up."""
    return kind_of(store, name) != "touch" and all(is_consumable(store, one) for one in contents(store, name))


def add_events(choice: Choice, store: Store, events: list[Event], today: dt.date) -> None:
    """Let a customer buy several of one thing, be charged, give things back, and be known by old names and prices."""
    for event in list(events):
        if event["kind"] == "bought":
            if choice.chance(20):
                event["items"] = [*event["items"], choice.one(event["items"])]
            events += charges(choice, store, event, today)
        if event.get("price") is not None and choice.chance(15):
            event["price"] = choice.one(ODD_PRICES)
            event["list_price"] = choice.chance(30)
        rename(choice, store, event)
    for _ in range(choice.integer(0, 3)):
        on = today - dt.timedelta(days=choice.one([0, 0, 1, 2, 3, 5, 8, 14, 30, 60]))
        events += returns(choice, store, events, on)
    if choice.chance(60):
        events.append({"kind": "complete", "on": today - dt.timedelta(days=choice.one([0, 0, 0, 2, 9, 30]))})


def charges(choice: Choice, store: Store, event: Event, today: dt.date) -> list[Event]:
    """Charges of the memberships in an order, regular or late."""
    found: list[Event] = []
    for name in event["items"]:
        if is_known(store, name) and is_membership(store, name):
            on: dt.date = event["on"]
            for _ in range(choice.integer(0, 5)):
                on += dt.timedelta(days=choice.one([7, 10, 11, 15, 30, 30, 31, 46]))
                if choice.chance(20):
                    found += accepted_charge(choice, name, on)
                else:
                    found.append({"kind": "bought", "items": [name] * choice.one([1, 1, 1, 2]), "on": on})
    return [event for event in found if event["on"] <= today]


def accepted_charge(choice: Choice, name: str, on: dt.date) -> list[Event]:
    """A charge that was offered some days before, and accepted: the log tells of it."""
    asked = on - dt.timedelta(days=choice.one([0, 1, 2, 3, 5, 7, 10, 14]))
    offer = {"offer": name, "price": None}
    return [{"kind": "offered", **offer, "on": asked}, {"kind": "accepted", **offer, "on": on}]


def returns(choice: Choice, store: Store, events: list[Event], on: dt.date) -> list[Event]:
    """One thing given back or cancelled, nearly always one that they bought; sometimes it is told twice."""
    earlier = [event for event in events if event["on"] <= on]
    names = [name for event in earlier if event["kind"] == "bought" for name in event["items"]]
    names += [event["offer"] for event in earlier if event["kind"] == "accepted"]
    names = [name for name in names if is_known(store, name)]
    names += [inside for name in names for inside in contents(store, name)]
    if not names or choice.chance(8):
        names = [*store["products"], *(store.get("bundles") or {})]
    event: Event = {
        "kind": "returned",
        "item": choice.one(names),
        "pieces": choice.one([1, 1, 1, 2, 3]),
        "on": on,
    }
    if choice.chance(40):
        del event["pieces"]
        event["kind"] = "cancelled"
    return [event, dict(event)] if choice.chance(15) else [event]


def rename(choice: Choice, store: Store, event: Event) -> None:
    """Let an event tell of something by a sku or by another name of it."""
    if "offer" in event and choice.chance(15):
        event["offer"] = other_name(choice, store, event["offer"])
    if event["kind"] == "bought" and choice.chance(15):
        event["items"] = [other_name(choice, store, name) for name in event["items"]]


def other_name(choice: Choice, store: Store, name: str) -> str:
    """A sku or another name of an item, if it has one."""
    for plural in ("products", "bundles"):
        made = (store.get(plural) or {}).get(name) or {}
        others = [*many(made.get("sku")), *many(made.get("also"))]
        if others:
            return str(choice.one(others))
    return name
