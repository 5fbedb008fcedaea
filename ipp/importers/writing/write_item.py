"""An item as YAML: in braces on one line, or as a block where it is long or has more to say."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ipp.importers.items.item import Item
from ipp.text.visible import make_visible
from ipp.text.words import name_few
from ipp.text.yaml.scalars import write_scalar

WIDEST = 110
"""Characters of a line; an item that takes more is written as a block."""


class WrittenItem(NamedTuple):
    """An item as it is to be written: its name, its keys with their values as YAML, and remarks that become comments."""

    name: str
    values: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


def describe_item(item: Item, items: Mapping[str, Item], *, upsells: bool = False) -> WrittenItem:
    """Return what is written of an item; `items` are those that it may lead to, by key; `upsells` lead on, too."""
    values = [(key, text) for key, text in _list_values(item, items) if text]
    following = list_following(item, items, upsells=upsells)
    if following:
        values.append(("next", write_list([items[key].name for key in following])))
    return WrittenItem(item.name, tuple(values), tuple(_list_remarks(item, items, following)))


def _list_values(item: Item, items: Mapping[str, Item]) -> list[tuple[str, str]]:
    inside = {items[key].name: number for key, number in item.parts if key in items}
    written = write_values(item)
    note = f"list price {item.list_price}" if item.list_price is not None else ""
    return [("items", _write_parts(inside)), *written.items(), ("note", note)]


def write_values(item: Item) -> dict[str, str]:
    """Return the keys that the shop owns, each with its value as YAML; nothing for a key that need not be written."""
    values = {
        "price": "" if item.price is None else str(item.price),
        "cost": "" if item.cost is None else str(item.cost),
        "every": item.every or "",
        "sku": write_list(item.sku) if item.sku else "",
        "category": write_scalar(item.category) if item.category else "",
        "url": write_scalar(item.url) if item.url else "",
        "draft": "true" if item.draft else "",
        "paused": "true" if item.paused else "",
        "retired": "true" if item.retired else "",
        "sold": "false" if item.sold is False else "",
    }
    return {key: text for key, text in values.items() if not item.parts or key not in PRODUCT_ONLY}


PRODUCT_ONLY = ("every", "category", "sold")
"""Keys that bundles do not have."""


def write_list(texts: Collection[str]) -> str:
    """Write texts as one scalar, or as a list in brackets."""
    written = [write_scalar(text) for text in texts]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _write_parts(inside: Mapping[str, int]) -> str:
    if not inside:
        return ""
    if all(number == 1 for number in inside.values()):
        return f"[{', '.join(map(write_scalar, inside))}]"
    return "{" + ", ".join(f"{write_scalar(name)}: {number}" for name, number in inside.items()) + "}"


def list_following(item: Item, items: Mapping[str, Item], *, upsells: bool = False) -> list[str]:
    """Return the keys of what can be offered after an item: for sale, and not what holds the item or is in it."""
    inside = dict(item.parts)
    wanted = (*item.following, *(item.instead if upsells else ()))
    found = [items[key] for key in dict.fromkeys(wanted) if key in items]
    return [
        each.key
        for each in found
        if is_offered(each, items) and each.key not in inside and item.key not in dict(each.parts)
    ]


def is_offered(item: Item, items: Mapping[str, Item]) -> bool:
    """Whether an item can be offered: it is for sale, and so is everything in it."""
    return item.is_for_sale and all(items[key].is_for_sale for key, _ in item.parts if key in items)


def _list_remarks(item: Item, items: Mapping[str, Item], following: Collection[str]) -> list[str]:
    instead = [items[key].name for key in item.instead if key in items and key not in following]
    remarks = [item.remark] if item.remark else []
    if instead:
        remarks.append(f"sold instead of it in the shop: {name_few(instead, 6)}")
    return remarks


def write_item(item: WrittenItem, indent: str, deeper: str, *, flow: bool | None = None) -> list[str]:
    """Return an item as lines: in braces or as a block as `flow` says, else as what suits it."""
    name, values = write_scalar(item.name), [f"{key}: {text}" for key, text in item.values]
    comments = [f"# {make_visible(each)}" for each in item.remarks]
    line = "    ".join([f"{indent}{name}: {{{', '.join(values)}}}", *comments])
    if flow is None:
        has_next = any(key == "next" for key, _ in item.values)
        flow = len(line) <= WIDEST and not has_next
    if flow or not values:
        return [line]
    return [f"{indent}{name}:", *(f"{indent}{deeper}{each}" for each in (*values, *comments))]
