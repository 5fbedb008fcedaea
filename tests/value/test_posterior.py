"""Intervals of a forecast hold for what is not known of measured rates: they narrow with more answers, and are the same for the same seed."""

from decimal import Decimal

import pytest

from ipp.value.forecast import Forecast, make_forecast
from ipp.value.inputs.question import make_shares, make_single, put_question
from ipp.value.posterior import widen_intervals
from ipp.value.what_if import compare_policies, evaluate_change
from tests.value.shops import TODAY, shop

SHOP = """ultimate: Club
defaults: {take: 10%, stay: 100%}
products:
  Mug: {price: 9, next: [Pot, Club]}
  Pot: {price: 20}
  Club: {price: 30}
"""


def forecast(
    answers: float | None, take: str = "0.2", seed: int = 1, threshold: float | None = None
) -> Forecast:
    policy = shop(SHOP)
    question = put_question(
        policy,
        TODAY,
        entries=make_shares({make_single("Mug"): 1.0}),
        measured={"Pot": Decimal(take)},
        answers={} if answers is None else {"Pot": answers},
        seed=seed,
    )
    return widen_intervals(make_forecast(policy, question, threshold=threshold))


def test_without_answers_nothing_changes() -> None:
    plain = forecast(None)
    assert plain.total.margin.half == 0
    assert plain.total.margin.value == forecast(50).total.margin.value


def test_the_interval_is_that_of_the_rate_where_the_worth_goes_by_it_alone() -> None:
    """Revenue is 20 times the rate of Pot, and what Club brings; 95 in 100 of Beta(20, 80) lie between 0.1279 and 0.2834 (R's qbeta)."""
    found = forecast(100).total.revenue
    slope = forecast(None, "0.3").total.revenue.value - forecast(None).total.revenue.value
    assert (found.value - found.low) / slope == pytest.approx((0.2 - 0.1279) * 10, abs=0.12)
    assert (found.high - found.value) / slope == pytest.approx((0.2834 - 0.2) * 10, abs=0.2)


def test_more_answers_are_surer_and_a_seed_draws_alike() -> None:
    widths = [forecast(number).total.margin.half for number in (10, 100, 1000)]
    assert widths == sorted(widths, reverse=True)
    assert forecast(30).total == forecast(30).total
    assert forecast(30).total != forecast(30, seed=2).total


def test_random_sweeps_have_the_doubt_of_both() -> None:
    alone = forecast(None, threshold=0.3).total.margin.half
    both = forecast(40, threshold=0.3).total.margin
    assert both.half > alone
    assert both.low <= forecast(None).total.margin.value <= both.high


def test_nobody_and_everybody_stay_as_they_were_told() -> None:
    assert forecast(12, "0").total.margin.half == 0
    assert forecast(12, "1").total.margin.half == 0


def test_what_an_offer_is_worth_is_as_sure_as_its_rate() -> None:
    """If gone is the rate times the slope, and nothing else moves: its interval is that of the rate, stretched."""
    (pot,) = (leak for leak in forecast(100).offers if leak.offer[0] == "Pot")
    assert (pot.take.low, pot.take.high) == pytest.approx((0.1279, 0.2834), abs=0.03)
    slope = pot.removed.value / pot.take.value
    assert (pot.removed.low, pot.removed.high) == pytest.approx(
        (pot.take.low * slope, pot.take.high * slope), rel=1e-6
    )
    assert pot.point.half == pytest.approx(0, abs=1e-9)  # one more point is worth the same at any rate
    assert [leak.offer for leak in forecast(100).offers] == [leak.offer for leak in forecast(None).offers]
    assert all(leak.removed.half == 0 for leak in forecast(None).offers)


def test_a_change_is_as_sure_as_the_rates_that_it_leaves() -> None:
    """Pot for 30 brings 10 more in each sale, with the same drawn rates on both sides; a rate that is said is no doubt any more."""
    price = evaluate_change(forecast(100), "price:Pot=30")
    assert price.revenue.value == pytest.approx(2)
    assert (price.revenue.low, price.revenue.high) == pytest.approx((1.279, 2.834), abs=0.2)
    assert evaluate_change(forecast(None), "price:Pot=30").revenue.half == 0
    said = evaluate_change(forecast(100), "take:Pot=30%")
    assert said.after.half == pytest.approx(0, abs=1e-9)
    assert said.revenue.half == pytest.approx(forecast(100).total.revenue.half, rel=1e-6)
    assert (
        compare_policies(
            forecast(100),
            shop(SHOP.replace("20", "30")),
            "other",
        ).revenue.half
        > 0.3
    )
