"""IPP306: something leads to itself, or is its own downsell."""

import pytest

from ..marked import hold

ITSELF = {
    "in its list": ("products: {One: {next: [«One», Club]}, Club: {}}", "`One` leads to itself"),
    "in any case": ("products: {Straße: {next: [«STRASSE», Club]}, Club: {}}", "`Straße` leads to itself"),
    "in another form of Unicode": (
        'products: {"Cr\\u00E8me": {next: [«"Cre\\u0300me"», Club]}, Club: {}}',
        "leads to itself",
    ),
    "on terms": ("products: {One: {next: [{offer: «One», price: 3}, Club]}, Club: {}}", "leads to itself"),
    "what is used up": (
        "products: {Soap: {consumable: true, next: [«Soap», Club]}, Club: {}}",
        "leads to itself",
    ),
    "a bundle": (
        "products: {One: {next: Club}, Club: {}}\nbundles: {Box: {items: One, next: «Box»}}",
        "`Box` leads to itself",
    ),
    "the ultimate action": ("products: {Club: {next: «Club»}}", "`Club` leads to itself"),
    "in a series": (
        "products: {One: {next: Club}, Club: {}}\nseries: {Ones: [One, «One»]}",
        "leads to itself",
    ),
    "its own downsell": (
        "products: {One: {price: 3, downsell: «One», next: Club}, Club: {}}",
        "`One` is its own downsell",
    ),
    "its own downsell, at its own price": (
        "products: {One: {price: 3, downsell: {offer: «one», price: 3.00}, next: Club}, Club: {}}",
        "`One` is its own downsell",
    ),
    "both": (
        "products: {One: {price: 3, next: [«One», Club], downsell: «One»}, Club: {}}",
        None,
    ),
}


@pytest.mark.parametrize(("store", "message"), ITSELF.values(), ids=ITSELF.keys())
def test_something_that_leads_to_itself(store: str, message: str | None) -> None:
    for finding in hold("offers-itself", store, *([message] if message else [])):
        assert finding.help


OTHERS = {
    "another": "products: {One: {next: [Two, Club]}, Two: {next: [One, Club]}, Club: {}}",
    "its bundle": "products: {One: {next: [Box, Club]}, Club: {}}\nbundles: {Box: {items: {One: 2}, next: One}}",
    "a list that many read": "products: {One: {category: Feet}, Club: {}}\ncategories: {Feet: {next: [One, Club]}}\nnext: [One, Club]",
    "itself for less, after a No": "products: {One: {price: 3, downsell: {offer: One, price: 2}, next: Club}, Club: {}}",
    "a draft": "products: {One: {draft: true, next: One}, Club: {}}",
}


@pytest.mark.parametrize("store", OTHERS.values(), ids=OTHERS.keys())
def test_something_that_leads_to_others(store: str) -> None:
    hold("offers-itself", store)
