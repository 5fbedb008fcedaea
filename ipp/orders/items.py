"""What is bought and offered, as numbers, and which of them a text of a table means: as `ipp next` reads names."""

from typing import Any, NamedTuple

from ipp.engine.lookup import list_offers
from ipp.engine.policy.clauses import Good, Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.products import Part, read_products
from ipp.path.model import Touch
from ipp.path.names import Item, list_goods
from ipp.text.cells import clean_sku
from ipp.text.suggest import Suggester, Vocabulary

GOODS = 1 << 18


class ItemNumbers(NamedTuple):
    """What stands for what. Numbers of goods follow the order in which lists are read: bundles, then products."""

    goods: tuple[Good, ...]
    good: dict[str, int]
    offers: dict[Offer, int]
    mentions: dict[str, list[Offer]]
    touches: dict[str, int]


def number_untold_offer(good: Any) -> Any:
    """Return what stands for an offer of a good that a Yes does not tell from its other offers."""
    return -2 - good


class ItemMatcher:
    """Finds what is meant: by name, in any case, or by sku, and what cells of orders mean."""

    def __init__(self, policy: Policy, numbers: ItemNumbers) -> None:
        self.policy, self.numbers = policy, numbers

    def find_item(self, text: str | None) -> Item | None:
        """Return the item that a cell means; one that means nothing is read as a sku that was saved for spreadsheets."""
        found = self.policy.names.find_item(text) if text else None
        plain = clean_sku(text) if text and not found else text
        return found if plain == text or not plain else self.policy.names.find_item(plain)

    def match_cells(self, item: str, sku: str, rows: int) -> list[Part]:  # noqa: ARG002  # a history names items by them
        """Return what the cells of some rows are about, which are alike."""
        return self.read_products(item, sku)

    def read_products(self, item: str, sku: str) -> list[Part]:
        """Return the products and bundles that a row of orders is about."""
        return read_products(self.find_good, item, sku)

    def find_good(self, *texts: str | None) -> int | None:
        """Return the code of a product or bundle that one of these texts names, the first that does."""
        for text in texts:
            found = self.find_item(text)
            if found and not isinstance(found, Touch):
                return self.numbers.good[found.name.text]
        return None


def number_items(policy: Policy) -> ItemNumbers:
    """Number everything that a policy names; raises RequestError for a path that is too large."""
    named = [policy.goods[item.name.text] for item in list_goods(policy.path)]
    goods = tuple(sorted(named, key=lambda good: (good.kind == "product", good.position)))
    if len(goods) > GOODS:
        raise RequestError(f"a path of more than {GOODS:,} products and bundles cannot be planned with")
    spoken = list_offers(policy, (good.name for good in goods))
    listed = ((good.name, None) for good in goods)
    every = dict.fromkeys((*listed, *(offer for offers in spoken.values() for offer in offers)))
    offers = {offer: code for code, offer in enumerate(every)}
    names = (touch.name.text for touch in policy.path.touches)
    touches = {name: code for code, name in enumerate(names, len(offers))}
    return ItemNumbers(goods, {good.name: code for code, good in enumerate(goods)}, offers, spoken, touches)


class NearestItems:
    """Finds the items of some kinds that texts which mean nothing may have meant, by names, skus and other names."""

    def __init__(self, policy: Policy, kinds: tuple[type, ...]) -> None:
        self.names = policy.names
        self._suggester = Suggester()
        self._known = Vocabulary(policy.names.list_names(kinds))

    def find_nearest(self, text: str) -> str | None:
        """Return the name of what a text may mean; of an offer with a price, its item."""
        readings = filter(None, (text, text.rpartition(" for ")[0]))
        found = (self._suggester.find_nearest(each, self._known) for each in readings)
        item = self.names.find_item(next(filter(None, found), ""))
        return item.name.text if item else None
