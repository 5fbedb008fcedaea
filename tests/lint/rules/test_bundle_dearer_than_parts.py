"""IPP301: a bundle that costs more than its parts one by one."""

import pytest

from ..marked import hold

PRODUCTS = """
products: {One: {price: 24, next: Club}, Two: {price: 22.50, next: Club}, Free: {price: 5, next: Club}, Open: {next: Club}, Club: {}}
"""
DEARER = {
    "of two": (
        "Box: {items: [One, Two], price: «46.51»}",
        "`Box` costs 46.51, and its parts cost 46.50 one by one",
    ),
    "of many": ("Box: {items: {One: 3}, price: «72.01»}", "cost 72"),
    "of one": ("Box: {items: one, price: «25»}", "cost 24"),
    "with a gift": ("Box: {items: One, free: {Free: 2}, price: «34.5»}", "cost 34"),
    "of one thing twice": ("Box: {items: [One, ONE], price: «49»}", "cost 48"),
    "of nothing dear": ("Box: {free: Free, items: {Free: 1}, price: «11»}", "cost 10"),
}


@pytest.mark.parametrize(("bundle", "message"), DEARER.values(), ids=DEARER.keys())
def test_a_bundle_dearer_than_its_parts(bundle: str, message: str) -> None:
    [finding] = hold("bundle-dearer-than-parts", f"{PRODUCTS}bundles:\n  {bundle}", message)
    assert finding.help


CHEAPER = {
    "less": "Box: {items: [One, Two], price: 39}",
    "as much": "Box: {items: [One, Two], price: 46.500}",
    "no price": "Box: {items: [One, Two]}",
    "a part without a price": "Box: {items: [One, Open], price: 999}",
    "not ready": "Box: {items: [One, Two], price: 99, draft: true}",
    "sold no more": "Box: {items: [One, Two], price: 99, retired: true}",
    "as much as with the gift": "Box: {items: One, free: Free, price: 29}",
}


@pytest.mark.parametrize("bundle", CHEAPER.values(), ids=CHEAPER.keys())
def test_a_bundle_that_is_worth_it(bundle: str) -> None:
    hold("bundle-dearer-than-parts", f"{PRODUCTS}bundles:\n  {bundle}")


@pytest.mark.parametrize(
    "bundle", ["Box: {items: [One, Tow], price: 99}", "Box: {items: One, prise: 3, price: 99}"]
)
def test_nothing_is_concluded_from_a_mistake(bundle: str) -> None:
    hold("bundle-dearer-than-parts", f"{PRODUCTS}bundles:\n  {bundle}", mistakes=True)
