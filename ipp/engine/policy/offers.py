"""Which offer is meant: an item at a price."""

from decimal import Decimal
from functools import cached_property

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.goods import GoodsTable
from ipp.path.model import Path
from ipp.path.names import Names, list_steps


class OfferPolicy:
    """The offers of a store, named by item and price."""

    path: Path
    names: Names

    @cached_property
    def positions(self) -> dict[str, int]:
        """Place of each item in the file, by name."""
        return {item.name.text: place for place, item in enumerate(self.names.items.values())}

    @cached_property
    def goods(self) -> GoodsTable:
        """Products and bundles by their names as written."""
        return GoodsTable(self.names, self.positions)

    def make_offer(self, name: str, price: Decimal | None) -> Offer:
        """Return the offer of an item at a price; the list price written out is the list price."""
        return name, None if price == self.goods[name].price else price

    def find_offer(self, offer: Offer) -> Offer:
        """Return the offer that a history means: of a price that the file does not have, the nearest, of two the dearer one."""
        name, price = self.make_offer(*offer)
        special = self.special_prices.get(name, frozenset())
        if price is None or price in special:
            return name, price
        listed = self.goods[name].price
        prices = [*special, *(() if listed is None else (listed,))]
        return self.make_offer(name, min(prices, key=lambda each: (abs(each - price), -each), default=None))

    @cached_property
    def special_prices(self) -> dict[str, frozenset[Decimal]]:
        """The prices that steps give each item, list prices written out among them."""
        found: dict[str, set[Decimal]] = {}
        for step in list_steps(self.path):
            item = self.names.resolve_item(step.subject.text) if step.price is not None else None
            if item is not None and step.price is not None:
                found.setdefault(item.name.text, set()).add(step.price)
        return {name: frozenset(prices) for name, prices in found.items()}
