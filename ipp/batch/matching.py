"""Texts of tables to what they mean, once for each distinct text: exactly as `ipp next` reads names, in every engine."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.batch.codes import Codes, untold_offer
from ipp.batch.frames import ACCEPTED, DECLINED, DID, OFFERED
from ipp.engine.lookup import find_offer_at
from ipp.engine.policy import Policy
from ipp.errors import RequestError
from ipp.path.model import Touch
from ipp.path.names import Item, folded
from ipp.path.values import BadValue, money

EVENTS = {"offered": OFFERED, "declined": DECLINED, "did": DID, "accepted": ACCEPTED}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,15}))?")
SERIAL_0 = date(1899, 12, 30).toordinal()
"""The day that spreadsheets count from."""
FIRST_SERIAL, LAST_SERIAL = (date(*day).toordinal() - SERIAL_0 for day in ((1970, 1, 1), (2099, 12, 31)))


class Matcher:
    """Finds what is meant: by name, in any case, or by sku."""

    def __init__(self, policy: Policy, codes: Codes) -> None:
        self.policy, self.codes = policy, codes

    def item(self, text: str | None) -> Item | None:
        return self.policy.names.find(text) if text else None

    def good(self, *texts: str | None) -> int | None:
        """Return the code of a product or bundle that one of these texts names, the first that does."""
        for text in texts:
            found = self.item(text)
            if found and not isinstance(found, Touch):
                return self.codes.good[found.name.text]
        return None

    def said(self, offer: str | None, price: str | None, event: str | None) -> "Said":
        """Return what a row of the offers log says."""
        kind = EVENTS.get(folded(event or ""))
        if kind is None:
            return Said(reason=f"the event is none of {', '.join(EVENTS)}")
        item, wanted = self.offered(offer, price)
        if item is None:
            return Said(reason="nothing in the path has this name")
        if kind == DID:
            if not isinstance(item, Touch):
                return Said(reason="what was done is a product or bundle, not a touch")
            return Said(kind, self.codes.touches[item.name.text])
        if isinstance(item, Touch):
            return Said(reason="a touch is not offered or answered: its event is did")
        name = item.name.text
        if kind == ACCEPTED:
            return Said(kind, self.accepted(name, wanted), self.codes.good[name])
        return self.answer(kind, name, wanted)

    def accepted(self, name: str, wanted: Decimal | None) -> int:
        """Return what a Yes answers; a number that stands for nothing else where the offer cannot be told."""
        offers = self.codes.spoken[name]
        found = offers[0] if wanted is None and len(offers) == 1 else None
        if wanted is not None:
            found = find_offer_at(self.policy, name, wanted, offers)
        return untold_offer(self.codes.good[name]) if found is None else self.codes.offers[found]

    def answer(self, kind: int, name: str, wanted: Decimal | None) -> "Said":
        offers = self.codes.spoken[name]
        if wanted is None and len(offers) > 1:
            return Said(reason="it is offered at several prices, and the row does not say which")
        if wanted is None:
            return Said(kind, self.codes.offers[offers[0]])
        found = find_offer_at(self.policy, name, wanted, offers)
        return (
            Said(reason="it is not offered at this price")
            if found is None
            else Said(kind, self.codes.offers[found])
        )

    def offered(self, offer: str | None, price: str | None) -> tuple[Item | None, Decimal | None]:
        """Return the item and the price that are meant: the longest reading that is a name wins."""
        meant = self.policy.names.find_offer(offer or "")
        return (meant.item, _money(meant.price or price)) if meant else (None, None)


class Said(NamedTuple):
    """What a row of the log means: an event and what it is about; or why it means nothing."""

    event: int | None = None
    answer: int | None = None
    item: int | None = None
    reason: str | None = None


def _money(text: str | None) -> Decimal | None:
    try:
        return money(text) if text else None
    except BadValue:
        return Decimal(-1)  # no price is negative: it matches none


def days_in(texts: Iterable[str], source: str, form: str | None) -> dict[str, tuple[int, int] | None]:
    """Return the ordinal of each text that is a date, and the second of it that the text itself says; None for one that is not.

    Year, month, day needs no telling, nor does 31.12.2026. Whether 03/04/2026 is in March or in April is read off the other dates
    of the column: a number above 12 is a day. A number of five digits is a day as spreadsheets count it, from 1970 to 2099. Raises RequestError when they do not tell, or contradict each other.
    """
    texts = list(texts)
    slashed = [found for text in texts if (found := _YEAR_LAST.fullmatch(text)) and found[2] != "."]
    day_first = _day_first(slashed, source, form) if slashed else True
    return {text: _moment(text, day_first) for text in texts}


def _day_first(dates: Sequence[re.Match[str]], source: str, form: str | None) -> bool:
    if form:
        return form == "dmy"
    days = next((found for found in dates if int(found[1]) > 12), None)
    months = next((found for found in dates if int(found[3]) > 12), None)
    if days and months:
        raise RequestError(
            f"{source} holds dates of two forms, {days[0]} and {months[0]}: say --dates dmy or mdy, or write them as 2026-12-31"
        )
    if not days and not months:
        raise RequestError(
            f"{source}: is {dates[0][0]} day/month or month/day? Say --dates dmy or --dates mdy"
        )
    return days is not None


def _moment(text: str, day_first: bool) -> tuple[int, int] | None:
    serial = _SERIAL.fullmatch(text)
    if serial and FIRST_SERIAL <= int(serial[1]) <= LAST_SERIAL:
        return SERIAL_0 + int(serial[1]), min(round(float(f"0.{serial[2] or 0}") * 86400), 86399)
    day = _ordinal(text, day_first)
    return None if day is None else (day, 0)


def _ordinal(text: str, day_first: bool) -> int | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _day(found[1], found[3], found[4])
    found = _PLAIN.fullmatch(text)
    if found:
        return _day(*found.groups())
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    first, second = found[1], found[3]
    day, month = (first, second) if day_first or found[2] == "." else (second, first)
    return _day(found[4], month, day)


def _day(year: str, month: str, day: str) -> int | None:
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None
