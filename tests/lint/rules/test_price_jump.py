"""IPP308: an offer far dearer than what its customers bought."""

import pytest

from ipp.lint.limits import RuleLimits

from ..marked import count_findings, hold

STORE = "products: {%s: {%s}, Kiln: {price: 890%s, next: Club}, Half: {price: 445, next: Club}, Club: {price: 29}}"
JUMPS = {
    "ten times": ("‹Mug›", "price: 89, next: [«Kiln», Club]", ""),
    "a rung of more than half": (
        "‹Mug›",
        "price: 9, next: [{offer: «Kiln», downsell: {offer: Half, price: 446}}, Club]",
        "",
    ),
    "a price of its own": ("‹Mug›", "price: 9, next: [{offer: «Kiln», price: 46}, Club]", ""),
}
STAIRS = {
    "five times": ("Mug", "price: 178, next: [Kiln, Club]", ""),
    "a rung of half": ("Mug", "price: 9, next: [Kiln, Club]", ", downsell: Half"),
    "a present": ("Mug", "price: 0, next: [Kiln, Club]", ""),
    "no price": ("Mug", "next: [Kiln, Club]", ""),
    "only after an offer": ("Mug", "price: 9, sold: false, next: [Kiln, Club]", ""),
    "memberships": ("Mug", "price: 9, every: month, next: [Kiln, Club]", ", every: year"),
}


@pytest.mark.parametrize("parts", JUMPS.values(), ids=JUMPS)
def test_a_long_way_up(parts: tuple[str, str, str]) -> None:
    hold("price-jump", STORE % parts, "over 5 times as much")


@pytest.mark.parametrize("parts", STAIRS.values(), ids=STAIRS)
def test_a_step_that_can_be_taken(parts: tuple[str, str, str]) -> None:
    hold("price-jump", STORE % parts)


def test_the_limit_is_a_setting() -> None:
    body = STORE % ("Mug", "price: 89, next: [Kiln, Club]", "")
    assert [count_findings("IPP308", body, RuleLimits(price_jump=times)) for times in (9, 10)] == [1, 0]
