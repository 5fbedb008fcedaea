"""Which item of one side is which of the other: by name, other name, sku, and then by contents."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ipp.path.model import Bundle, Touch
from ipp.path.names import Item, Names, fold_name, list_skus


class ItemPairs(NamedTuple):
    """Items on both sides, old and new, in the order of the new file; those of one side alone; and new names by old ones, where they differ."""

    both: tuple[tuple[Item, Item], ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]
    renamed: Mapping[str, str]

    def rename(self, name: str) -> str:
        """Return what the new side calls an item of the old one."""
        return self.renamed.get(name, name)


def pair_items(old: Names, new: Names) -> ItemPairs:
    """Return which item is which."""
    pairing = _Pairing(old)
    for find in (
        pairing.find_by_name, pairing.find_by_other_name, pairing.find_by_sku, pairing.find_by_contents,
    ):  # fmt: skip
        for item in new.items.values():
            pairing.pair(item, None if id(item) in pairing.partner else find(item))
    partner = pairing.partner
    both = tuple((partner[id(item)], item) for item in new.items.values() if id(item) in partner)
    added = tuple(item for item in new.items.values() if id(item) not in partner)
    renamed = {
        before.name.text: after.name.text for before, after in both if before.name.text != after.name.text
    }
    return ItemPairs(both, tuple(pairing.left.values()), added, renamed)


class _Pairing:
    """Items of the old side, by folded name, until they have found their partner."""

    def __init__(self, old: Names) -> None:
        self.old = old
        self.left = dict(old.items)
        self.partner: dict[int, Item] = {}

    def pair(self, item: Item, key: str | None) -> None:
        """Take it that an item of the new side is the one of this key, if it is of the same sort."""
        if key is not None and isinstance(self.left[key], Touch) is isinstance(item, Touch):
            self.partner[id(item)] = self.left.pop(key)

    def find_by_name(self, item: Item) -> str | None:
        key = fold_name(item.name.text)
        return key if key in self.left else None

    def find_by_other_name(self, item: Item) -> str | None:
        keys = (fold_name(other) for other in item.also)
        found = next((key for key in keys if key in self.left), None)
        return found or self._select_unpaired(self.old.also.get(fold_name(item.name.text)))

    def find_by_sku(self, item: Item) -> str | None:
        skus = () if isinstance(item, Touch) else list_skus(item)
        found = (self._select_unpaired(self.old.skus.get(sku)) for sku in skus)
        return next((key for key in found if key is not None), None)

    def find_by_contents(self, item: Item) -> str | None:
        if not isinstance(item, Bundle):
            return None
        wanted = sorted(_list_contents(item))
        bundles = ((key, each) for key, each in self.left.items() if isinstance(each, Bundle))
        found = [key for key, each in bundles if sorted(_list_contents(each)) == wanted]
        return found[0] if len(found) == 1 else None

    def _select_unpaired(self, item: Item | None) -> str | None:
        key = fold_name(item.name.text) if item else None
        return key if key is not None and self.left.get(key) is item else None


def _list_contents(bundle: Bundle) -> Iterator[tuple[str, int, bool]]:
    yield from ((fold_name(part.name.text), part.number, False) for part in bundle.items)
    yield from ((fold_name(part.name.text), part.number, True) for part in bundle.free)
