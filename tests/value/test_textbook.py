"""Cases that can be worked out by hand, to the cent."""

from decimal import Decimal
from itertools import pairwise

import pytest

from ipp.value.forecast import Forecast
from ipp.value.inputs.money import LIFE, SaleWorth

from .shops import forecast_of

ENDS = "ultimate: {offer: Goal, cold: false, retries: 0}\n"


def cents(forecast: Forecast) -> tuple[str, str]:
    total = forecast.total
    return f"{total.revenue.value:.2f}", f"{total.margin.value:.2f}"


def test_one_offer() -> None:
    """10% of 100, which cost 40."""
    found = forecast_of(
        ENDS
        + "products: {Root: {price: 5, next: {offer: A, take: 10%}}, A: {price: 100, cost: 40}, Goal: {price: 1}}",
        "Root",
    )
    assert found.method == "exact"
    assert cents(found) == ("10.00", "6.00")
    (leak,) = found.offers
    assert (leak.point.value, leak.tenth.value, leak.removed.value) == pytest.approx((0.6, 0.6, 6.0))
    assert leak.distance is None
    assert tuple(found.total.chance_of_ultimate) == (0, 0, 0)
    assert found.total.days_to_ultimate is None


LADDER = """ultimate: {{offer: Goal, cold: false, retries: 0}}
defaults: {{stay: {stay}}}
products:
  Root: {{price: 5, next: {{offer: Big, take: 20%, downsell: {{offer: Small, take: 33%}}}}}}
  Big: {{price: 60}}
  Small: {{price: 40}}
  Goal: {{price: 1}}
"""


def test_a_ladder() -> None:
    """20% of 60; of the other 80%, 33% of 40: 12 + 10.56. With a tenth of them gone after the No: 12 + 9.504."""
    assert cents(forecast_of(LADDER.format(stay="100%"), "Root")) == ("22.56", "22.56")
    assert cents(forecast_of(LADDER.format(stay="90%"), "Root")) == ("21.50", "21.50")


CHAIN = """ultimate: {offer: C, cold: false, retries: 0}
defaults: {after: 3d}
products:
  Root: {price: 5, next: {offer: A, take: 50%}}
  A: {price: 10, next: {offer: B, take: 20%}}
  B: {price: 50, next: {offer: C, take: 10%}}
  C: {price: 200}
"""


def test_a_chain_of_three() -> None:
    """0.5 · 10 + 0.5 · 0.2 · 50 + 0.5 · 0.2 · 0.1 · 200 = 12; one in a hundred arrives, after 3 + 3 + 3 days."""
    found = forecast_of(CHAIN, "Root")
    total = found.total
    assert cents(found) == ("12.00", "12.00")
    assert total.chance_of_ultimate.value == pytest.approx(0.01)
    assert total.days_to_ultimate
    assert total.asks_to_ultimate
    assert total.days_to_ultimate.value == pytest.approx(9)
    assert total.asks_to_ultimate.value == pytest.approx(3)
    assert total.asks.value == pytest.approx(1.6)
    leaks = {leak.offer[0]: leak for leak in found.offers}
    assert [leak.offer[0] for leak in found.offers] == ["C", "B", "A"]
    assert [leaks[name].point.value for name in "ABC"] == pytest.approx([0.24, 0.35, 0.20])
    assert [leaks[name].tenth.value for name in "ABC"] == pytest.approx([1.2, 0.7, 0.2])
    assert [leaks[name].removed.value for name in "ABC"] == pytest.approx([12.0, 7.0, 2.0])
    assert [leaks[name].asked.value for name in "ABC"] == pytest.approx([1, 0.5, 0.1])
    assert [leaks[name].rank for name in "ABC"] == [2, 1, 3]


CLUB = """ultimate: {offer: Club, retries: 0, take: 10%}
products:
  Root: {price: 5, cost: 2}
  Club: {price: 29, cost: 8, every: month, churn: 6%}
"""


def test_a_continuity_with_churn() -> None:
    """13 payments of 21 fall into a year, each made by 94% of the payers before: 0.1 · 21 · (1 - 0.94¹³) / 0.06 = 19.34."""
    found = forecast_of(CLUB, "Root")
    assert cents(found) == ("26.71", "19.34")
    assert found.total.first_margin.value == pytest.approx(3)
    assert f"{found.total.lifetime_margin.value:.2f}" == "38.00"  # 0.1 · 21 / 0.06 and the first purchase
    assert f"{found.total.lifetime_revenue.value:.2f}" == "53.33"


