"""Sentence 5: in which segments a customer is; and who is stopped or held out."""

import datetime as dt
import hashlib
import math
import unicodedata
from decimal import Decimal
from typing import Any

from .customer import owned, purchases_of
from .holdings import Holdings, all_orders
from .plain import Event, Mapping, Store, as_written, days, is_known, list_price, many, numbers, plus, same


def lets_in(
    store: Store, history: list[Event], attributes: dict[str, str], day: dt.date, door: Mapping
) -> bool:
    """`when: [a, b]` wants all of them, `unless: [a, b]` none of them."""
    who = (store, history, attributes, day)
    return all(in_segment(*who, name) for name in many(door.get("when"))) and not any(
        in_segment(*who, name) for name in many(door.get("unless"))
    )


def in_segment(
    store: Store, history: list[Event], attributes: dict[str, str], day: dt.date, name: str
) -> bool:
    """In a segment all entries must hold; `any` wants one, `all` every one, `not` none."""
    segments = store.get("segments") or {}
    key, segment = next((key, value) for key, value in segments.items() if same(key, name))
    mine = owned(store, history, day)

    def within(other: str) -> bool:
        return in_segment(store, history, attributes, day, other)

    def owns(product: str) -> bool:
        return as_written(store, product) in mine

    held = {
        "where": lambda value: all(
            attribute_is(attributes, key, many(wanted)) for key, wanted in value.items()
        ),
        "owns": lambda value: len(mine) >= int(value),
        "owns_any": lambda value: any(owns(product) for product in many(value)),
        "owns_all": lambda value: all(owns(product) for product in many(value)),
        "bought_any": lambda value: any(pieces_ever(store, history, day, one) > 0 for one in many(value)),
        "quantity": lambda value: all(
            pieces_ever(store, history, day, one) >= int(number) for one, number in value.items()
        ),
        "orders": lambda value: len(purchases_of(store, history, day)) >= int(value),
        "spent": lambda value: spent(store, history, day) >= Decimal(str(value)),
        "quiet_for": lambda value: is_quiet(store, history, day, days(value)),
        "share": lambda value: in_share(history, str(segment.get("salt", key)), str(value)),
        "any": lambda value: any(within(other) for other in many(value)),
        "all": lambda value: all(within(other) for other in many(value)),
        "not": lambda value: not any(within(other) for other in many(value)),
    }
    return all(held[key](value) for key, value in segment.items() if key not in ("salt", "note"))


def attribute_is(attributes: dict[str, str], key: str, wanted: list[Any]) -> bool:
    """Attribute names and values are compared like names (NFC, case-folded)."""
    return any(
        same(name, key) and any(same(value, want) for want in wanted) for name, value in attributes.items()
    )


def pieces_ever(store: Store, history: list[Event], day: dt.date, name: str) -> int:
    """All pieces of an item that were ever bought: alone, in bundles, as free items and as charges."""
    wanted, found = as_written(store, name), 0
    for order in all_orders(store, history, day):
        for text in order["items"]:
            if is_known(store, text):
                bought = as_written(store, text)
                found += {bought: 1, **numbers(store, bought)}.get(wanted, 0)
    return found


def spent(store: Store, history: list[Event], day: dt.date) -> Decimal:
    """What was paid, less what was given back "at its list price"; "never less than nothing"."""
    back = sum(
        (list_price(store, name) or Decimal(0)) * count for name, count in refunds(store, history, day)
    )
    return max(Decimal(0), paid(store, history, day) - back)


def refunds(store: Store, history: list[Event], day: dt.date) -> list[tuple[str, int]]:
    """The pieces given back that they had; "who cancels a membership gets nothing back"."""
    return Holdings(store, history, day).refunds


