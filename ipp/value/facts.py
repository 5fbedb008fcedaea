"""What a customer owns, bought, declined and did, as bits of one number: a million customers fit in memory."""

from collections.abc import Iterable
from typing import Literal

from ipp.engine.terms import Good, Offer

What = Literal["owned", "bought", "declined", "done"]


class Facts:
    """Gives every fact its bit when it is first spoken of; the order of asking decides, so equal stores get equal bits."""

    def __init__(self) -> None:
        self._bits: dict[tuple[What, str | Offer], int] = {}

    def bit(self, what: What, about: str | Offer) -> int:
        found = self._bits.get((what, about))
        if found is None:
            found = self._bits[what, about] = 1 << len(self._bits)
        return found

    def owned(self, products: Iterable[str]) -> int:
        """Return the bits of owning these products."""
        found = 0
        for product in sorted(products):
            found |= self.bit("owned", product)
        return found

    def buying(self, good: Good) -> int:
        """Return the bits that buying a good sets."""
        return self.bit("bought", good.name) | self.owned(good.keeps)
