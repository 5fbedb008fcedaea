"""The first order is one moment: what is in it is had together, is one order, and is paid together."""

import pytest

from ipp.engine.policy.clauses import Basket
from ipp.value.forecast import Totals, make_forecast

from ..naive import Naive
from ..shops import asked, shop

SHOP = """ultimate: {offer: Set, cold: false}
defaults: {take: 50%, stay: 100%, patience: 2d}
products:
  Mug: {price: 9, cost: 4, next: [{offer: Tray, when: twice}, Lid]}
  Pot: {price: 20, next: [Lid, {offer: Spoon, when: big}]}
  Lid: {price: 3}
  Spoon: {price: 2}
  Tray: {price: 8}
  Tea: {price: 6, every: 30d, churn: 50%, lapses: 40d, winback: [Spoon]}
bundles: {Set: {items: [Mug, Pot], price: 25, draft: true}, Box: {items: [Tea, Lid], price: 7}}
segments: {twice: {orders: 2}, big: {spent: 40}}
"""


def enter(order: Basket, horizon: int = 100) -> tuple[Totals, list[float]]:
    """What a forecast says of an order, and what the recursion says of it."""
    policy = shop(SHOP)
    question = asked(policy, order, horizon=horizon)
    names, pieces = zip(*order, strict=True)
    found = make_forecast(policy, question, threshold=0.0)
    return found.total, Naive(policy, question, 4_000).of(*names, pieces=pieces)


@pytest.mark.parametrize(
    "order",
    [
        (("Mug", 1), ("Pot", 1)),
        (("Mug", 3), ("Pot", 1)),
        (("Pot", 2), ("Lid", 1)),
        (("Tea", 1),),
        (("Tea", 3),),
        (("Tea", 1), ("Box", 2)),
    ],
)
def test_it_is_what_the_recursion_comes_to(order: Basket) -> None:
    total, expected = enter(order)
    assert total.revenue.value == pytest.approx(expected[0])
    assert total.asks.value == pytest.approx(expected[5])


def test_pieces_count_as_money_and_as_one_order() -> None:
    total, _ = enter((("Mug", 3), ("Lid", 2)))
    assert (total.first_revenue.value, total.first_margin.value) == (33, 21)
    assert total.asks.value == 0  # no tray: it is one order
    assert enter((("Pot", 2), ("Lid", 1)))[0].asks.value == 1  # a spoon: they spent 43
    assert enter((("Pot", 1), ("Lid", 1)))[0].asks.value == 0


def test_who_buys_all_of_the_ultimate_action_at_once_has_arrived() -> None:
    total, _ = enter((("Mug", 1), ("Pot", 1)))
    assert (total.chance_of_ultimate.value, total.days_to_ultimate and total.days_to_ultimate.value) == (1, 0)
    assert enter((("Mug", 2), ("Lid", 1)))[0].chance_of_ultimate.value == 0


@pytest.mark.parametrize(
    ("pieces", "horizon", "payments"),
    [(1, 100, 1 + 0.5 + 0.25 + 0.125), (3, 100, 3 + 0.5), (5, 100, 5), (1, 30, 1), (2, 31, 2)],
)
def test_so_many_pieces_of_a_membership_are_paid_at_once(pieces: int, horizon: int, payments: float) -> None:
    total, _ = enter((("Tea", pieces),), horizon)
    assert total.first_revenue.value == pytest.approx(6 * payments)
