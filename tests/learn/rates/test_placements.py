"""Where the path makes its offers: each kind of list, and each rung."""

from decimal import Decimal

from ipp.engine.policy.clauses import Offer
from ipp.learn.rates.placements import LIST_KINDS, find_placements
from tests.value.shops import shop

SHOP = """ultimate: Club
products:
  Mug: {price: 9, category: Kitchen, next: [{offer: Pot, downsell: [Cup, Spoon]}, {offer: Pot, price: 15}]}
  Pot: {price: 20, category: Kitchen}
  Cup: {price: 5}
  Spoon: {price: 2}
  Book 1: {price: 9}
  Book 2: {price: 9}
  Tray: {price: 7}
  Lamp: {price: 8}
  Tin: {price: 3}
  Tea: {price: 5, consumable: true, refill: 30d}
  Soap: {price: 4, consumable: true}
  Box: {price: 12, every: 30d, winback: [{offer: Box, price: 6, downsell: [Tin]}]}
  Draft: {price: 5, draft: true, next: [Lamp]}
  Nowhere: {price: 5}
  Club: {price: 30, downsell: [Day Pass]}
  Day Pass: {price: 10}
series: {Books: [Book 1, Book 2]}
categories: {Kitchen: {next: [Tray]}}
next: [Lamp, Club]
prospects: [Tin]
rest: [{offer: Soap, every: 60d}]
"""


def test_each_kind_of_list_is_found() -> None:
    """Two products in a category read one list, and a draft reads none; nothing leads to what stands nowhere."""
    found = {
        offer: [(placement.kind, placement.number) for placement in placements]
        for offer, placements in find_placements(shop(SHOP)).items()
    }
    box: Offer = "Box", Decimal(6)
    assert found == {
        ("Pot", None): [("product", 0)],
        ("Cup", None): [("product", 1)],
        ("Spoon", None): [("product", 2)],
        ("Pot", Decimal(15)): [("product", 0)],
        ("Tray", None): [("category", 0)],
        ("Book 2", None): [("series", 0)],
        box: [("winback", 0)],
        ("Tin", None): [("winback", 1), ("prospects", 0)],
        ("Lamp", None): [("store", 0)],
        ("Club", None): [("ultimate", 0)],
        ("Day Pass", None): [("ultimate", 1)],
        ("Tea", None): [("refill", 0)],
        ("Soap", None): [("rest", 0)],
    }
    assert {kind for placements in found.values() for kind, _ in placements} == set(LIST_KINDS)


def test_the_ultimate_action_that_is_never_asked_stands_nowhere() -> None:
    text = "ultimate: {offer: Club, cold: false}\nproducts: {Mug: {price: 9}, Club: {price: 30}}\n"
    assert not find_placements(shop(text))
    assert find_placements(shop(text.replace("false", "true")))


def test_the_lists_of_a_purchase_are_those_that_are_read() -> None:
    """What a product leads to is split by kind here; together it is its list."""
    policy = shop(SHOP)
    listed = {
        rung.offer
        for name in policy.goods_in_order
        for entry in policy.list_entries(name)
        for rung in getattr(entry, "rungs", ())
    }
    split = {
        offer
        for offer, placements in find_placements(policy).items()
        if {placement.kind for placement in placements} & {"product", "series", "category"}
    }
    assert split == listed
