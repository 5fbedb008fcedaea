"""IPP305: owning one item kills a bundle, and nothing offers the rest of it."""

import pytest

from ..marked import hold

PRODUCTS = "  One: {next: ONE}\n  Two: {next: TWO}\n  Soap: {consumable: true, next: Club}\n  Club: {}\n"


def store(
    bundles: str, *, main: str = "[Pair, Club]", one: str = "Club", two: str = "Club", more: str = ""
) -> str:
    products = PRODUCTS.replace("ONE", one).replace("TWO", two)
    return f"products:\n  Main: {{next: {main}}}\n{products}bundles:\n  {bundles}\n{more}"


LOST = {
    "the other of two": (
        store("«Pair»: {items: [One, Two]}"),
        "a customer who owns `One` is offered neither `Pair` nor the `Two` in it",
    ),
    "one way only": (
        store("«Pair»: {items: [One, Two]}", one="[Two, Club]"),
        "a customer who owns `Two` is offered neither `Pair` nor the `One`",
    ),
    "a rung with it, too": (
        store("«Pair»: {items: [One, Two], downsell: {offer: Both}}\n  «Both»: {items: [One, Two, Soap]}"),
        "a customer who owns `One`",
    ),
    "what is used up, for a customer who owns the rest": (
        store("«Pair»: {items: [One, Soap]}"),
        "a customer who owns `One` is offered neither `Pair` nor the `Soap` in it",
    ),
    "in a store-wide list": (
        store("«Pair»: {items: [One, Two]}", main="Club", more="next: [Pair, Club]\n"),
        "a customer who owns `One`",
    ),
    "for prospects": (
        store("«Pair»: {items: [One, Two]}", main="Club", more="prospects: Pair\n"),
        "a customer who owns `One`",
    ),
    "one list offers the rest, another not": (
        store("«Pair»: {items: [One, Two]}", main="[Pair, One, Two, Club]", more="prospects: Pair\n"),
        "a customer who owns `One`",
    ),
}


@pytest.mark.parametrize(("text", "message"), LOST.values(), ids=LOST.keys())
def test_the_rest_is_lost(text: str, message: str) -> None:
    for finding in hold("lost-goods", text):
        assert message in finding.message
        assert finding.help


FOUND = {
    "rungs offer the rest": store("Pair: {items: [One, Two], downsell: [One, Two]}"),
    "a smaller bundle offers it": store(
        "Pair: {items: [One, Two], downsell: Less}\n  Less: {items: Two, free: Soap, downsell: One}"
    ),
    "the list of the owned offers it": store(
        "Pair: {items: [One, Two]}", one="[Two, Club]", two="[One, Club]"
    ),
    "every list that offers the bundle offers it": store(
        "Pair: {items: [One, Two]}", main="[Pair, One, Two, Club]"
    ),
    "the store-wide list offers it": store("Pair: {items: [One, Two]}", more="next: [One, Two, Club]\n"),
    "a gift is an extra": store("Pair: {items: One, free: Two}"),
    "of things used up": store("Pair: {items: {Soap: 3}}"),
    "nobody offers it": store("Pair: {items: [One, Two]}", main="Club"),
    "not ready": store("Pair: {items: [One, Two], draft: true}", main="Club"),
    "it holds what is not for sale": store("Pair: {items: [One, Someday]}").replace(
        "products:\n", "products:\n  Someday: {draft: true}\n", 1
    ),
    "sold no more": store("Pair: {items: [One, Two], retired: true}"),
    "owning what is used up kills nothing": store("Pair: {items: [Soap, One], downsell: Soap}"),
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND.keys())
def test_the_rest_is_offered(text: str) -> None:
    hold("lost-goods", text)


@pytest.mark.parametrize("mistake", ["one", "two", "main"])
def test_nothing_is_concluded_from_a_mistake(mistake: str) -> None:
    wrong = {"one": "[Tow, Club]"} if mistake == "one" else {"two": "[Noe, Club]"} if mistake == "two" else {}
    text = store("Pair: {items: [One, Two]}", **wrong)
    if mistake == "main":
        text = text.replace("items: [One", "item: 3, items: [One")
    hold("lost-goods", text, mistakes=True)
