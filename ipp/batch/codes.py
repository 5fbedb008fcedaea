"""Numbers for names: joins on small numbers take a fraction of the time of joins on text.

A day is its ordinal in the calendar, counted from 1 January of year 1. A moment is a day and, within it, the rank
of an order: `day * DAY + rank`.
"""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Good, Offer
from ipp.errors import RequestError
from ipp.path.model import Touch
from ipp.path.names import all_steps, goods_of

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
    spoken = offers_by_item(policy)
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


def offers_by_item(policy: Policy) -> dict[str, list[Offer]]:
    """Return the offers of each item that a log can mean, dearest first, as `ipp next` reads a bare name.

    The list price is among them where a list offers it so, and where no list offers the item at all.
    """
    found: dict[str, set[Offer]] = {}
    for step in all_steps(policy.path):
        item = None if step.do else policy.names.item(step.subject.text)
        if item and not isinstance(item, Touch):
            found.setdefault(item.name.text, set()).add(policy.offer(item.name.text, step.price))
    for good in goods_of(policy.path):
        name = good.name.text
        if name not in found or (policy.goal and policy.goal.good.name == name):
            found.setdefault(name, set()).add((name, None))
    return {name: sorted(offers, key=partial(_dearest_first, policy)) for name, offers in found.items()}


def _dearest_first(policy: Policy, offer: Offer) -> tuple[bool, Decimal]:
    price = price_of(policy, offer)
    return price is None, -(price or Decimal(0))


def price_of(policy: Policy, offer: Offer) -> Decimal | None:
    """Return what an offer asks."""
    name, special = offer
    return policy.goods[name].price if special is None else special


def price_text(price: Decimal) -> str:
    """Write a price exactly, with at least two decimals."""
    exponent = price.as_tuple().exponent
    return f"{price:f}" if isinstance(exponent, int) and exponent < -2 else f"{price:.2f}"


def days(number: int) -> int:
    """Return a wait, no longer than the calendar."""
    return min(number, LONGEST_WAIT)
