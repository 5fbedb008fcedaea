"""IPP210: one offer on which every authored way of many products hangs."""

import pytest

from ..marked import hold

FEWEST = 10


def neck(
    number: int, *, name: str = "Neck", ultimate: str = "‹Club›", last: str = "Neck", more: str = ""
) -> str:
    """Write a store of so many products that lead to each other, to one neck, and by it to the ultimate action."""
    products = "".join(f"  P{each}: {{next: [P{(each + 1) % number}, {last}]}}\n" for each in range(number))
    return f"ultimate: {ultimate}\nproducts:\n  {name}: {{next: Club}}\n{products}  Club: {{}}\n{more}"


def test_one_offer_for_all() -> None:
    [finding] = hold("bottleneck", neck(FEWEST, name="«Neck»"))
    assert finding.message == f"every way of {FEWEST} products to `Club` leads through `Neck`"
    assert finding.help


def test_fewer_products_are_no_matter() -> None:
    hold("bottleneck", neck(FEWEST - 1, ultimate="Club"))


@pytest.mark.parametrize("more", ["next: Club", "next: [P1, Club]"])
def test_a_store_wide_list_is_a_second_way(more: str) -> None:
    hold("bottleneck", neck(FEWEST, ultimate="Club", more=more))


def test_one_second_way_is_a_way_for_all_that_lead_there() -> None:
    hold("bottleneck", neck(FEWEST, ultimate="Club").replace("P3: {next: [", "P3: {next: [Club, "))


def test_the_nearest_to_the_ultimate_action_is_told() -> None:
    store = neck(FEWEST, last="Way").replace("  Neck: ", "  Way: {next: Neck}\n  «Neck»: ")
    hold("bottleneck", store, f"every way of {FEWEST + 1} products")


def test_whoever_is_ready_is_asked_anywhere() -> None:
    ready = neck(FEWEST, ultimate="{offer: Club, ready: loyal}", more="segments: {loyal: {owns: 3}}")
    hold("bottleneck", ready)


def test_nothing_is_concluded_from_a_mistake() -> None:
    hold("bottleneck", neck(FEWEST, ultimate="Club").replace("P3: {", "P3: {prise: 3, "), mistakes=True)
