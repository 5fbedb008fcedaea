"""Numbers for names: joins on small numbers take a fraction of the time of joins on text.

A day is its ordinal in the calendar, counted from 1 January of year 1. A moment is a day and, within it, the rank
of an order: `day * DAY + rank`.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ipp.engine.lookup import list_offers
from ipp.engine.policy import Policy
from ipp.engine.terms import Good, Offer
from ipp.errors import RequestError
from ipp.path.names import goods_of

DAY = 1 << 17
"""Moments of one day."""
LAST_DAY = date.max.toordinal()
MOMENTS = 1 << 39
"""More than any moment: LAST_DAY needs 22 bits."""
ASKS = 1 << 24
"""Lines of all lists that fit beside a moment into one number of 63 bits."""
GOODS = 1 << 18
LONGEST_WAIT = LAST_DAY
NONE = -1

Special = Literal["ready", "store", "prospects", "ultimate", "goal"]
SPECIALS: tuple[Special, ...] = ("ready", "store", "prospects", "ultimate", "goal")


class Codes(NamedTuple):
    """What stands for what. Codes of goods follow the order in which lists are read: bundles, then products."""

    goods: tuple[Good, ...]
    good: dict[str, int]
    offers: dict[Offer, int]
    spoken: dict[str, list[Offer]]
    touches: dict[str, int]
    alone: dict[str, int]
    """Consumables bought by themselves, not in a bundle."""

    def special(self, which: Special) -> int:
        """Return the code under which a list is kept that belongs to no purchase."""
        return len(self.goods) + SPECIALS.index(which)

    @property
    def free(self) -> int:
        """The first code that stands for nothing yet."""
        return len(self.goods) + len(SPECIALS) + len(self.alone)

    def bought(self, good: Good) -> int:
        """Return the code of having bought a good by itself, or what comes to the same: owning it."""
        return self.alone.get(good.name, self.good[good.name])


def codes_of(policy: Policy) -> Codes:
    """Number everything that a policy names; raises RequestError for a path that is too large."""
    named = [policy.goods[item.name.text] for item in goods_of(policy.path)]
    goods = tuple(sorted(named, key=lambda good: (good.kind == "product", good.place)))
    if len(goods) > GOODS:
        raise RequestError(f"a path of more than {GOODS:,} products and bundles cannot be planned with")
    spoken = list_offers(policy, (good.name for good in goods))
    listed = ((good.name, None) for good in goods)
    every = dict.fromkeys((*listed, *(offer for offers in spoken.values() for offer in offers)))
    offers = {offer: code for code, offer in enumerate(every)}
    names = (touch.name.text for touch in policy.path.touches)
    consumable = (good.name for good in goods if good.kind == "product" and not good.keeps)
    return Codes(
        goods,
        {good.name: code for code, good in enumerate(goods)},
        offers,
        spoken,
        {name: code for code, name in enumerate(names, len(offers))},
        {name: code for code, name in enumerate(consumable, len(goods) + len(SPECIALS))},
    )


def price_text(price: Decimal) -> str:
    """Write a price exactly, with at least two decimals."""
    exponent = price.as_tuple().exponent
    return f"{price:f}" if isinstance(exponent, int) and exponent < -2 else f"{price:.2f}"


def days(number: int) -> int:
    """Return a wait, no longer than the calendar."""
    return min(number, LONGEST_WAIT)


def untold_offer(good: Any) -> Any:
    """Return what stands for an offer of a good that a Yes does not tell from its other offers."""
    return NONE - 1 - good
