"""What a text means: the one place that says which item, offer or segment is called so.

Names are compared after Unicode NFC, case folding and folding of blanks; a name is shown as it was written.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from ipp.path.keys import Name
from ipp.path.lists import list_step_lists
from ipp.path.model import Bundle, Path, Product, Step, Touch
from ipp.path.segments import Segment
from ipp.path.terms import Channel
from ipp.text.cells import BLANKS

Item = Product | Bundle | Touch
_PRICED = r"((?s:.+)) for ([0-9.,]+)"


def fold_name(text: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    if text.isascii():
        return fold_blanks(text.lower())
    return fold_blanks(normalize("NFC", normalize("NFC", text).casefold()))


def list_levels(category: str) -> list[str]:
    """Return a category and those above it, folded: of `A > B`, then of `A`."""
    parts = [fold_name(part) for part in category.split(">")]
    return [" > ".join(parts[:length]) for length in range(len(parts), 0, -1)]


def fold_blanks(text: str) -> str:
    """Return a text with its blanks folded: single ones between words, and neither blanks nor characters of no width around them."""
    return " ".join(text.strip(BLANKS).split())


class OfferText(NamedTuple):
    """What a text such as `NAME for 49` means: an item, and its price as it stands there."""

    item: Item
    price: str | None


class Names:
    """Finds the items and segments of a path by what they are called."""

    __slots__ = ("_as_written", "_folded_skus", "also", "channels", "items", "segments", "skus")

    def __init__(self, path: Path) -> None:
        self.items: dict[str, Item] = {}
        self._as_written: dict[str, Item] = {}  # the short way: most names are typed as they are declared
        self.segments: dict[str, Segment] = {}
        self.skus: dict[str, Product | Bundle] = {}
        self._folded_skus: dict[str, Product | Bundle] = {}
        self.also: dict[str, Item] = {}  # by folded text
        for item in list_items(path):
            first = self.items.setdefault(fold_name(item.name.text), item)
            self._as_written[item.name.text] = first
            for other in item.also:
                self.also.setdefault(fold_name(other), item)
        self.channels: dict[str, Channel] = {}
        for channel in path.channels or ():
            self.channels.setdefault(fold_name(channel.name.text), channel)
        for segment in path.segments:
            self.segments.setdefault(fold_name(segment.name.text), segment)
        for good in list_goods(path):
            for sku in list_skus(good):
                self.skus.setdefault(fold_blanks(sku), good)
                self._folded_skus.setdefault(fold_name(sku), good)

    def find_item(self, text: str) -> Item | None:
        """Return the item that a text from outside the path file means.

        An exact name goes before a folded name, then an exact sku (but for blanks), a folded sku, and another name that it has or had.
        """
        return (
            self.resolve_item(text)
            or self.skus.get(fold_blanks(text))
            or self._folded_skus.get(fold_name(text))
            or self.also.get(fold_name(text))
        )

    def find_offer(self, text: str) -> OfferText | None:
        """Return the item and the price that a text means; the longest reading that is a name wins."""
        item = self.find_item(text)
        if item:
            return OfferText(item, None)
        priced = re.fullmatch(_PRICED, text) if " for " in text else None
        item = self.find_item(priced[1]) if priced else None
        return OfferText(item, priced[2]) if priced and item else None

    def resolve_item(self, name: str) -> Item | None:
        """Return the item of this name; what a path file refers to is named so, never by sku."""
        return self._as_written.get(name) or self.items.get(fold_name(name))

    def list_names(self, kinds: tuple[type, ...]) -> list[str]:
        """Return all names, skus and other names of items of these kinds, as they are written."""
        named = [item.name.text for item in self.items.values() if isinstance(item, kinds)]
        others = [name for item in self.items.values() if isinstance(item, kinds) for name in item.also]
        return named + [sku for sku, good in self.skus.items() if isinstance(good, kinds)] + others

    def list_beginning(self, text: str, kinds: tuple[type, ...]) -> list[str]:
        """Return the names that begin with a text; where none does, the skus."""
        named = [item.name.text for item in self.items.values() if isinstance(item, kinds)]
        skus = [sku for sku, good in self.skus.items() if isinstance(good, kinds)]
        wanted = fold_name(text)
        found = ([each for each in texts if fold_name(each).startswith(wanted)] for texts in (named, skus))
        return next(filter(None, found), [])

    def list_containing(self, text: str, kinds: tuple[type, ...]) -> list[str]:
        """Return the names that begin with a text of two letters or more, then those that have it in them."""
        wanted = fold_name(text)
        if len(wanted) < 2:
            return []
        named = [item.name.text for item in self.items.values() if isinstance(item, kinds)]
        found = [name for name in named if wanted in fold_name(name)]
        return sorted(found, key=lambda name: not fold_name(name).startswith(wanted))

    def resolve_channel(self, name: str) -> Channel | None:
        return self.channels.get(fold_name(name)) if self.channels else None

    def resolve_segment(self, name: str) -> Segment | None:
        return self.segments.get(fold_name(name))


def list_skus(good: Product | Bundle) -> tuple[str, ...]:
    """Return the codes by which order exports may name a good."""
    return good.sku


def list_goods(path: Path) -> Iterator[Product | Bundle]:
    """Yield what can be bought, in the order of the file."""
    yield from path.products
    yield from path.bundles


def list_items(path: Path) -> Iterator[Item]:
    """Yield all items in the order of the file: products, bundles, touches."""
    yield from list_goods(path)
    yield from path.touches


def holds_only_consumables(good: Product | Bundle, names: Names) -> bool:
    """Whether everything in it is used up."""
    if isinstance(good, Product):
        return good.consumable
    inside = [names.resolve_item(part.name.text) for part in (*good.items, *good.free)]
    return all(isinstance(product, Product) and product.consumable for product in inside)


def list_steps(path: Path) -> Iterator[Step]:
    """Yield every step and rung that is written anywhere."""
    for written in list_step_lists(path):
        for step in written.steps:
            yield step
            if step.downsell:
                yield from list_with_rungs(step.downsell)


def list_with_rungs(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield steps, each followed by the rungs written under it."""
    for step in steps:
        yield step
        if step.downsell:
            yield from list_with_rungs(step.downsell)


def list_parts(segment: Segment) -> tuple[Name, ...]:
    """Return the names of the segments that a segment is made of."""
    return (*segment.any, *segment.all, *segment.not_)