def test_the_horizon_cuts_payments_and_asks() -> None:
    assert cents(forecast_of(CLUB, "Root", horizon=1)) == ("2.90", "2.10")
    assert cents(forecast_of(CLUB, "Root", horizon=30)) == ("2.90", "2.10")
    assert cents(forecast_of(CLUB, "Root", horizon=31)) == ("5.63", "4.07")
    assert cents(forecast_of(CHAIN, "Root", horizon=9)) == ("10.00", "10.00")
    assert cents(forecast_of(CHAIN, "Root", horizon=10)) == ("12.00", "12.00")


def test_who_buys_the_ultimate_action_first_is_there() -> None:
    total = forecast_of(CLUB, "Club").total
    assert total.chance_of_ultimate.value == 1
    assert total.days_to_ultimate
    assert total.days_to_ultimate.value == 0
    assert f"{total.first_margin.value:.2f}" == "193.42"


def test_payments_add_up() -> None:
    """The closed form is the sum over payments, one by one."""
    for every in (1, 7, 30, 365):
        for churn in (0.0, 0.03, 0.5, 1.0):
            worth = SaleWorth(1, 0, every, churn)
            for day, horizon in ((0, 1), (0, 365), (10, 365), (364, 365), (5, 5), (9, 4)):
                one_by_one = sum((1 - churn) ** number for number, _ in enumerate(range(day, horizon, every)))
                assert worth.count_payments(day, horizon) == pytest.approx(one_by_one), (every, churn, day)
            lived = sum((1 - churn) ** number for number, _ in enumerate(range(0, LIFE, every)))
            assert worth.count_lifetime_payments(0, 365) == pytest.approx(lived), (every, churn)
    assert SaleWorth(5, 1).count_payments(3, 4) == SaleWorth(5, 1).count_lifetime_payments(3, 4) == 1
    assert SaleWorth(5, 1).count_payments(4, 4) == SaleWorth(5, 1, 30, 0.1).count_lifetime_payments(4, 4) == 0


@pytest.mark.parametrize("every", [1, 7, 30, 365, 2 * LIFE])
@pytest.mark.parametrize(("day", "horizon"), [(0, 1), (0, 365), (364, 365), (0, LIFE)])
def test_a_lower_churn_is_never_worth_less(every: int, day: int, horizon: int) -> None:
    churns = [0, 1e-11, 1e-9, 1e-6, 0.001, 0.01, 0.05, 0.3, 0.999999999, 1]
    worths = [SaleWorth(1, 0, every, churn) for churn in churns]
    for better, worse in pairwise(worths):
        assert better.count_payments(day, horizon) >= worse.count_payments(day, horizon)
        assert better.count_lifetime_payments(day, horizon) >= worse.count_lifetime_payments(day, horizon)
        assert worse.count_lifetime_payments(day, horizon) >= worse.count_payments(day, horizon)


@pytest.mark.parametrize(("churn", "payments"), [(0, "1217.00"), (1, "100.00"), (5, "20.00"), (100, "1.00")])
def test_a_membership_lasts_a_lifetime_at_most(churn: int, payments: str) -> None:
    assert f"{SaleWorth(29, 0, 30, churn / 100).count_lifetime_payments(0, 365):.2f}" == payments


LEFT = """ultimate: {offer: Goal, cold: false, retries: 0}
products:
  Tea box: {price: 10, every: month, churn: 50%, LAPSESwinback: {offer: Tea box, price: 5, take: 40%}, next: {offer: Pot, after: 40d, take: 10%}}
  Pot: {price: 30}
  Goal: {price: 1}
"""


def _leave(horizon: int, lapses: str = "") -> Forecast:
    return forecast_of(LEFT.replace("LAPSES", lapses), "Tea box", horizon=horizon)


def test_who_leaves_a_membership_is_asked_its_winback() -> None:
    """Half of them leave on day 30 and are asked at once; those who stay are asked for the pot on day 40: 0.5 · 40% · 5 + 0.5 · 10% · 30."""
    assert _leave(30).total.asks.value == 0
    assert cents(_leave(31)) == ("1.00", "1.00")
    assert cents(_leave(41)) == ("2.50", "2.50")
    asked = {leak.offer: (leak.asked.value, leak.take.value) for leak in _leave(41).offers}
    assert asked == {("Tea box", Decimal(5)): (0.5, 0.4), ("Pot", None): (0.5, 0.1)}


def test_with_lapses_they_are_asked_when_the_last_charge_ends() -> None:
    """The charge of day 0 ends on day 45, when all were asked for the pot: 10% · 30. One in ten answered; the others do on day 47, where 90% stay."""
    assert cents(_leave(45, "lapses: 45d, ")) == ("3.00", "3.00")
    assert cents(_leave(46, "lapses: 45d, ")) == ("3.10", "3.10")  # + 10% · 0.5 · 40% · 5
    assert cents(_leave(48, "lapses: 45d, ")) == ("3.91", "3.91")  # + 90% · 90% · 0.5 · 40% · 5
