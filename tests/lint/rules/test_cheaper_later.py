"""IPP303: the same goods for less, later in the same ladder or list."""

import pytest

from ..marked import hold

CHEAPER = {
    "in a list": (
        "products: {One: {price: 24, next: Club}, Two: {next: [‹One›, {offer: «one», price: 19}, Club]}, Club: {}}",
        "`One` is offered for 19 after it was offered for 24",
    ),
    "in a list, at two prices of its own": (
        "products: {One: {price: 24, next: Club}, Two: {next: [{offer: ‹One›, price: 22}, {offer: «One», price: 21}, Club]}, Club: {}}",
        "for 21 after it was offered for 22",
    ),
    "in a ladder": (
        "products: {‹One›: {price: 24, downsell: {offer: «One», price: 19}, next: Club}, Club: {}}",
        "for 19 after it was offered for 24",
    ),
    "in a ladder of a step": (
        """
products:
  One: {price: 24, next: Club}
  Two: {price: 20, next: [{offer: ‹One›, downsell: [Two, {offer: «One», price: 19}]}, Club]}
  Club: {}
""",
        "for 19",
    ),
    "in a category": (
        """
products: {One: {price: 24, next: Club}, Two: {category: Feet, next: ‹One›}, Club: {}}
categories: {Feet: {next: [{offer: «One», price: 19}, Club]}}
""",
        "for 19",
    ),
    "in the store-wide list": (
        "products: {One: {price: 24}, Club: {}}\nnext: [‹One›, {offer: «One», price: 19}, Club]",
        "for 19",
    ),
    "a list before the store-wide list": (
        "products: {One: {price: 24}, Two: {next: ‹One›}, Club: {}}\nnext: [{offer: «One», price: 19}, Club]",
        "for 19",
    ),
    "for prospects": (
        "products: {One: {price: 24, next: Club}, Club: {}}\nprospects: [‹One›, {offer: «One», price: 19}]",
        "for 19",
    ),
    "a bundle of the same goods": (
        """
products: {One: {price: 24, next: Club}, Two: {price: 12, next: Club}, Three: {next: [‹pair›, «twins», Club]}, Club: {}}
bundles: {Pair: {items: [One, Two], price: 30}, Twins: {items: {Two: 1, One: 1}, price: 29}}
""",
        "`Twins` is offered for 29 after it was offered for 30",
    ),
    "a bundle of one thing": (
        """
products: {One: {price: 24, next: Club}, Two: {next: [‹One›, «Box», Club]}, Club: {}}
bundles: {Box: {items: One, price: 19}}
""",
        "`Box` is offered for 19",
    ),
}


@pytest.mark.parametrize(("store", "message"), CHEAPER.values(), ids=CHEAPER.keys())
def test_the_same_for_less(store: str, message: str) -> None:
    [finding] = hold("cheaper-later", store, message)
    assert finding.help


def test_a_list_that_many_read_is_told_once() -> None:
    store = """
products:
  One: {price: 24}
  Two: {next: ‹One›}
  Three: {next: One}
  Four: {next: One}
  Club: {}
next: [{offer: «One», price: 19}, Club]
"""
    hold("cheaper-later", store)


NOT = {
    "dearer later": "products: {One: {price: 24, next: Club}, Two: {next: [One, {offer: One, price: 29}, Club]}, Club: {}}",
    "at the same price": "products: {One: {price: 24, next: Club}, Two: {next: [One, {offer: One, price: 24.0}, Club]}, Club: {}}",
    "in lists of different products": """
products: {One: {price: 24, next: Club}, Two: {next: [One, Club]}, Three: {next: [{offer: One, price: 19}, Club]}, Club: {}}
""",
    "for some": """
products: {One: {price: 24, next: Club}, Two: {next: [One, {offer: One, price: 19, when: loyal}, Club]}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "for others": """
products: {One: {price: 24, next: Club}, Two: {next: [{offer: One, unless: loyal}, {offer: One, price: 19}, Club]}, Club: {}}
segments: {loyal: {owns: 3}}
""",
    "for a while": """
products: {One: {price: 24, next: Club}, Two: {next: [One, {offer: One, price: 19, until: 2026-12-24}, Club]}, Club: {}}
""",
    "less of it": """
products: {Soap: {price: 4, next: Club}, Two: {next: [Soaps, Soap, Club]}, Club: {}}
bundles: {Soaps: {items: {Soap: 3}, price: 10}}
""",
    "no price": "products: {One: {next: Club}, Two: {next: [One, {offer: One, price: 19}, Club]}, Club: {}}",
    "prospects and buyers": "products: {One: {price: 24}, Club: {}}\nprospects: [One]\nnext: [{offer: One, price: 19}, Club]",
}


@pytest.mark.parametrize("store", NOT.values(), ids=NOT.keys())
def test_not_the_same_or_not_for_less(store: str) -> None:
    hold("cheaper-later", store)


def test_nothing_is_concluded_from_a_mistake() -> None:
    store = "products: {One: {price: 24, next: Club}, Two: {prise: 3, next: [One, {offer: One, price: 19}, Club]}, Club: {}}"
    hold("cheaper-later", store, mistakes=True)
