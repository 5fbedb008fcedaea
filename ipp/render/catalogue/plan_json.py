"""The plan of `ipp import --into` for programs: everything, however much it is."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ipp.importers.items.item import Item
from ipp.importers.merging.fields import Value
from ipp.importers.merging.plan import FieldChange, ImportPlan
from ipp.path.names import fold_name
from ipp.render.money import write_amount
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def write_plan_json(plan: ImportPlan, about: Mapping[str, Any], *, written: bool) -> str:
    """Return the answer as JSON; `about` says where the export comes from."""
    answer = {
        "format_version": FORMAT_VERSION,
        **about,
        "written": written,
        "summary": {
            "new": len(plan.new),
            "changed": len({id(change.good) for change in plan.changes}),
            "gone": len(plan.retired),
            "to_settle": len(plan.to_settle),
        },
        "changed": [_write_change(plan, change) for change in plan.changes],
        "to_settle": [_write_change(plan, change) for change in plan.to_settle],
        "gone": [_write_change(plan, change) for change in plan.retired],
        "new": [_write_new(item) for item in plan.new],
        "removed": [item.name for item in plan.removed],
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def _write_change(plan: ImportPlan, change: FieldChange) -> dict[str, Any]:
    span = change.good.name.span
    return {
        "name": change.good.name.text,
        "field": change.field,
        "file_value": _write_value(change.field, change.file),
        "shop_value": _write_value(change.field, change.shop),
        "last_import": _write_value(change.field, change.base),
        "mentions": len(plan.mentions.get(fold_name(change.good.name.text), ())),
        "reason": change.reason or None,
        "file": span.source.name,
        "line": span.line,
    }


def _write_value(field: str, value: Value | None) -> str | bool | Sequence[str] | None:
    if field in ("price", "cost") and isinstance(value, str):
        return write_amount(Decimal(value))
    return list(value) if isinstance(value, tuple) else value


def _write_new(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "kind": "bundle" if item.parts else "product",
        "price": None if item.price is None else write_amount(item.price),
        "category": item.category or None,
        "sku": list(item.sku),
    }
