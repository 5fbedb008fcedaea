"""What can be bought: products and bundles with their contents followed."""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Content, Good, Unavailable
from ipp.path.keys import Quantity
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import Names


def find_unavailable(item: Product | Bundle | Touch) -> Unavailable | None:
    """Say why an item itself is not offered or made."""
    if item.draft:
        return "draft"
    if item.paused:
        return "paused"
    return "retired" if not isinstance(item, Touch) and item.retired else None


_NOTHING = frozenset[str]()


class GoodsTable(dict[str, Good]):
    """Goods by their names as written, each made when first asked for."""

    def __init__(self, names: Names, positions: dict[str, int]) -> None:
        super().__init__()
        self.names, self.positions = names, positions

    def __missing__(self, name: str) -> Good:
        item = self.names.resolve_item(name)
        assert isinstance(item, (Product, Bundle))
        self[name] = good = self._make_good(item)
        return good

    def _make_good(self, item: Product | Bundle) -> Good:
        name = item.name.text
        if isinstance(item, Product):
            contents: tuple[Content, ...] = (Content(name, 1, 0),)
            itself = frozenset((name,))
            return Good(
                name,
                "product",
                self.positions[name],
                item.price,
                contents,
                itself,
                _NOTHING if item.consumable else itself,
                find_unavailable(item),
                item.every is not None,
            )
        contents = self._list_contents(item)
        products = frozenset(content.product for content in contents)
        return Good(
            name,
            "bundle",
            self.positions[name],
            item.price,
            contents,
            products,
            self._select_kept(products),
            find_unavailable(item) or self._find_unavailable(products),
        )

    def _list_contents(self, bundle: Bundle) -> tuple[Content, ...]:
        numbers: dict[str, tuple[int, int]] = {}
        for parts, free in ((bundle.items, False), (bundle.free, True)):
            for product, number in self._resolve_parts(parts):
                quantity, gratis = numbers.get(product, (0, 0))
                numbers[product] = (quantity + number, gratis + (number if free else 0))
        return tuple(Content(product, quantity, gratis) for product, (quantity, gratis) in numbers.items())

    def _resolve_parts(self, parts: tuple[Quantity, ...]) -> Iterator[tuple[str, int]]:
        for part in parts:
            item = self.names.resolve_item(part.name.text)
            if isinstance(item, Product):
                yield item.name.text, part.number

    def _find_unavailable(self, products: frozenset[str]) -> Unavailable | None:
        """Say why a bundle of these products is not offered: by the first in the order of the file that is not."""
        found = (self[product].unavailable for product in sorted(products, key=self.positions.__getitem__))
        return next(filter(None, found), None)

    def _select_kept(self, products: frozenset[str]) -> frozenset[str]:
        found = ((name, self.names.resolve_item(name)) for name in products)
        return frozenset(name for name, item in found if isinstance(item, Product) and not item.consumable)
