"""The benchmark's Monte Carlo draws from what the forecast evaluates."""

from statistics import fmean, stdev

from benchmarks import forecasting_job
from ipp.value.forecast import make_forecast
from tests.value.shops import asked, crossed, shop


def test_customers_drawn_one_by_one_are_worth_what_the_forecast_says() -> None:
    policy = shop(crossed(3, products=7))
    question = asked(policy)
    exact = make_forecast(policy, question, threshold=0.0).total.margin.value
    margins, taken = forecasting_job._monte_carlo(policy, question, 0.3, 1)
    assert taken >= 0.3
    assert len(margins) > 500
    assert abs(fmean(margins) - exact) < 4 * stdev(margins) / len(margins) ** 0.5
