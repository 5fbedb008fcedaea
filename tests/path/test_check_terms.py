"""Terms that say nothing where they stand, or contradict each other."""

import pytest

from .reading import found_in

SENSELESS = {
    "lapses without charges": (
        "products: {Club: {lapses: 45d}}",
        [("IPP005", "Club")],
    ),
    "a win-back without a membership": ("products: {Club: {winback: Club}}", [("IPP005", "Club")]),
    "lapses before the next charge": (
        "products: {Club: {every: month, lapses: 30d}}",
        [("IPP005", "Club")],
    ),
    "lapses after it": ("products: {Club: {every: month, lapses: 31d, winback: Video}}", []),
    "rates of a touch": (
        "products: {Club: }\nrest: [{do: Video, every: 30d, take: 5%}]",
        [("IPP005", "{do: Video, every: 30d, take: 5%}")],
    ),
    "fries": ("products: {Club: {next: {offer: Soap, each_time: true}}, Soap: {consumable: true}}", []),
    "fries of a category": (
        "products: {Club: , Soap: {consumable: true}}\ncategories: {Feet: {next: {offer: Soap, each_time: true}}}",
        [],
    ),
    "fries that are kept": (
        "products: {Club: {next: {offer: Soap, each_time: true}}, Soap: }",
        [("IPP005", "{offer: Soap, each_time: true}")],
    ),
    "fries with nothing": (
        "products: {Club: , Soap: {consumable: true}}\nnext: {offer: Soap, each_time: true}",
        [("IPP005", "{offer: Soap, each_time: true}")],
    ),
    "fries on a rung": (
        "products: {Club: {downsell: {offer: Soap, each_time: true}}, Soap: {consumable: true}}",
        [("IPP005", "{offer: Soap, each_time: true}")],
    ),
    "fries under a step": (
        "products: {Club: , Soap: {consumable: true}, A: {next: {offer: Club, downsell: {offer: Soap, each_time: true}}}}",
        [("IPP005", "{offer: Soap, each_time: true}")],
    ),
    "fries that are a touch": (
        "products: {Club: {next: {do: Video, each_time: true}}}",
        [("IPP003", "each_time")],
    ),
    "a durable is refilled": ("products: {Club: {refill: {every: 2 years, take: 10%}}}", []),
}


@pytest.mark.parametrize(("text", "findings"), SENSELESS.values(), ids=SENSELESS.keys())
def test_terms_that_make_no_sense(text: str, findings: list[tuple[str, str]]) -> None:
    assert found_in(f"ipp: 1\nultimate: Club\n{text}\ntouches: {{Video: {{}}}}\n") == findings
