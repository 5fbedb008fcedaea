"""What rows of an offers log mean: offers made, answers, touches done. What `ipp plan` writes is such a log."""

from decimal import Decimal
from typing import NamedTuple
from unicodedata import normalize

from ipp.orders.files.rejects import NO_NAME
from ipp.orders.items import ItemMatcher, number_untold_offer
from ipp.orders.money import count_units
from ipp.path.model import Touch
from ipp.path.names import Item, fold_name
from ipp.path.values import BadValue, parse_money
from ipp.text.cells import clean_sku

OFFERED, DECLINED, DID, ACCEPTED, RETURN, CANCELLATION, STOPPED, RESUMED, HELD = 1, 2, 3, 4, 5, 6, 7, 8, 9
EVENTS = {
    "offered": OFFERED,
    "declined": DECLINED,
    "did": DID,
    "accepted": ACCEPTED,
    "returned": RETURN,
    "cancelled": CANCELLATION,
    "stopped": STOPPED,
    "resumed": RESUMED,
    "held": HELD,
}
NO_EVENT = f"the event is none of {', '.join(EVENTS)}"
SPELLINGS = {
    "offered": ("offer", "offer made", "sent"),
    "accepted": ("accept", "yes"),
    "declined": ("decline", "no", "rejected"),
    "did": ("done",),
    "returned": ("return", "refunded"),
    "cancelled": ("cancel", "canceled"),
    "stopped": ("stop", "unsubscribed", "unsubscribe", "opted out", "opt out"),
    "resumed": ("resume", "resubscribed", "resubscribe"),
}
"""Other words for events, as e-mail tools and people write them."""
_KINDS = EVENTS | {word: EVENTS[event] for event, words in SPELLINGS.items() for word in words}
GIVEN_BACK = (RETURN, CANCELLATION)
"""Events of an item, not of an offer: so many `pieces` of it were given back."""
STOPS = (STOPPED, RESUMED)
"""Events of a customer: they asked to get nothing any more, or to get something again."""
ALL_PIECES = 1 << 30
"""The pieces of a cancellation: more than anybody has."""


YES = ("1", "true", "yes", "y")
UNREAD = Decimal(-1)
"""Stands for a price that cannot be read: none is negative."""


def find_event(text: str | None) -> int | None:
    """Return the event that a text means; None for none."""
    return _KINDS.get(fold_name(text or "").replace("_", " "))


class LogMatcher(ItemMatcher):
    """Finds what rows of an offers log mean."""

    def read_row(
        self,
        offer: str | None,
        price: str | None,
        event: str | None,
        listed: str | None = None,
        holdout: str | None = None,
    ) -> "LogMeaning":
        """Return what a row of the offers log says; `listed` is whether the price was the list price, `holdout` the name of what held it back."""
        kind = find_event(event)
        if kind is None:
            return LogMeaning(reason=NO_EVENT)
        if kind in STOPS:
            return LogMeaning(kind)
        if kind == HELD:
            return self.read_held(offer, price, listed, holdout)
        item, wanted = self.find_offered(offer, price)
        if item is None:
            return LogMeaning(reason=NO_NAME)
        if kind == DID:
            if not isinstance(item, Touch):
                return LogMeaning(reason="what was done is a product or bundle, not a touch")
            return LogMeaning(kind, self.numbers.touches[item.name.text])
        if isinstance(item, Touch):
            return LogMeaning(reason="a touch is not offered or answered: its event is did")
        name, good = item.name.text, self.numbers.good[item.name.text]
        if kind in GIVEN_BACK:
            return LogMeaning(kind, None, good)
        found = self.match_offer(name, wanted, fold_name(listed or "") in YES)
        if kind == ACCEPTED:
            paid = None if wanted in (None, UNREAD) else count_units(wanted)
            return LogMeaning(kind, number_untold_offer(good) if found is None else found, good, paid=paid)
        if found is None and wanted == UNREAD:
            return LogMeaning(reason="the price cannot be read")
        if found is None:
            return LogMeaning(reason="it is offered at several prices, and the row does not say which")
        return LogMeaning(kind, found)

    def read_held(
        self, offer: str | None, price: str | None, listed: str | None, holdout: str | None
    ) -> "LogMeaning":
        """Return what a row says that was held back: what counts as made, while the holdout of the path lasts; nothing of another one."""
        own = self.policy.holdout
        if own is None or normalize("NFC", holdout or "") != own.name:
            return LogMeaning(HELD)
        item, _ = self.find_offered(offer, price)
        made = self.read_row(offer, price, "did" if isinstance(item, Touch) else "offered", listed)
        return made._replace(held=1)

    def match_offer(self, name: str, wanted: Decimal | None, listed: bool) -> int | None:
        """Return the offer that is meant, of a price that the file does not have the nearest; None where it cannot be told."""
        offers = self.numbers.mentions[name]
        if listed:
            return self.numbers.offers[name, None]
        if wanted is None:
            return self.numbers.offers[offers[0]] if len(offers) == 1 else None
        if wanted == UNREAD:
            return None
        return self.numbers.offers[self.policy.find_offer((name, wanted))]

    def find_offered(self, offer: str | None, price: str | None) -> tuple[Item | None, Decimal | None]:
        """Return the item and the price that are meant: the longest reading that is a name wins."""
        names, text = self.policy.names, offer or ""
        meant = names.find_offer(text) or names.find_offer(clean_sku(text))
        return (meant.item, _read_price(meant.price or price)) if meant else (None, None)


class LogMeaning(NamedTuple):
    """What a row of the log means: an event and what it is about; or why it means nothing."""

    event: int | None = None
    answer: int | None = None
    item: int | None = None
    reason: str | None = None
    held: int | None = None
    paid: int | None = None


def _read_price(text: str | None) -> Decimal | None:
    try:
        return parse_money(text) if text else None
    except BadValue:
        return UNREAD
