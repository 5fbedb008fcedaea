"""What customers did unasked: whose it is, and how sure it is."""

from statistics import fmean, stdev

import pytest

from ipp.orders.first_orders.followed import FollowedGroup, LaterOrders
from ipp.value.inputs.question import FirstPurchase
from ipp.value.unasked import FEWEST, measure_habit, measure_unasked

MUG, BOTH = FirstPurchase((("Mug", 2),), 0.5), FirstPurchase((("Mug", 1), ("Pot", 1)), 0.5)


def make_group(*spent: float) -> FollowedGroup:
    return FollowedGroup(
        len(spent), sum(each > 0 for each in spent), sum(spent), sum(each**2 for each in spent)
    )


def test_the_mean_and_its_interval_are_those_of_the_customers() -> None:
    spent = (0.0, 0.0, 12.0, 30.0, 8.0, 0.0, 55.0, 3.0)
    habit = measure_habit(make_group(*spent))
    assert habit.spent.value == pytest.approx(fmean(spent))
    assert habit.spent.half == pytest.approx(
        1.96 * stdev(spent) / len(spent) ** 0.5, rel=0.2
    )  # no less than 0
    assert habit.spent.high - habit.spent.value == pytest.approx(1.96 * stdev(spent) / len(spent) ** 0.5)
    assert habit.bought_again.value == 5 / 8
    assert (habit.bought_again.low, habit.bought_again.high) == pytest.approx((0.3057, 0.8632), abs=1e-4)


def test_everybody_is_the_baseline_unless_entries_were_named() -> None:
    groups = {
        ("Mug",): make_group(*[10.0] * FEWEST),
        ("Mug", "Pot"): make_group(0.0, 4.0),
        ("Pot",): make_group(1.0),
    }
    orders = LaterOrders("orders.csv", groups, 3, 1, 400, True)
    found = measure_unasked(orders, (MUG, BOTH), only=False)
    assert found.total and found.total.customers == 23
    assert found.total.spent.value == pytest.approx(205 / 23)
    assert [habit and habit.customers for _, habit in found.by_entry] == [FEWEST, None]  # two are too few
    named = measure_unasked(orders, (BOTH,), only=True)
    assert named.total is None
    named = measure_unasked(orders, (MUG, BOTH), only=True)
    assert named.total and named.total.customers == 22
    assert measure_unasked(orders, (FirstPurchase((("Club", 1),), 1.0),), only=True).total is None
