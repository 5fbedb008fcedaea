"""IPP310: an amount with more decimals than its currency has."""

import pytest

from ..marked import hold

STORE = "currency: {}\nproducts: {{One: {{{}, next: Club}}, Club: {{}}}}\n"
WRONG = {
    "a price": ("USD", "price: «1299.999»", "the `price` of `One` is 1299.999, and USD has 2 decimals"),
    "a cost": ("eur", "price: 9, cost: «0.125»", "the `cost` of `One` is 0.125, and eur has 2 decimals"),
    "no decimals": ("JPY", "price: «12.50»", "is 12.50, and JPY has no decimals"),
    "three decimals": ("KWD", "price: «1.2345»", "is 1.2345, and KWD has 3 decimals"),
}
RIGHT = {
    "two": ("USD", "price: 1299.99, cost: 1.50"),
    "zeros": ("USD", "price: 12.5000"),
    "whole": ("JPY", "price: 12.00"),
    "three": ("KWD", "price: 1.234"),
    "four": ("CLF", "price: 1.2345"),
}


@pytest.mark.parametrize(("currency", "said", "message"), WRONG.values(), ids=WRONG.keys())
def test_too_many(currency: str, said: str, message: str) -> None:
    [finding] = hold("too-many-decimals", STORE.format(currency, said), message)
    assert finding.help


@pytest.mark.parametrize(("currency", "said"), RIGHT.values(), ids=RIGHT.keys())
def test_as_many_as_the_currency_has(currency: str, said: str) -> None:
    hold("too-many-decimals", STORE.format(currency, said))


def test_steps_commissions_and_coupons_are_looked_at() -> None:
    store = """currency: USD
products: {One: {price: 9, next: [{offer: «Two», price: 3.999}, Club]}, Two: {price: 5}, Club: {price: 29}}
touches: {Pads: {kind: partner, earns: «4.505»}, Off: {kind: coupon, off: «5.001»}}
rest: [{do: Pads, every: 30d}, {do: Off, every: 30d}]
next: Club
"""
    assert len(hold("too-many-decimals", store)) == 3


def test_nothing_is_said_of_an_unknown_currency() -> None:
    hold("too-many-decimals", "products: {One: {price: 1.2345, next: Club}, Club: {}}")


@pytest.mark.parametrize(
    ("currency", "price", "near"), [("USD", "0.004", "0.01"), ("JPY", "0.4", "1"), ("USD", "1.006", "1.01")]
)
def test_no_hint_says_to_give_it_away(currency: str, price: str, near: str) -> None:
    [finding] = hold("too-many-decimals", STORE.format(currency, f"price: «{price}»"))
    assert finding.help == f"write an amount such as {near}"
