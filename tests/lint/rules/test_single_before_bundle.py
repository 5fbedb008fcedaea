"""IPP307: a product offered ahead of the bundle that holds it."""

import pytest

from ..marked import hold

BUNDLE = """
products:
  One: {next: [%s, Club]}
  Two: {next: Club}
  Soap: {consumable: true, next: Club}
  Club: {}
bundles: {Kit: {items: [Two, Soap], next: Club}}
segments: {some: {owns: 2}}
"""


@pytest.mark.parametrize(
    "steps",
    ["«Two», ‹Kit›", "{offer: «Two», after: 3d}, Soap, {offer: ‹Kit›, price: 3}", "«Two», ‹Kit›, Two"],
)
def test_the_smaller_offer_first(steps: str) -> None:
    hold("single-before-bundle", BUNDLE % steps, "`Two` is offered before `Kit`, which contains it")


@pytest.mark.parametrize(
    "steps",
    ["Kit, Two", "Soap, Kit", "{offer: Two, when: some}, Kit", "Two, {offer: Kit, unless: some}", "Two"],
)
def test_nothing_is_taken_away(steps: str) -> None:
    hold("single-before-bundle", BUNDLE % steps)


def test_shared_lists_are_looked_at_too() -> None:
    body = "products: {One: {next: Club}, Two: {next: Club}, Club: {}}\nbundles: {Kit: {items: [One, Two], next: Club}}\n"
    hold("single-before-bundle", body + "next: [«Two», ‹Kit›, Club]")
