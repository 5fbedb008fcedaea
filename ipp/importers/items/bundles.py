"""Grouped products and packs as bundles: of products only, at a price."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ipp.importers.items.item import Item
from ipp.importers.reading.cells import tidy_money

_DEEPEST = 10


def price_bundles(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items: a bundle in a bundle is taken apart, and one without a price costs what its parts do."""
    by_key = {item.key: item for item in items}
    for item in items:
        if item.parts:
            parts = Counter[str]()
            _count_parts(item, by_key, parts, 1, {item.key})
            item = _price_bundle(item._replace(parts=tuple(parts.items())), by_key)  # noqa: PLW2901
        yield item


def _price_bundle(bundle: Item, by_key: Mapping[str, Item]) -> Item:
    """Return a bundle at its price; at what its parts cost, and a remark that says so, where the export has none."""
    if bundle.price is not None:
        return bundle
    price = _add_prices(dict(bundle.parts), by_key)
    if price is None:
        return bundle
    remarks = filter(None, (bundle.remark, "the price is the sum of its parts"))
    return bundle._replace(price=price, remark="; ".join(remarks))


def _add_prices(parts: Mapping[str, int], by_key: Mapping[str, Item]) -> Decimal | None:
    """Return what parts cost one by one; None where a price is missing."""
    whole = Decimal(0)
    for key, number in parts.items():
        price = by_key[key].price
        if price is None:
            return None
        whole += price * number
    return tidy_money(whole)


def _count_parts(
    item: Item, by_key: Mapping[str, Item], parts: Counter[str], times: int, above: set[str]
) -> None:
    for key, number in item.parts:
        inner = by_key[key]
        if not inner.parts:
            parts[key] += times * number
        elif key not in above and len(above) < _DEEPEST:
            _count_parts(inner, by_key, parts, times * number, {*above, key})
