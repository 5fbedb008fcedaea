"""IPP302: a rung that is not cheaper than the one above it."""

import pytest

from ..marked import hold

DEARER = {
    "dearer": (
        "products: {‹Big›: {price: 89, downsell: «Small», next: Club}, Small: {price: 99, next: Club}, Club: {}}",
        "the downsell `Small` costs 99, `Big` above it 89",
    ),
    "as dear": (
        "products: {‹Big›: {price: 89, downsell: «small», next: Club}, Small: {price: 89.00, next: Club}, Club: {}}",
        "the downsell `Small` costs 89.00, `Big` above it 89",
    ),
    "the second rung": (
        """
products: {Big: {price: 89, downsell: [‹Small›, «Middle»], next: Club}, Middle: {price: 40, next: Club}, Small: {price: 9, next: Club}, Club: {}}
""",
        "`Middle` costs 40, `Small` above it 9",
    ),
    "a rung of a rung": (
        """
products:
  Big: {price: 89, downsell: ‹Middle›, next: Club}
  Middle: {price: 40, downsell: «Small», next: Club}
  Small: {price: 41, next: Club}
  Club: {}
prospects: Small
""",
        "`Small` costs 41, `Middle` above it 40",
    ),
    "a step with a downsell of its own": (
        """
products: {Big: {price: 89, next: Club}, Small: {price: 99, next: [{offer: ‹Big›, downsell: «Small»}, Club]}, Club: {}}
""",
        "`Small` costs 99",
    ),
    "a step with a price of its own": (
        """
products:
  Big: {price: 89, downsell: «Small», next: Club}
  Small: {price: 49, next: [{offer: ‹Big›, price: 39}, Club]}
  Club: {}
""",
        "the downsell `Small` costs 49, `Big` above it 39",
    ),
    "a rung with a price of its own": (
        """
products: {‹Big›: {price: 89, downsell: {offer: «Small», price: 90}, next: Club}, Small: {price: 9, next: Club}, Club: {}}
""",
        "costs 90",
    ),
    "a bundle": (
        """
products: {One: {price: 24, next: Club}, Club: {}}
bundles: {‹Box›: {items: {One: 2}, price: 20, downsell: «One»}}
""",
        "`One` costs 24, `Box` above it 20",
    ),
    "past a rung without a price": (
        """
products: {‹Big›: {price: 89, downsell: [Open, «Small»], next: Club}, Open: {next: Club}, Small: {price: 99, next: Club}, Club: {}}
""",
        "`Small` costs 99, `Big` above it 89",
    ),
    "in a store-wide list": (
        "products: {Big: {price: 89}, Small: {price: 99}, Club: {}}\nnext: [{offer: ‹Big›, downsell: «Small»}, Club]",
        "costs 99",
    ),
}


@pytest.mark.parametrize(("store", "message"), DEARER.values(), ids=DEARER.keys())
def test_a_rung_that_is_not_smaller(store: str, message: str) -> None:
    found = hold("downsell-not-smaller", store)
    assert message in found[-1].message
    assert all(finding.help for finding in found)


SMALLER = {
    "cheaper": "products: {Big: {price: 89, downsell: [Small], next: Club}, Small: {price: 88.99, next: Club}, Club: {}}",
    "no price": "products: {Big: {price: 89, downsell: Small, next: Club}, Small: {next: Club}, Club: {}}",
    "nothing above": "products: {Big: {downsell: Small, next: Club}, Small: {price: 99, next: Club}, Club: {}}",
    "a step takes the place of the item's": """
products: {Big: {price: 89, downsell: Small, next: Club}, Small: {price: 8, next: [{offer: Big, price: 5, downsell: []}, Club]}, Club: {}}
""",
    "not ready": "products: {Big: {price: 89, draft: true, downsell: Small}, Small: {price: 99, next: Club}, Club: {}}",
    "the same for less": """
products: {Big: {price: 89, downsell: [Small, {offer: Big, price: 5}], next: Club}, Small: {price: 8, next: Club}, Club: {}}
""",
    "steps, one after the other": "products: {Small: {price: 8}, Big: {price: 89}, Club: {}}\nnext: [Small, Big, Club]",
}


@pytest.mark.parametrize("store", SMALLER.values(), ids=SMALLER.keys())
def test_a_rung_that_is_smaller(store: str) -> None:
    hold("downsell-not-smaller", store)


def test_a_ladder_that_many_offer_is_told_once() -> None:
    store = """
products:
  ‹Big›: {price: 89, downsell: «Small», next: Club}
  Small: {price: 99, next: [Big, Club]}
  Three: {next: [Big, {offer: big, after: 3d}, Club]}
  Club: {}
next: Big
"""
    hold("downsell-not-smaller", store)


def test_nothing_is_concluded_from_a_mistake() -> None:
    store = "products: {Big: {price: 89, prise: 9, downsell: Small, next: Club}, Small: {price: 99, next: Club}, Club: {}}"
    hold("downsell-not-smaller", store, mistakes=True)