def paid(store: Store, history: list[Event], day: dt.date) -> Decimal:
    """What orders say was paid, an `accepted` row its price; else list prices. Charges are paid, too."""
    total = Decimal(0)
    for order in all_orders(store, history, day):
        if order.get("paid") is not None:
            total += Decimal(str(order["paid"]))
            continue
        known = [text for text in order["items"] if is_known(store, text)]
        total += sum((list_price(store, text) or Decimal(0) for text in known), Decimal(0))
    return total


def is_quiet(store: Store, history: list[Event], day: dt.date, length: int) -> bool:
    """Something was ordered, and nothing since for so long. "A charge … ends `quiet_for`"."""
    last = max((order["on"] for order in all_orders(store, history, day)), default=None)
    return last is not None and day >= plus(last, length)


# Shares


def customer_of(history: list[Event]) -> str | None:
    """Their id, "blanks off the ends, in an e-mail address A-Z lowered"."""
    found = [event["id"] for event in history if event["kind"] == "customer"]
    if not found:
        return None
    text = str(found[0]).strip()
    lowered = "".join(chr(ord(one) + 32) if "A" <= one <= "Z" else one for one in text)
    return lowered if "@" in text else text


def in_share(history: list[Event], salt: str, share: str) -> bool:
    """ "A customer belongs when the first 8 lower-case hex digits of SHA-256 of the UTF-8 of
    `ipp:1:SALT:CUSTOMER` are, as text, below ceil(share * 2^32) in 8 hex digits"; of a range not
    below its beginning, and below its end. Someone without an id belongs to no share.
    """
    customer = customer_of(history)
    if customer is None:
        return False
    text = f"ipp:1:{unicodedata.normalize('NFC', salt)}:{customer}"
    drawn = int(hashlib.sha256(text.encode("utf-8")).hexdigest()[:8], 16)
    ends = [math.ceil(part(one) * 2**32) for one in share.split(" to ")]
    low, high = ends if len(ends) > 1 else [0, *ends]
    return low <= drawn < high


def part(text: str) -> Decimal:
    """A rate such as `12%` or `0.12`."""
    return Decimal(text.rstrip("%")) / 100 if text.endswith("%") else Decimal(text)


# Who gets nothing


def is_stopped(store: Store, history: list[Event], attributes: dict[str, str], day: dt.date) -> bool:
    """Who is in `never`, or asked to stop and not to resume on a later day."""
    if "never" in store and in_segment(store, history, attributes, day, store["never"]):
        return True
    known = [event for event in history if event["on"] <= day]
    stops = [event["on"] for event in known if event["kind"] == "stopped"]
    resumes = [event["on"] for event in known if event["kind"] == "resumed"]
    return bool(stops) and max(stops) >= max(resumes, default=dt.date.min)


def lasts(holdout: Mapping, day: dt.date) -> bool:
    """`from` and `until` are the first and the last day of a holdout."""
    first, last = holdout.get("from"), holdout.get("until")
    return (first is None or day >= dt.date.fromisoformat(first)) and (
        last is None or day <= dt.date.fromisoformat(last)
    )


def is_held_out(store: Store, history: list[Event], day: dt.date) -> bool:
    """Whether they belong to the holdout, and it lasts."""
    holdout: Mapping = store.get("holdout") or {}
    return bool(holdout) and lasts(holdout, day) and in_share(history, holdout["name"], holdout["share"])


def with_held(store: Store, history: list[Event], day: dt.date) -> list[Event]:
    """What was held counts as made while the holdout lasts and they are in it: rows of this holdout, on
    days of it. "When the holdout is over, or the customer is no longer in it, all that was held is forgotten."
    """
    if not any(event["kind"] == "held" for event in history):
        return history
    counts, found = is_held_out(store, history, day), []
    for event in history:
        if event["kind"] != "held":
            found.append(event)
        elif counts and event["holdout"] == store["holdout"]["name"] and lasts(store["holdout"], event["on"]):
            kind = "did" if "touch" in event else "offered"
            found.append({**event, "kind": kind})
    return found
