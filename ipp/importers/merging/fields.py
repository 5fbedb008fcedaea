"""What the shop owns of an item, in the form in which file, shop and last import are compared."""

from collections.abc import Mapping
from typing import Any

from ipp.importers.items.item import Item
from ipp.importers.reading.cells import tidy_money
from ipp.path.model import Bundle, Product
from ipp.path.names import fold_name
from ipp.path.values import Duration, parse_period

Value = str | bool | tuple[str, ...]
Values = Mapping[str, Value]
"""Values by field; what is missing is not said, or is what holds without a word."""
FIELDS = ("name", "price", "cost", "every", "sku", "category", "url", "draft", "paused", "retired", "sold")
"""In the order in which they are told."""
USUAL: Values = {"draft": False, "paused": False, "retired": False, "sold": True}
"""What holds where a file says nothing."""


def read_item_values(item: Item) -> dict[str, Value]:
    """Return what the shop says of an item; a field of which it says nothing is missing."""
    values: dict[str, Any] = {
        "name": item.name,
        "price": None if item.price is None else str(item.price),
        "cost": None if item.cost is None else str(item.cost),
        "every": item.every,
        "sku": item.sku or None,
        "category": item.category or None,
        "url": item.url or None,
        "draft": item.draft,
        "paused": item.paused,
        "retired": item.retired,
        "sold": item.sold,
    }
    absent = ("every", "category", "sold") if item.parts else ()
    return {field: value for field, value in values.items() if value is not None and field not in absent}


def read_file_values(good: Product | Bundle) -> dict[str, Value]:
    """Return what a path file says of an item, every flag included."""
    product = good if isinstance(good, Product) else None
    values: dict[str, Any] = {
        "name": good.name.text,
        "price": None if good.price is None else str(tidy_money(good.price)),
        "cost": None if good.cost is None else str(tidy_money(good.cost)),
        "every": _write_period(product.every) if product and product.every else None,
        "sku": good.sku or None,
        "category": product.category.text if product and product.category else None,
        "url": good.url,
        "draft": good.draft,
        "paused": good.paused,
        "retired": good.retired,
        "sold": product.sold if product else None,
    }
    return {field: value for field, value in values.items() if value is not None}


def _write_period(length: Duration) -> str:
    whole = length.days * 24 * 60 == length.minutes
    number, unit = (length.days, "day") if whole else (length.minutes, "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def is_same(field: str, one: Value | None, other: Value | None) -> bool:
    """Whether two values of a field mean the same."""
    if one is None or other is None:
        usual = USUAL.get(field)
        return (usual if one is None else one) == (usual if other is None else other)
    if one == other:
        return True
    match field:
        case "sku":
            return isinstance(one, tuple) and isinstance(other, tuple) and set(one) == set(other)
        case "category":
            return fold_name(str(one)) == fold_name(str(other))
        case "every":
            return _read_period(str(one)) == _read_period(str(other))
    return False


def _read_period(text: str) -> object:
    try:
        return parse_period(text)
    except ValueError:
        return text
