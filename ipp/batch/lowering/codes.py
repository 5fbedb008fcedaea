"""Numbers for names: joins on small numbers take a fraction of the time of joins on text.

A day is its ordinal in the calendar, counted from 1 January of year 1. A moment is a day and, within it, the rank
of an order: `day * DAY + rank`.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Good, Offer
from ipp.engine.policy.compile import Policy
from ipp.orders.dates.columns import LAST_DAY
from ipp.orders.items import ItemNumbers, number_items

MOMENTS = 1 << 39
"""More than any moment: LAST_DAY needs 22 bits."""


ASKS = 1 << 24
"""Lines of all lists that fit beside a moment into one number of 63 bits."""


LONGEST_WAIT = LAST_DAY


NONE = -1


Special = Literal["ready", "store", "prospects", "ultimate", "goal"]


SPECIALS: tuple[Special, ...] = ("ready", "store", "prospects", "ultimate", "goal")


class Codes(NamedTuple):
    """What stands for what. Codes of goods follow the order in which lists are read: bundles, then products."""

    goods: tuple[Good, ...]
    good: dict[str, int]
    offers: dict[Offer, int]
    mentions: dict[str, list[Offer]]
    touches: dict[str, int]
    alone: dict[str, int]
    """Consumables bought by themselves, not in a bundle."""
    winbacks: dict[str, int]
    """The lists for those who cancelled a membership."""

    def get_special_code(self, which: Special) -> int:
        """Return the code under which a list is kept that belongs to no purchase."""
        return len(self.goods) + SPECIALS.index(which)

    def get_purchase_code(self, good: Good) -> int:
        """Return the code of having bought a good by itself, or what comes to the same: owning it."""
        return self.alone.get(good.name, self.good[good.name])

    @property
    def numbers(self) -> ItemNumbers:
        """What stands for what orders and logs name."""
        return ItemNumbers(self.goods, self.good, self.offers, self.mentions, self.touches)


def number_names(policy: Policy) -> Codes:
    """Number everything that a policy names; raises RequestError for a path that is too large."""
    numbers = number_items(policy)
    consumable = (good.name for good in numbers.goods if good.kind == "product" and not good.durables)
    alone = {name: code for code, name in enumerate(consumable, len(numbers.goods) + len(SPECIALS))}
    free = len(numbers.goods) + len(SPECIALS) + len(alone)
    members = (good.name for good in numbers.goods if good.membership and policy.list_winback(good.name))
    return Codes(*numbers, alone, {name: code for code, name in enumerate(members, free)})


def write_price(price: Decimal) -> str:
    """Write a price exactly, with at least two decimals."""
    exponent = price.as_tuple().exponent
    return f"{price:f}" if isinstance(exponent, int) and exponent < -2 else f"{price:.2f}"


def limit_days(number: int) -> int:
    """Return a wait, no longer than the calendar."""
    return min(number, LONGEST_WAIT)
