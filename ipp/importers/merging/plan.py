"""What an export changes in a path file: every change, every difference, what is new and what is gone."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.items.naming import choose_name
from ipp.importers.merging.field_merge import Verdict, merge_field
from ipp.importers.merging.fields import FIELDS, Value, read_file_values, read_item_values
from ipp.importers.merging.lock import Lock, LockedItem, lock_item
from ipp.importers.merging.match import Good, Pair, match_items
from ipp.importers.merging.mentions import find_mentions
from ipp.loading import Store
from ipp.path.keys import Name
from ipp.path.model import Product
from ipp.path.names import Names, fold_blanks, fold_name, list_items
from ipp.text.words import count_things

OF_PRODUCTS = ("every", "category", "sold")
"""Fields that bundles do not have."""


class FieldChange(NamedTuple):
    """A field of an item of the file: what it says, what the shop says, and what the shop said before; `reason` why it cannot be taken."""

    key: str
    good: Good
    field: str
    file: Value | None
    shop: Value
    base: Value | None
    reason: str = ""


class ImportPlan(NamedTuple):
    """What would change: `changes` are made, `to_settle` are kept as the file says them; `retired` is gone from the shop.

    `removed` was taken out of the file by hand, and stays out. `paired` is what items of the shop are called in the file, by key; `lock` is what
    will be remembered.
    """

    changes: tuple[FieldChange, ...]
    to_settle: tuple[FieldChange, ...]
    new: tuple[Item, ...]
    retired: tuple[FieldChange, ...]
    removed: tuple[Item, ...]
    mentions: Mapping[str, list[Name]]
    paired: Mapping[str, str]
    lock: Lock
    first: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes and nothing is to be settled."""
        return not (self.changes or self.to_settle or self.new or self.retired)


def make_plan(
    items: Sequence[Item],
    layout: str,
    store: Store,
    lock: Lock | None,
    *,
    take: Collection[str],
    gone_ok: bool,
) -> ImportPlan:
    """Return what an export changes.

    Raises RequestError when the last import was of another platform, or more than a fifth is gone and that is not `gone_ok`.
    """
    if lock and lock.layout != layout:
        raise RequestError(
            f"the last import was from {lock.layout}, and this export is from {layout}",
            f"use --from {lock.layout}",
        )
    matches = match_items(items, lock, store.names)
    _check_gone(len(matches.gone), lock, gone_ok=gone_ok)
    namer = _Namer(store)
    changes: list[FieldChange] = []
    to_settle: list[FieldChange] = []
    for pair in matches.pairs:
        for change, verdict in _merge_pair(pair, namer, take):
            (changes if verdict is Verdict.TAKE and not change.reason else to_settle).append(change)
    new = tuple(namer.name_new(item) for item in matches.new)
    retired = [
        FieldChange(key, good, "retired", False, True, False)
        for key, _, good in matches.gone
        if not good.retired
    ]
    return ImportPlan(
        tuple(changes),
        tuple(to_settle),
        new,
        tuple(retired),
        matches.removed,
        find_mentions(store.path),
        {pair.item.key: pair.good.name.text for pair in matches.pairs},
        _make_lock(
            layout,
            _move_keys(lock, matches.moved),
            [pair.item for pair in matches.pairs],
            new,
            matches.removed,
        ),
        lock is None,
    )


def _check_gone(gone: int, lock: Lock | None, *, gone_ok: bool) -> None:
    there = sum(not locked.gone for locked in lock.items.values()) if lock else 0
    if 5 * gone > there and not gone_ok:
        raise RequestError(
            f"{gone:,} of {count_things(there, 'item')} of the last import are not in this export",
            "export the whole catalogue, or retire them with --gone-ok",
        )


