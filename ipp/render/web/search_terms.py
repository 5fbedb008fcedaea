"""What things are found by in the page beside their names: skus, other names, and the category."""

from typing import Any

from ipp.engine.policy.compile import Policy
from ipp.path.model import Product, Touch
from ipp.path.names import Item
from ipp.text.visible import make_visible


def compile_search_terms(policy: Policy) -> list[dict[str, Any]]:
    """Return the terms of every item that has some, by its number."""
    described = (
        {"n": number, "codes": _list_codes(item), "category": _find_category(item)}
        for number, item in enumerate(policy.names.items.values())
    )
    return [each for each in described if each["codes"] or each["category"]]


def _list_codes(item: Item) -> list[str]:
    skus = () if isinstance(item, Touch) else item.sku
    return list(map(make_visible, (*skus, *item.also)))


def _find_category(item: Item) -> str:
    category = item.category if isinstance(item, Product) else None
    return make_visible(category.text) if category else ""
