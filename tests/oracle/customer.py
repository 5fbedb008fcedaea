"""Sentence 1: what a customer owns and has."""

import datetime as dt
from typing import Any

from .holdings import Moment, holdings
from .plain import (
    Event,
    Store,
    contents,
    is_consumable,
    is_membership,
    kind_of,
    place_in_file,
)


def purchases_of(store: Store, history: list[Event], today: dt.date) -> list[Event]:
    """The orders of a customer that are purchases: charges of a membership are none."""
    return holdings(store, history, today).orders


def bought_itself(store: Store, history: list[Event], today: dt.date, name: str) -> list[dt.date]:
    """The days on which an item was bought under its own name, given back since or not.

    "Buying a bundle … does not count as buying the contents one by one." A charge is no purchase, but
    "an `accepted` row is [an answer], though its order is a charge".
    """
    orders = purchases_of(store, history, today)
    bought = [order["on"] for order in orders if name in order["items"]]
    return sorted(bought + [on for one, on in holdings(store, history, today).agreed if one == name])


def accepted_on(store: Store, history: list[Event], today: dt.date, name: str) -> list[dt.date]:
    """The same since the last time when nothing was left of it: then the Yes was undone."""
    loss = holdings(store, history, today).last_loss(name)
    bought = bought_itself(store, history, today, name)
    return [on for on in bought if loss is None or on > loss.on]


def purchases(store: Store, history: list[Event], today: dt.date) -> list[tuple[str, dt.date]]:
    """The most recent purchase comes first; ties go by the place in the file.

    "Within one moment: first the own lists of the bundles bought in it, by place in the file,
    then the lists of the products, by place in the file. Like a product, a bundle stands at its
    latest purchase only." "Lists of things given back whole are not read."
    """
    return [(name, on) for name, on, is_winback in lists_read(store, history, today) if not is_winback]


def lists_read(store: Store, history: list[Event], today: dt.date) -> list[tuple[str, dt.date, bool]]:
    """The purchases whose lists are read, and among them the cancelled memberships whose `winback`
    is: "as if bought on the day of the cancellation, until it is bought again".
    """
    account, places = holdings(store, history, today), place_in_file(store)
    found: list[tuple[tuple[Any, ...], str, dt.date, bool]] = []
    for turn, order in enumerate(account.orders):
        for name in set(order["received"]):
            if account.pieces[name]:
                place = (kind_of(store, name) == "bundle", -places.index(name))
                found = [one for one in found if one[1] != name]
                found.append(((order["on"], 0, turn, *place), name, order["on"], False))
    for name in places:
        loss = account.last_loss(name)
        if loss and not account.pieces[name] and is_membership(store, name):
            found.append(((loss.on, 1, 0, 0, -places.index(name)), name, loss.on, True))
    return [(name, on, is_winback) for _, name, on, is_winback in sorted(found, reverse=True)]


def became_theirs(store: Store, history: list[Event], today: dt.date, name: str) -> dt.date:
    """The beginning of the unbroken time with pieces above 0; of a bundle, bought itself."""
    return holdings(store, history, today).since[name]


def times_had(
    store: Store, history: list[Event], today: dt.date, name: str
) -> tuple[dt.date | None, dt.date | None]:
    """The day since which an item is *had* without a break, and the day on which it last ceased to be."""
    since, lost = None, None
    for moment in holdings(store, history, today).moments:
        if was_had(store, moment, name):
            since = since or moment.on
        elif since:
            since, lost = None, moment.on
    return since, lost


def owned(store: Store, history: list[Event], today: dt.date) -> list[str]:
    """What they bought more pieces of than they returned. Consumables never count as owned."""
    pieces = holdings(store, history, today).pieces
    return lasting(store, pieces)


def lasting(store: Store, pieces: dict[str, int]) -> list[str]:
    """The products that count as owned."""
    return [
        name
        for name, count in pieces.items()
        if count and kind_of(store, name) == "product" and not is_consumable(store, name)
    ]


def had(store: Store, history: list[Event], today: dt.date, name: str) -> bool:
    """*Had*: bought itself and not given back since, or it has contents and every one of them is owned."""
    account = holdings(store, history, today)
    return was_had(store, Moment(today, account.pieces, account.accepted), name)


def was_had(store: Store, moment: Moment, name: str) -> bool:
    """The same at any moment."""
    return name in moment.accepted or owned_in_full(store, lasting(store, moment.pieces), name)


def owned_in_full(store: Store, mine: list[str], name: str) -> bool:
    """Whether an item has contents and every one of them is owned."""
    inside = contents(store, name)
    return bool(inside) and all(product in mine for product in inside)
