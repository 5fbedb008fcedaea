"""Sentences 3, 7 and 8: offers made, what became of them, the Noes, and the asks."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .customer import accepted_on, bought_itself, had, owned, owned_in_full
from .holdings import holdings
from .plain import (
    Event,
    Store,
    as_written,
    contents,
    days,
    default,
    item,
    list_price,
    many,
    plus,
    same,
)
from .reading import Offer, Rung, Step, reading


@dataclass
class Asked:
    """One recorded offer."""

    on: dt.date
    offer: Offer
    step: Step | None
    """The step and the place of the rung by which it was made, if one is found."""
    place: int
    ends: dt.date
    """The end of its patience."""
    fate: str
    """"answered", "reminded" (made again while open), "silent" or "open"."""


def offer_of(store: Store, event: Event) -> Offer:
    """An offer is an item *at a price*; in a history no price means the list price."""
    name = as_written(store, event["offer"])
    price, listed = event.get("price"), list_price(store, name)
    if price is None or event.get("list_price"):
        return (name, listed)
    return (name, nearest(Decimal(str(price)), prices_in_file(store, name)))


def prices_in_file(store: Store, name: str) -> list[Decimal | None]:
    """The list price, and every price that a step gives the item."""
    found = [list_price(store, name)]

    def look(part: Any) -> None:
        if isinstance(part, dict):
            if "price" in part and same(part.get("offer", ""), name):
                found.append(Decimal(str(part["price"])))
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(store)
    return found


def nearest(price: Decimal, prices: list[Decimal | None]) -> Decimal | None:
    """ "Another price that the file does not have (any more) means the offer of that item whose
    price is nearest, of two the dearer one."
    """
    known = [one for one in prices if one is not None]
    return min(known, key=lambda one: (abs(one - price), -one), default=None)


def told(history: list[Event], kind: str, today: dt.date) -> list[Event]:
    """The events of one kind up to today, by date, of one date in the order given."""
    events = [event for event in history if event["kind"] == kind and event["on"] <= today]
    return sorted(events, key=lambda event: event["on"])


def in_rest(store: Store, offer: Offer) -> bool:
    """Whether `rest` (an entry or a refill) makes this offer."""
    name, price = offer
    listed = any(same(entry.get("offer", ""), name) for entry in many(store.get("rest")))
    return price == list_price(store, name) and (listed or "refill" in item(store, name))


def losses_of(
    store: Store, history: list[Event], made: list[Asked], today: dt.date, offer: Offer
) -> list[dt.date]:
    """The days on which nothing was left of an item: "that day is a No to its list-price offer and
    to the offer of that same item that was accepted".
    """
    name, price = offer
    found = []
    for loss in holdings(store, history, today).losses:
        if loss.name == name:
            was_accepted = any(
                loss.since <= on <= loss.on for on in yeses(store, history, made, today, offer)
            )
            if price == list_price(store, name) or was_accepted:
                found.append(loss.on)
    return found


def yeses(
    store: Store, history: list[Event], made: list[Asked], today: dt.date, offer: Offer
) -> list[dt.date]:
    """The days on which an offer was accepted: `accepted` rows, and purchases of the item that
    answer an ask which is open.
    """
    rows = [e["on"] for e in told(history, "accepted", today) if offer_of(store, e) == offer]
    noes = [e["on"] for e in told(history, "declined", today) if offer_of(store, e) == offer]
    answers = [
        on
        for asked in made
        for on in bought_itself(store, history, today, offer[0])
        if asked.offer == offer and asked.on <= on <= asked.ends
        if not any(asked.on <= no < on for no in noes)
    ]
    return rows + answers


def turn_of_rest(store: Store, history: list[Event], earlier: list[Asked], on: dt.date, offer: Offer) -> bool:
    """A turn of `rest`: "an offer of an item of `rest`, or of a refill, at its list price, after a
    No to it (said before day D, or silent up to it) or a purchase of it (before day D)".
    """
    noes = [no for no in noes_to(store, history, earlier, on, offer) if no < on]
    noes += [asked.ends for asked in earlier if (asked.offer, asked.fate) == (offer, "silent")]
    noes += losses_of(store, history, earlier, on, offer)
    refused = any(no <= on for no in noes)
    bought = any(day < on for day in bought_itself(store, history, on, offer[0]))
    return in_rest(store, offer) and (refused or bought)


def made_by(
    store: Store, history: list[Event], attributes: dict[str, str], on: dt.date, offer: Offer
) -> tuple[Step, int, Rung] | None:
    """The first rung in reading order, as of day D (purchases up to and including D), that makes
    this offer, open or closed, live or not; of an offer that `rest` makes too, a rung that is not dead.
    """
    mine = owned(store, history, on)
    for step in reading(store, history, attributes, on):
        for place, rung in enumerate(step.rungs):
            inside_is_theirs = any(product in mine for product in contents(store, rung.item))
            higher = [one.item for one in step.rungs[:place]]
            higher_is_theirs = any(theirs_for(store, history, on, step, one) for one in higher)
            dead = inside_is_theirs or higher_is_theirs
            if rung.offer == offer and not (dead and in_rest(store, offer)):
                return step, place, rung
    return None


def theirs_for(store: Store, history: list[Event], on: dt.date, step: Step, name: str) -> bool:
    """Whether an item is *had*; "an `each_time` offer counts only […] purchases on or after the day
    of the latest purchase of what it belongs to".
    """
    if not step.each_time:
        return had(store, history, on, name)
    bought = [day for day in accepted_on(store, history, on, name) if step.since is None or day >= step.since]
    return bool(bought) or owned_in_full(store, owned(store, history, on), name)


def made_each_time(
    store: Store, history: list[Event], attributes: dict[str, str], earlier: list[Asked], on: dt.date,
    offer: Offer,
) -> tuple[Step, int, Rung] | None:  # fmt: skip
    """The rung of an `each_time` step by which a turn of `rest` is made after all: one that is not
    answered since the latest purchase of what it belongs to, nor dead for what is owned.
    """
    mine = owned(store, history, on)
    noes = [no for no in noes_to(store, history, earlier, on, offer) if no < on]
    noes += [asked.ends for asked in earlier if (asked.offer, asked.fate) == (offer, "silent")]
    noes += losses_of(store, history, earlier, on, offer)
    answers = [day for day in noes + accepted_on(store, history, on, offer[0]) if day <= on]
    for step in reading(store, history, attributes, on):
        for place, rung in enumerate(step.rungs):
            higher = [one.item for one in step.rungs[:place]]
            if (
                step.each_time
                and rung.offer == offer
                and not any(step.since is None or day >= step.since for day in answers)
                and not any(product in mine for product in contents(store, rung.item))
                and not any(theirs_for(store, history, on, step, one) for one in higher)
            ):
                return step, place, rung
    return None


def offers_made(
    store: Store, history: list[Event], attributes: dict[str, str], today: dt.date
) -> list[Asked]:
    """All offers made, in order, and what became of each by today."""
    found: list[Asked] = []
    for event in told(history, "offered", today):
        on, offer = event["on"], offer_of(store, event)
        patience, step, place = days(default(store, "patience")), None, 0
        if turn_of_rest(store, history, found, on, offer):
            rung = made_each_time(store, history, attributes, found, on, offer)
        else:
            rung = made_by(store, history, attributes, on, offer)
        if rung:
            step, place, patience = rung[0], rung[1], rung[2].patience
        ends = plus(on, patience)
        for earlier in found:
            still_open = earlier.on <= on < earlier.ends and earlier.fate in ("open", "silent")
            if earlier.offer == offer and still_open:
                earlier.fate = "reminded"
        fate = fate_of(store, history, today, on, offer, ends)
        found.append(Asked(on, offer, step, place, ends, fate))
    return found


def fate_of(
    store: Store, history: list[Event], today: dt.date, on: dt.date, offer: Offer, ends: dt.date
) -> str:
    """Answered Yes by a purchase of the offered item itself on a day from D to D+P, or by an `accepted`
    row of which the order is a charge; a No on D or later settles the pending offer; on day D+P itself
    the silent No stands, dated D+P.
    """
    bought = bought_itself(store, history, today, offer[0])
    said = [event["on"] for event in told(history, "declined", today) if offer_of(store, event) == offer]
    if any(on <= day <= ends for day in bought) or any(on <= day < ends for day in said):
        return "answered"
    return "silent" if today >= ends else "open"


def noes_to(
    store: Store, history: list[Event], made: list[Asked], today: dt.date, offer: Offer
) -> list[dt.date]:
    """The days of all Noes to an offer: those said, and silence past patience. A No said after
    silence, with no new offer or purchase in between, is the late answer to the same ask.
    """
    story = story_of(store, history, made, today, offer)
    found: list[dt.date] = []
    silence = False
    for on, what in story:
        if what == SAID and silence:
            found[-1] = on
        elif what in (*SILENCE, SAID, GIVEN_BACK):
            found.append(on)
        silence = what in SILENCE
    return found


BOUGHT, GONE, GIVEN_BACK, SILENT, OFFERED, SILENT_AT_ONCE, SAID, ACCEPTED = range(8)
"""The order of one day; gone is what was given back without being a No to this offer; silence at once is that of an offer without any patience."""
SILENCE = (SILENT, SILENT_AT_ONCE)


def story_of(
    store: Store, history: list[Event], made: list[Asked], today: dt.date, offer: Offer
) -> list[tuple[dt.date, int]]:
    """All that is known of one offer, in order."""
    story = [(on, BOUGHT) for on in bought_itself(store, history, today, offer[0])]
    lost = [loss.on for loss in holdings(store, history, today).losses if loss.name == offer[0]]
    refused = losses_of(store, history, made, today, offer)
    story += [(on, GIVEN_BACK if on in refused else GONE) for on in lost]
    story += [
        (asked.ends, SILENT if asked.ends > asked.on else SILENT_AT_ONCE)
        for asked in made
        if (asked.offer, asked.fate) == (offer, "silent")
    ]
    story += [(asked.on, OFFERED) for asked in made if asked.offer == offer]
    told_noes = told(history, "declined", today)
    story += [(event["on"], SAID) for event in told_noes if offer_of(store, event) == offer]
    told_yeses = told(history, "accepted", today)
    story += [(event["on"], ACCEPTED) for event in told_yeses if offer_of(store, event) == offer]
    return sorted(story)


def asks(store: Store, history: list[Event], made: list[Asked], today: dt.date) -> list[dt.date]:
    """Asks are the days on which offers were made, and the day of an answer (a No, or an
    `accepted` row) to an offer of which no making was recorded since the previous answer to it.

    "The purchase that an `accepted` row of that day tells of is that very answer."
    """
    found = [asked.on for asked in made]
    answers = told(history, "declined", today) + told(history, "accepted", today)
    for offer in {offer_of(store, event) for event in answers}:
        recorded = False
        story = story_of(store, history, made, today, offer)
        for on, what in story:
            if what in (SAID, ACCEPTED) and not recorded:
                found.append(on)
            if what in (GONE, GIVEN_BACK) or (what == BOUGHT and (on, ACCEPTED) in story):
                continue
            recorded = what in (*SILENCE, OFFERED)
    return found
