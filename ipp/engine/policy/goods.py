"""What can be bought: products and bundles with their contents followed."""

from collections.abc import Iterator

from ipp.engine.policy.clauses import Content, Good
from ipp.path.keys import Quantity
from ipp.path.model import Bundle, Product
from ipp.path.names import Names


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
            keeps = frozenset(() if item.consumable else (name,))
            return Good(
                name,
                "product",
                self.positions[name],
                item.price,
                contents,
                frozenset((name,)),
                keeps,
                item.draft,
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
            item.draft or any(map(self._is_draft, products)),
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

    def _is_draft(self, product: str) -> bool:
        item = self.names.resolve_item(product)
        return item is not None and item.draft

    def _select_kept(self, products: frozenset[str]) -> frozenset[str]:
        found = ((name, self.names.resolve_item(name)) for name in products)
        return frozenset(name for name, item in found if isinstance(item, Product) and not item.consumable)