def _merge_pair(pair: Pair, namer: "_Namer", take: Collection[str]) -> list[tuple[FieldChange, Verdict]]:
    file, base = read_file_values(pair.good), dict(pair.locked.values) if pair.locked else {}
    shop = namer.read_shop_values(pair)
    if pair.locked and pair.locked.gone:
        base["retired"] = True
        shop.setdefault("retired", False)
    found: list[tuple[FieldChange, Verdict]] = []
    for field in FIELDS:
        if field in OF_PRODUCTS and not isinstance(pair.good, Product):
            continue
        said = shop.get(field)
        verdict = merge_field(
            field, file.get(field), base.get(field), said, first=pair.locked is None, take=take
        )
        if verdict is not Verdict.KEEP and said is not None:
            reason = namer.find_clash(pair.good, str(said)) if field == "name" else ""
            change = FieldChange(
                pair.item.key, pair.good, field, file.get(field), said, base.get(field), reason
            )
            found.append((change, verdict))
    return found


class _Namer:
    """Finds names and codes that are free in the file."""

    def __init__(self, store: Store) -> None:
        self.names: Names = store.names
        every = list(list_items(store.path))
        self.taken = {fold_name(item.name.text) for item in every}
        self.codes = {fold_name(text) for item in every for text in (*getattr(item, "sku", ()), *item.also)}

    def read_shop_values(self, pair: Pair) -> dict[str, Value]:
        """Return what the shop says of an item: its name as it is now, unless the title changed; codes that are free."""
        values = read_item_values(pair.item)
        values["name"] = self.choose_shop_name(pair)
        codes = tuple(code for code in pair.item.sku if self._is_free_code(code, pair.good))
        if codes:
            values["sku"] = codes
        else:
            values.pop("sku", None)
        return values

    def choose_shop_name(self, pair: Pair) -> str:
        file, title = pair.good.name.text, pair.item.title
        if pair.locked is None:
            return (
                file if fold_name(file) in (fold_name(title), fold_name(pair.item.name)) else pair.item.name
            )
        if pair.locked.title == title:
            return str(pair.locked.values.get("name", file))
        return pair.item.name

    def _is_free_code(self, code: str, good: Good) -> bool:
        owner = self.names.find_item(code)
        return owner is None or owner is good

    def find_clash(self, good: Good, name: str) -> str:
        """Return why an item cannot be called so; nothing where it can."""
        owner = self.names.find_item(name)
        free = owner is None or owner is good
        return "" if free else f"another item of the file is called {name!r}"

    def name_new(self, item: Item) -> Item:
        """Return a new item under a free name, with the codes that are free, and take them."""
        codes = tuple(
            code for code in item.sku if not {fold_name(code), fold_blanks(code)} & (self.codes | self.taken)
        )
        named = item._replace(sku=codes)
        named = named._replace(name=choose_name(named, self.taken, self.codes))
        self.codes |= {fold_name(code) for code in codes}
        return named


def _move_keys(lock: Lock | None, moved: Mapping[str, str]) -> Lock | None:
    """Return the lock with items under the keys by which the shop knows them now."""
    if lock is None or not moved:
        return lock
    old = set(moved.values())
    items = {key: locked for key, locked in lock.items.items() if key not in old}
    return lock._replace(items=items | {key: lock.items[before] for key, before in moved.items()})


def _make_lock(
    layout: str, lock: Lock | None, paired: Sequence[Item], new: Sequence[Item], removed: Sequence[Item]
) -> Lock:
    """Return what is remembered: what the shop says now, and of what it does not say (any more) what it said before."""
    before = dict(lock.items) if lock else {}
    now = {item.key: _remember(item, before.get(item.key)) for item in (*paired, *new, *removed)}
    gone = {key: locked._replace(gone=True) for key, locked in before.items() if key not in now}
    return Lock(layout, {**gone, **now})


def _remember(item: Item, before: LockedItem | None) -> LockedItem:
    now = lock_item(item)
    if before is None:
        return now
    values = {**before.values, **now.values}
    if before.title == now.title and "name" in before.values:
        values["name"] = before.values["name"]
    return now._replace(values=values)
