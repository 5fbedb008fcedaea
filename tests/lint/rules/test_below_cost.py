"""IPP304: a price below what the thing costs the shop."""

import pytest

from ..marked import hold

LOSS = {
    "a product": (
        "products: {One: {price: «24», cost: 24.01, next: Club}, Club: {}}",
        "`One` costs the shop 24.01 and sells for 24",
    ),
    "for nothing": ("products: {One: {price: «0», cost: 1, next: Club}, Club: {}}", "sells for 0"),
    "a bundle with a cost": (
        "products: {One: {price: 24, cost: 2, next: Club}, Club: {}}\nbundles: {Box: {items: One, price: «9», cost: 10}}",
        "`Box` costs the shop 10 and sells for 9",
    ),
    "a bundle and its contents": (
        "products: {One: {price: 24, cost: 6, next: Club}, Club: {}}\nbundles: {Box: {items: {One: 2}, free: one, price: «17»}}",
        "`Box` costs the shop 18 and sells for 17",
    ),
    "a step": (
        "products: {One: {price: 24, cost: 6, next: Club}, Two: {next: [{offer: «one», price: 5}, Club]}, Club: {}}",
        "`One` costs the shop 6 and is offered for 5",
    ),
    "a rung": (
        "products: {One: {price: 24, cost: 6, next: Club}, Two: {next: {offer: Club, downsell: {offer: «One», price: 5}}}, Club: {}}",
        "is offered for 5",
    ),
    "a store-wide step": (
        "products: {One: {price: 24, cost: 6}, Club: {}}\nnext: [{offer: «One», price: 5}, Club]",
        "is offered for 5",
    ),
}


@pytest.mark.parametrize(("store", "message"), LOSS.values(), ids=LOSS.keys())
def test_a_loss(store: str, message: str) -> None:
    [finding] = hold("below-cost", store, message)
    assert finding.help


def test_a_thing_sold_and_offered_at_a_loss_is_two_places() -> None:
    store = "products: {One: {price: «5», cost: 6, next: Club}, Two: {next: [One, {offer: «One», price: 4}, Club]}, Club: {}}"
    hold("below-cost", store)


GAIN = {
    "more": "products: {One: {price: 24, cost: 6, next: Club}, Club: {}}",
    "as much": "products: {One: {price: 24, cost: 24.00, next: Club}, Club: {}}",
    "no cost": "products: {One: {price: 0, next: Club}, Club: {}}",
    "no price": "products: {One: {cost: 6, next: Club}, Club: {}}",
    "not ready": "products: {One: {price: 5, cost: 6, draft: true}, Club: {}}",
    "a bundle whose cost is not known": """
products: {One: {price: 24, cost: 6, next: Club}, Two: {price: 3, next: Club}, Club: {}}
bundles: {Box: {items: [One, Two], price: 5}}
""",
    "a bundle with a smaller cost of its own": """
products: {One: {price: 24, cost: 6, next: Club}, Club: {}}
bundles: {Box: {items: {One: 3}, cost: 4, price: 5}}
""",
    "sold no more": "products: {One: {price: 5, cost: 6, retired: true, next: Club}, Club: {}}",
    "a step at the list price": "products: {One: {price: 24, cost: 6, next: Club}, Two: {next: [{offer: One}, Club]}, Club: {}}",
}


@pytest.mark.parametrize("store", GAIN.values(), ids=GAIN.keys())
def test_no_loss(store: str) -> None:
    hold("below-cost", store)


def test_nothing_is_concluded_from_a_mistake() -> None:
    hold("below-cost", "products: {One: {price: 5, cost: 6, next: Clbu}, Club: {}}", mistakes=True)
