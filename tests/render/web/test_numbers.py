"""The figures on the page are those of the forecast."""

import pytest

from ipp.render.web.numbers import compile_numbers
from ipp.value.forecast import make_forecast
from ipp.value.inputs.question import put_question
from tests.engine.feet import written
from tests.render.picture.drawing import TODAY

STORE = """ipp: 1
ultimate: Club
products:
  Kit: {price: 9, next: [Oil, {offer: Oil, price: 5, after: 30d}]}
  Oil: {price: 7, next: Club}
  Club: {price: 50}
"""


def test_a_good_that_is_offered_at_two_prices_has_one_row() -> None:
    policy = written(STORE).policy
    forecast = make_forecast(policy, put_question(policy, TODAY))
    said = compile_numbers(policy, forecast)
    assert said["arrive"] == pytest.approx(forecast.funnel.arrive.value, abs=1e-6)
    rows = {row[0]: row[1:] for row in said["offers"]}
    leaks = [leak for leak in forecast.offers if leak.offer[0] == "Oil"]
    assert len(leaks) == 2
    asked, take, point = rows[policy.positions["Oil"]]
    assert asked == pytest.approx(sum(leak.asked.value for leak in leaks), abs=1e-5)
    assert point == pytest.approx(sum(leak.point.value for leak in leaks), abs=1e-5)
    assert (
        min(leak.take.value for leak in leaks) - 1e-6 <= take <= max(leak.take.value for leak in leaks) + 1e-6
    )
