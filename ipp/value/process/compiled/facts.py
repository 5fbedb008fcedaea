"""What a customer owns, bought, declined and did, as bits of one number: a million customers fit in memory."""

from collections.abc import Iterable
from typing import Literal

from ipp.engine.ownership import buy_goods
from ipp.engine.policy.clauses import Good, Offer
from ipp.engine.policy.facts import Fact

FactKind = Literal[
    "owned", "held", "bought", "declined", "closed", "left", "done", "ordered", "quiet", "drawn"
]
"""`left` says that the ultimate action was theirs before and is no more, `held` is a membership that is used up, `declined` a No that holds now, `closed` one to the ultimate action that never expires, `ordered`,
`quiet` and `drawn` what segments ask for of orders and shares."""


class FactBits:
    """Gives every fact its bit when it is first spoken of; the order of asking decides, so equal stores get equal bits."""

    def __init__(self) -> None:
        self._bits: dict[tuple[FactKind, str | Offer | Fact], int] = {}
        self._buying: dict[str, int] = {}

    def get_bit(self, what: FactKind, about: str | Offer | Fact) -> int:
        found = self._bits.get((what, about))
        if found is None:
            found = self._bits[what, about] = 1 << len(self._bits)
        return found

    def get_owned_bits(self, products: Iterable[str]) -> int:
        """Return the bits of owning these products."""
        return self._join_bits("owned", products)

    def get_purchase_bits(self, good: Good) -> int:
        """Return the bits that buying a good sets."""
        found = self._buying.get(good.name)
        if found is None:
            theirs = buy_goods((good,))
            found = self._buying[good.name] = self.get_bought_bit(theirs.bought) | self.get_owned_bits(
                theirs.owned
            )
        return found

    def get_bought_bit(self, names: Iterable[str]) -> int:
        """Return the bits of having bought these by themselves."""
        return self._join_bits("bought", names)

    def _join_bits(self, what: FactKind, names: Iterable[str]) -> int:
        found = 0
        for name in sorted(names):
            found |= self.get_bit(what, name)
        return found
