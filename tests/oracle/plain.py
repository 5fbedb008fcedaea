"""Reading a plain store: nested dicts, lists and strings, as an owner would write them."""

import datetime as dt
import functools
import math
import re
import unicodedata
from decimal import Decimal
from typing import Any

Store = dict[str, Any]
Event = dict[str, Any]
Mapping = dict[str, Any]


def folded(name: Any) -> str:
    """Names are compared after Unicode NFC, case folding and folding of all blanks."""
    return _folded(str(name))


@functools.cache
def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def same(one: Any, other: Any) -> bool:
    """Whether two names are one name."""
    return one == other or folded(one) == folded(other)


def same_as_written(one: Any, other: Any) -> bool:
    """Whether two names are written alike."""
    return str(one) == str(other)


def many(value: Any) -> list[Any]:
    """A single name is accepted where a list would hold one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def names_in(value: Any) -> list[str]:
    """The names of `items` or `free`: a name, a list of names, or names with quantities."""
    return list(value) if isinstance(value, dict) else many(value)


def days(text: Any) -> int:
    """A wait is rounded up to whole days (`12h` is one day), a month is 30 days, a year 365."""
    text = str(text).strip().lower()
    if text in ("0", "now"):
        return 0
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]+)", text)
    assert match, f"not a duration: {text}"
    unit = match[2] if len(match[2]) == 1 else match[2].rstrip("s")
    length = {
        "h": Decimal(1) / 24, "hour": Decimal(1) / 24, "d": Decimal(1), "day": Decimal(1),
        "w": Decimal(7), "week": Decimal(7), "month": Decimal(30),
        "y": Decimal(365), "year": Decimal(365),
    }  # fmt: skip
    return math.ceil((Decimal(match[1]) * length[unit]).quantize(Decimal("0.0001")))


def plus(day: dt.date, count: int) -> dt.date:
    """So many days later."""
    return day + dt.timedelta(days=count)


def true(value: Any) -> bool:
    """A flag, written `true` or read as one."""
    return str(value).lower() == "true"


def place_in_file(store: Store) -> list[str]:
    """Products, then bundles, then touches: that is the place in the file."""
    return [name for kind in ("products", "bundles", "touches") for name in store.get(kind) or {}]


PLURALS = {"product": "products", "bundle": "bundles", "touch": "touches"}


def found_in(store: Store, name: Any) -> tuple[str, str] | None:
    """The kind of an item and its name as written; an exact name is found at once."""
    for kind, plural in PLURALS.items():
        if name in (store.get(plural) or {}):
            return kind, name
    for kind, plural in PLURALS.items():
        for key in store.get(plural) or {}:
            if same(key, name):
                return kind, key
    return None


def found_as(store: Store, key: str, name: Any) -> tuple[str, str] | None:
    """The item that has this text among its `sku` or `also`: as written first, then folded."""
    for alike in (same_as_written, same):
        for kind, plural in PLURALS.items():
            for item_name, made in (store.get(plural) or {}).items():
                if any(alike(one, name) for one in many((made or {}).get(key))):
                    return kind, item_name
    return None


def is_known(store: Store, name: Any) -> bool:
    """Whether an item of the path bears this name."""
    return meant(store, name) is not None


def meant(store: Store, name: Any) -> tuple[str, str] | None:
    """What a text from outside means, in this order: exact name, folded name, exact sku, folded
    sku, `also`.
    """
    return found_in(store, name) or found_as(store, "sku", name) or found_as(store, "also", name)


def located(store: Store, name: Any) -> tuple[str, str]:
    """The same of an item that is there."""
    found = meant(store, name)
    assert found is not None, f"no such item: {name}"
    return found


def as_written(store: Store, name: Any) -> str:
    """A name is shown as written (where its item is written)."""
    return located(store, name)[1]


def kind_of(store: Store, name: Any) -> str:
    """Whether the name is that of a product, a bundle or a touch."""
    return located(store, name)[0]


def item(store: Store, name: Any) -> Mapping:
    """What the file says of an item."""
    kind, key = located(store, name)
    return store[PLURALS[kind]][key] or {}


def contents(store: Store, name: Any) -> list[str]:
    """The products in an item: a product holds itself, a bundle its items and free items."""
    return list(numbers(store, name))


def numbers(store: Store, name: Any) -> dict[str, int]:
    """How many of each product are in an item, free ones included."""
    if kind_of(store, name) == "product":
        return {as_written(store, name): 1}
    found: dict[str, int] = {}
    for part in (item(store, name).get("items"), item(store, name).get("free")):
        for product in names_in(part):
            number = int(part[product]) if isinstance(part, dict) else 1
            found[as_written(store, product)] = found.get(as_written(store, product), 0) + number
    return found


def is_consumable(store: Store, name: Any) -> bool:
    """Whether a product is used up and bought again."""
    return true(item(store, name).get("consumable"))


def is_draft(store: Store, name: Any) -> bool:
    """Whether an item is a draft."""
    return true(item(store, name).get("draft"))


def is_offered(store: Store, name: Any) -> bool:
    """Whether an item can be offered or done: it is no draft, not paused and not retired, and
    nothing in it is.
    """
    inside = contents(store, name) if kind_of(store, name) == "bundle" else []
    keys = ("draft", "paused", "retired")
    return not any(true(item(store, one).get(key)) for one in [name, *inside] for key in keys)


def is_membership(store: Store, name: Any) -> bool:
    """Whether an item is a continuity: charged again after each period."""
    return kind_of(store, name) == "product" and "every" in item(store, name)


def refill_of(store: Store, name: Any) -> Any:
    """How long after the last purchase a product is renewed: `45d`, or `{every: 45d, take, stay}`."""
    refill = item(store, name).get("refill")
    return refill["every"] if isinstance(refill, dict) else refill


def list_price(store: Store, name: Any) -> Decimal | None:
    """The price of an item where a step gives none."""
    price = item(store, name).get("price")
    return None if price is None else Decimal(str(price))


def default(store: Store, key: str) -> Any:
    """`after` (0), `patience` (7d), `gap` (0), `spacing` (0), `within` (none), `via` (none)."""
    value = (store.get("defaults") or {}).get(key)
    if value is not None:
        return value
    usual = {"after": "0", "patience": "7d", "gap": "0", "spacing": "0", "within": None, "via": None}
    return usual[key]


def ultimate(store: Store) -> Mapping:
    """The ultimate action as a mapping: {offer, ready, again_after, retries, cold}."""
    value = store["ultimate"]
    return value if isinstance(value, dict) else {"offer": value}


def ultimate_name(store: Store) -> str:
    """The item that the whole path leads to."""
    return as_written(store, ultimate(store)["offer"])
