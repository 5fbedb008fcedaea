"""Few first orders that stand for many: the commonest for themselves, the others for their like."""

import pytest

from ipp.engine.policy.clauses import Basket
from ipp.value.inputs.baskets import thin_baskets

from ..shops import shop

SHOP = "ultimate: Club\nproducts: {Mug: {price: 5}, Tea: {price: 3}, Club: {price: 29}}\n"


def tea(pieces: int) -> Basket:
    return (("Tea", pieces),)


def test_few_orders_stay_as_they_are() -> None:
    counts = {tea(1): 7, (("Mug", 1), ("Tea", 2)): 1}
    assert thin_baskets(shop(SHOP), counts, 2) == counts


def test_the_commonest_stay_and_the_others_stand_for_all() -> None:
    counts = {tea(pieces): 50 if pieces == 3 else 40 if pieces == 90 else 1 for pieces in range(1, 101)}
    found = thin_baskets(shop(SHOP), counts, 10)
    assert len(found) == 10
    assert (found[tea(3)], found[tea(90)]) == (50, 40)
    assert sum(found.values()) == pytest.approx(188)
    pieces = sum(items[0][1] * count for items, count in found.items()) / 188
    assert pieces == pytest.approx(
        sum(items[0][1] * count for items, count in counts.items()) / 188, rel=0.02
    )


def test_an_order_of_many_customers_stands_for_all_of_them() -> None:
    counts = {tea(pieces): 10 for pieces in range(1, 9)}
    found = thin_baskets(shop(SHOP), counts, 4)
    assert len(found) == 4
    assert sum(found.values()) == pytest.approx(80)
