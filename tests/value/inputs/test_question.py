"""The question of a forecast: who enters, and that everything named is there."""

from decimal import Decimal

import pytest

from ipp.errors import RequestError
from ipp.value.inputs.question import FirstPurchase, list_first_purchases, put_again, put_question

from ..shops import TODAY, shop

SHOP = """ultimate: Club
products: {Mug: {price: 5, next: Club}, Tea: {price: 3, consumable: true, next: Club}, Club: {price: 29}}
defaults: {take: 7%}
"""


def names(text: str) -> list[str | None]:
    return [entry.name for entry in list_first_purchases(shop(text))]


def test_without_entries_every_product_but_the_ultimate_action() -> None:
    question = put_question(shop(SHOP), TODAY)
    assert question.entries == (FirstPurchase((("Mug", 1),), 0.5), FirstPurchase((("Tea", 1),), 0.5))
    assert (question.rates.default, question.horizon, question.thinking) == (Decimal("0.07"), 365, 0)


def test_what_nobody_can_buy_first_is_no_first_purchase() -> None:
    """Drafts, what is retired and what is only offered; what is out of stock comes back."""
    for key, there in (
        ("draft: true", False),
        ("retired: true", False),
        ("sold: false", False),
        ("paused: true", True),
    ):
        found = names(SHOP.replace("Mug: {", f"Mug: {{{key}, "))
        assert found == (["Mug", "Tea"] if there else ["Tea"]), key


def test_who_has_all_of_the_ultimate_action_has_arrived() -> None:
    set_of = "ultimate: Set\nproducts: {Mug: {price: 5}, Pot: {price: 9}, Tea: {price: 3, consumable: true}}\nbundles: {Set: {items: ITEMS}}\n"
    assert names(set_of.replace("ITEMS", "Mug")) == ["Pot", "Tea"]
    assert names(set_of.replace("ITEMS", "[Mug, Pot]")) == ["Mug", "Pot", "Tea"]
    # a set with something that is used up is never owned in full: one of its contents is not the set
    assert names(set_of.replace("ITEMS", "[Mug, Tea]")) == ["Mug", "Pot", "Tea"]


def test_what_is_not_there_is_refused() -> None:
    policy = shop(SHOP)
    with pytest.raises(RequestError, match="no product or bundle is called 'Cup'"):
        put_question(policy, TODAY, entries=(FirstPurchase((("Cup", 1),), 1.0),))
    for key in ("Cup", ("Cup", Decimal(3))):
        with pytest.raises(RequestError, match="Cup"):
            put_question(policy, TODAY, measured={key: Decimal("0.5")})


def test_the_same_question_of_another_path() -> None:
    policy = shop(SHOP)
    asked = put_question(policy, TODAY, measured={"Club": Decimal("0.2")}, fallback=Decimal("0.3"))
    again = put_again(asked, shop(SHOP.replace("Mug", "MUG").replace("7%", "9%")))
    assert again.entries == (FirstPurchase((("MUG", 1),), 0.5), FirstPurchase((("Tea", 1),), 0.5))
    assert (again.rates.default, again.rates.fallback) == (Decimal("0.09"), Decimal("0.3"))
    assert again.rates.measured == {"Club": Decimal("0.2")}


def test_an_order_is_what_the_path_calls_the_things_in_it() -> None:
    """Two names of one thing are so many pieces of it, and the order of the file is the order of them."""
    order = FirstPurchase((("tea", 2), ("MUG", 1), ("Mug", 1)), 1.0)
    (entry,) = put_question(shop(SHOP), TODAY, entries=(order,)).entries
    assert entry.items == (("Mug", 2), ("Tea", 2))
    assert entry.name == "2 x Mug + 2 x Tea"
    assert FirstPurchase((), 1.0).name is None
