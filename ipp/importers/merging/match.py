"""Which item of a path file is which item of the shop: by the shop's key and the last import, by code, by name."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    """What belongs together; `new` is what the file does not have, `removed` what was taken out of the file by hand, `gone` what the shop no longer has.

    `moved` are keys of the last import, by the keys under which the shop has the same items now.
    """

    pairs: tuple[Pair, ...]
    new: tuple[Item, ...]
    removed: tuple[Item, ...]
    gone: tuple[tuple[str, LockedItem, Good], ...]
    moved: Mapping[str, str]


def match_items(items: Sequence[Item], lock: Lock | None, names: Names) -> Matches:
    """Return what belongs together; no item of the file belongs to two of the shop."""
    return _Matcher(names).match(items, lock.items if lock else {})


Absent = dict[int, tuple[str, Good]]
"""What the export lacks of the last import, with its key, by identity."""


class _Matcher:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.taken = set[int]()

    def match(self, items: Sequence[Item], locked: Mapping[str, LockedItem]) -> Matches:
        found: dict[str, Good] = {}
        imported = [item for item in items if item.key in locked]
        others = [item for item in items if item.key not in locked]
        for item in imported:
            self.take(found, item.key, _list_names(locked[item.key]))
        for item in imported:
            self.take(found, item.key, (*_list_codes(locked[item.key]), *item.sku))
        absent = self.find_absent(locked, {item.key for item in items})
        for item in others:
            self.take(found, item.key, item.sku)
        for item in others:
            self.take(found, item.key, (item.title, item.name))
        moved = {
            key: absent[id(good)][0]
            for key, good in found.items()
            if key not in locked and id(good) in absent
        }
        return Matches(
            tuple(
                Pair(item, found[item.key], locked.get(moved.get(item.key, item.key)))
                for item in items
                if item.key in found
            ),
            tuple(item for item in others if item.key not in found),
            tuple(item for item in imported if item.key not in found),
            tuple(self.list_gone(locked, absent)),
            moved,
        )

    def find(self, texts: Iterable[str]) -> Good | None:
        """Return the first free item of the file that is called one of these names or codes."""
        found = (self.names.find_item(text) for text in texts if text)
        return next(
            (item for item in found if item and not isinstance(item, Touch) and id(item) not in self.taken),
            None,
        )

    def take(self, found: dict[str, Good], key: str, texts: Iterable[str]) -> None:
        """Give an item of the shop, unless it has one, the item of the file that is called so."""
        good = None if key in found else self.find(texts)
        if good is not None:
            self.taken.add(id(good))
            found[key] = good

    def find_absent(self, locked: Mapping[str, LockedItem], present: Collection[str]) -> Absent:
        """Return the keys of the last import that the export lacks, by the item of the file (its identity) that each was."""
        found: Absent = {}
        for key, item in locked.items():
            if key not in present and not item.gone:
                good = self.find((*_list_names(item), *_list_codes(item)))
                if good is not None:
                    found.setdefault(id(good), (key, good))
        return found

    def list_gone(
        self, locked: Mapping[str, LockedItem], absent: Absent
    ) -> Iterator[tuple[str, LockedItem, Good]]:
        """Yield what the export lacks and no other item of the shop has become."""
        for identity, (key, good) in absent.items():
            if identity not in self.taken:
                yield key, locked[key], good


def _list_names(locked: LockedItem) -> tuple[str, ...]:
    return (str(locked.values.get("name", "")),)


def _list_codes(locked: LockedItem) -> tuple[str, ...]:
    codes = locked.values.get("sku", ())
    return codes if isinstance(codes, tuple) else (str(codes),)
