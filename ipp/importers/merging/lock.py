"""The lock file beside a path file: what the shop said at the last import, by the shop's own keys."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ipp.errors import RequestError
from ipp.importers.items.item import Item
from ipp.importers.merging.fields import FIELDS, USUAL, Value, Values, read_item_values

FORMAT_VERSION = "1.0"


class LockedItem(NamedTuple):
    """What the shop said of an item: what it called it, and the values of its fields; `gone` once it was no longer in an export."""

    title: str
    values: Values
    gone: bool = False


class Lock(NamedTuple):
    """What was imported last: the layout of the export, and its items by key."""

    layout: str
    items: Mapping[str, LockedItem]


def lock_items(layout: str, items: Iterable[Item]) -> Lock:
    """Return the lock of a catalogue that was imported whole."""
    return Lock(layout, {item.key: lock_item(item) for item in items})


def lock_item(item: Item) -> LockedItem:
    """Return what is remembered of an item."""
    return LockedItem(item.title, read_item_values(item))


def write_lock(lock: Lock) -> str:
    """Return the text of a lock file: an item a line, sorted by key, so that changes are easy to read."""
    lines = [
        f"    {json.dumps(key, ensure_ascii=False)}: {json.dumps(_make_entry(item), ensure_ascii=False)}"
        for key, item in sorted(lock.items.items())
    ]
    items = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
    return (
        "{\n"
        f'  "format_version": "{FORMAT_VERSION}",\n'
        f'  "from": {json.dumps(lock.layout)},\n'
        f'  "items": {items}\n'
        "}\n"
    )


def _make_entry(item: LockedItem) -> dict[str, Any]:
    entry: dict[str, Any] = {
        field: list(value) if isinstance(value, tuple) else value
        for field in FIELDS
        if (value := item.values.get(field)) is not None and value != USUAL.get(field)
    }
    if item.title != entry.get("name"):
        entry["title"] = item.title
    return entry | ({"gone": True} if item.gone else {})


def read_lock(name: str, text: str) -> Lock:
    """Read a lock file; raises RequestError for what is none."""
    try:
        whole = json.loads(text)
        if not str(whole["format_version"]).startswith("1."):
            raise RequestError(f"{name} was written by a later version of ipp", "upgrade ipp")
        items = {str(key): _read_entry(entry) for key, entry in whole["items"].items()}
        return Lock(str(whole["from"]), items)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RequestError(
            f"{name} is not a lock file of `ipp import`", "restore it from version control, or remove it"
        ) from None


def _read_entry(entry: Mapping[str, Any]) -> LockedItem:
    values: dict[str, Value] = {}
    for field in FIELDS:
        value = entry.get(field)
        if isinstance(value, list):
            values[field] = tuple(map(str, value))
        elif value is not None:
            values[field] = value if isinstance(value, bool) else str(value)
    return LockedItem(str(entry.get("title", values.get("name", ""))), values, bool(entry.get("gone", False)))
