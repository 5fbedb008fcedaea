"""Which item of a path file is which item of the shop: by the shop's key and the last import, by code, by name."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipp.importers.items.item import Item
from ipp.importers.merging.lock import Lock, LockedItem
from ipp.path.model import Bundle, Product, Touch
from ipp.path.names import Names

Good = Product | Bundle


class Pair(NamedTuple):
    """An item of the shop, what it is in the file, and what the shop said of it at the last import (None: it was not there)."""

    item: Item
    good: Good
    locked: LockedItem | None


class Matches(NamedTuple):
    """What belongs together; `new` is what the file does not have, `removed` what was taken out of the file by hand, `gone` what the shop no longer has."""

    pairs: tuple[Pair, ...]
    new: tuple[Item, ...]
    removed: tuple[Item, ...]
    gone: tuple[tuple[str, LockedItem, Good], ...]


def match_items(items: Sequence[Item], lock: Lock | None, names: Names) -> Matches:
    """Return what belongs together; no item of the file belongs to two of the shop."""
    return _Matcher(names).match(items, lock)


class _Matcher:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.taken = set[int]()

    def match(self, items: Sequence[Item], lock: Lock | None) -> Matches:
        locked = {item.key: lock.items[item.key] for item in items if lock and item.key in lock.items}
        found: dict[str, Good] = {}
        imported = [item for item in items if item.key in locked]
        others = [item for item in items if item.key not in locked]
        for item in imported:
            self.take(found, item.key, [str(locked[item.key].values.get("name", ""))], ())
        present = {item.key for item in items}
        gone = list(self.list_gone(lock, present))
        for item in (*imported, *others):
            if item.key not in found:
                codes = (*_list_codes(locked.get(item.key)), *item.sku)
                self.take(found, item.key, [], codes)
        for item in others:
            if item.key not in found:
                self.take(found, item.key, [item.title, item.name], ())
        pairs = tuple(
            Pair(item, found[item.key], locked.get(item.key)) for item in items if item.key in found
        )
        new = tuple(item for item in others if item.key not in found)
        removed = tuple(item for item in imported if item.key not in found)
        return Matches(pairs, new, removed, tuple(gone))

    def take(self, found: dict[str, Good], key: str, titles: Sequence[str], codes: Sequence[str]) -> None:
        """Find the first free item of the file that has one of these names, or one of these codes."""
        for text in (*codes, *titles):
            item = self.names.find_item(text) if text else None
            if item is not None and not isinstance(item, Touch) and id(item) not in self.taken:
                self.taken.add(id(item))
                found[key] = item
                return

    def list_gone(self, lock: Lock | None, present: set[str]) -> Iterator[tuple[str, LockedItem, Good]]:
        for key, locked in lock.items.items() if lock else ():
            if key not in present and not locked.gone:
                found: dict[str, Good] = {}
                self.take(found, key, [str(locked.values.get("name", ""))], _list_codes(locked))
                if key in found:
                    yield key, locked, found[key]


def _list_codes(locked: LockedItem | None) -> tuple[str, ...]:
    codes = locked.values.get("sku", ()) if locked else ()
    return codes if isinstance(codes, tuple) else (str(codes),)
