"""Entries of a catalogue as items of a path: variants joined or parted, each item named once, references resolved."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ipp.importers.items.bundles import price_bundles
from ipp.importers.items.item import Item
from ipp.importers.items.naming import choose_names, drop_taken_codes
from ipp.importers.reading.catalogue import Catalogue, Entry, Variant

_LOOKS = (
    "size", "color", "colour", "colors", "colours", "sizes",
    "größe", "grösse", "farbe", "taille", "couleur", "talla", "tamaño", "color",
    "taglia", "colore", "maat", "kleur", "rozmiar", "kolor", "tamanho", "cor",
)  # fmt: skip
"""Options that make no other product: what differs in them alone stays one, whatever each costs."""


def make_items(
    catalogue: Catalogue, imported: Collection[str] = (), variants: str = "auto"
) -> tuple[Item, ...]:
    """Return the items of a catalogue, in its order, bundles among them.

    Variants are one item; `auto` parts them where prices differ by an option that is neither size nor colour, `each` always, `one` never. What
    was imported before, by its key in `imported`, stays joined or parted as it was.
    """
    items: list[Item] = []
    first_keys: dict[str, str] = {}
    taken: set[str] = set()
    for entry in catalogue.entries:
        made = list(_make_entry_items(_take_key(entry, taken), imported, variants))
        for text in (entry.key, *entry.names, entry.title):
            first_keys.setdefault(text, made[0].key)
        for item in made:
            for sku in item.sku:
                first_keys.setdefault(sku, item.key)
        taken |= {made[0].key.partition("#")[0], *(item.key for item in made)}
        items += made
    resolved = [_resolve_references(item, first_keys) for item in items]
    return tuple(price_bundles(choose_names(drop_taken_codes(resolved))))


def _take_key(entry: Entry, taken: Collection[str]) -> Entry:
    """Return an entry under a key that no item has yet: shops that say one key twice get numbers behind it."""
    number, key = 1, entry.key
    while key in taken:
        number += 1
        key = f"{entry.key} ({number})"
    return entry._replace(key=key)


def _make_entry_items(entry: Entry, imported: Collection[str], variants: str) -> Iterator[Item]:
    groups = _group_variants(entry, variants)
    was_parted = any(_make_key(entry, label) in imported for label in groups)
    if was_parted or (entry.key not in imported and _are_parted(groups, variants)):
        for label, its in groups.items():
            title = f"{entry.title} - {label}" if label else entry.title
            yield _make_item(entry, _make_key(entry, label), title, its)
    else:
        yield _make_item(entry, entry.key, entry.title, entry.variants)


def _make_key(entry: Entry, label: str) -> str:
    return f"{entry.key}#{label}"


def _group_variants(entry: Entry, variants: str) -> dict[str, list[Variant]]:
    """Return the variants by what could part them: their options but for size and colour, and their periods."""
    groups: dict[str, list[Variant]] = {}
    periods = {each.every for each in entry.variants}
    for number, variant in enumerate(entry.variants, 1):
        values = [value for name, value in variant.options if variants == "each" or not _is_look(name)]
        if variant.every and len(periods) > 1:
            values.append(variant.every)
        label = " / ".join(values) or (variant.sku or str(number) if variants == "each" else "")
        groups.setdefault(label, []).append(variant)
    return groups


def _are_parted(groups: Mapping[str, Sequence[Variant]], variants: str) -> bool:
    """Whether groups of variants are items of their own, where nothing was imported before."""
    return len(groups) > 1 and variants != "one" and (variants == "each" or _differ_in_price(groups))


class _Terms(NamedTuple):
    """What something costs today, without a sale, and in which period."""

    price: Decimal | None
    usual: Decimal | None
    every: str | None

    def differ_from(self, other: "_Terms") -> bool:
        """Whether both are not the same price: neither a sale of one nor the end of a sale makes them differ."""
        return self.every != other.every or (self.price != other.price and self.usual != other.usual)


def _differ_in_price(groups: Mapping[str, Sequence[Variant]]) -> bool:
    """Whether groups cost differently where size and colour are the same; a sale of one variant does not count."""
    alike: dict[tuple[str, ...], dict[str, set[_Terms]]] = {}
    for label, its in groups.items():
        for each in its:
            looks = tuple(value for name, value in each.options if _is_look(name))
            alike.setdefault(looks, {}).setdefault(label, set()).add(_find_terms([each]))
    compared = [terms for terms in alike.values() if len(terms) > 1] or [
        {label: {_find_terms(its)} for label, its in groups.items()}
    ]
    return any(_have_different(set().union(*terms.values())) for terms in compared)


def _have_different(terms: Collection[_Terms]) -> bool:
    return any(one.differ_from(other) for one, other in combinations(terms, 2))


def _find_terms(variants: Sequence[Variant]) -> _Terms:
    """Return the lowest price of some variants, today and without a sale."""
    usual = [each._replace(price=each.list_price or each.price) for each in variants]
    return _Terms(_find_price(variants), _find_price(usual), variants[0].every)


def _is_look(option: str) -> bool:
    """Whether an option is a size or a colour, in one of the languages of shops."""
    return any(word in _LOOKS for word in option.casefold().replace("_", " ").replace("-", " ").split())


def _find_price(variants: Sequence[Variant]) -> Decimal | None:
    """Return the lowest price above 0, else 0 if there is that, else none."""
    prices = [variant.price for variant in variants if variant.price is not None]
    return min((price for price in prices if price), default=min(prices, default=None))


def _make_item(entry: Entry, key: str, title: str, variants: Sequence[Variant]) -> Item:
    price = _find_price(variants)
    cheapest = next((each for each in variants if each.price == price), variants[0])
    stock = [each.in_stock for each in variants]
    return Item(
        key,
        title,
        price=price,
        cost=cheapest.cost,
        sku=tuple(dict.fromkeys(each.sku for each in variants if each.sku)),
        category=entry.category,
        url=entry.url,
        every=cheapest.every,
        draft=entry.draft,
        paused=None if None in stock else not any(stock),
        retired=entry.retired,
        sold=entry.sold,
        list_price=cheapest.list_price,
        parts=tuple((part.reference, part.quantity) for part in entry.parts),
        following=entry.following,
        instead=entry.instead,
        remark=entry.remark,
        unread=tuple(dict.fromkeys(cell for each in variants for cell in each.unread)),
    )


def _resolve_references(item: Item, keys: Mapping[str, str]) -> Item:
    """Return an item whose references are keys; those that mean nothing in the export are told, the item itself is left out."""

    def resolve(texts: Sequence[str]) -> tuple[str, ...]:
        found = (keys.get(text) for text in texts)
        return tuple(dict.fromkeys(key for key in found if key is not None and key != item.key))

    parts = Counter[str]()
    for text, quantity in item.parts:
        if (key := keys.get(text)) is not None and key != item.key:
            parts[key] += quantity
    texts = (*(text for text, _ in item.parts), *item.following, *item.instead)
    return item._replace(
        parts=tuple(parts.items()),
        following=resolve(item.following),
        instead=resolve(item.instead),
        unknown=tuple(dict.fromkeys(text for text in texts if text not in keys)),
    )
