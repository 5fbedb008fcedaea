"""The customers who enter a forecast: drawn into shares, held out, stopped."""

import json

import pytest

from ipp.errors import RequestError
from ipp.render.answers.forecast_json import render_forecast_json
from ipp.value.assumptions import list_assumptions
from ipp.value.forecast import make_forecast

from .naive import kinds_of
from .shops import asked, forecast_of, shop

ARMS = """ultimate: {offer: Club, cold: false}
defaults: {take: 50%, stay: 100%}
products:
  Kit: {price: 10, next: [{offer: Oil, when: one}, {offer: Pad, when: two}]}
  Oil: {price: 8}
  Pad: {price: 2}
  Club: {price: 90}
segments:
  one: {share: 0% to 40%, salt: arms}
  two: {share: 40% to 90%, salt: arms}
"""


def test_each_arm_counts_by_its_size() -> None:
    total = forecast_of(ARMS, "Kit").total
    assert total.revenue.value == pytest.approx(0.5 * (0.4 * 8 + 0.5 * 2))
    assert total.asks.value == pytest.approx(0.9)


def test_shares_of_different_salts_are_drawn_apart() -> None:
    both = ARMS.replace("share: 40% to 90%, salt: arms", "share: 50%, salt: others")
    assert forecast_of(both, "Kit").total.asks.value == pytest.approx(0.9)


def test_who_is_held_out_is_left_out_of_the_shares_of_the_same_salt() -> None:
    held = ARMS + "holdout: {name: arms, share: 20%, until: 2026-12-31}\n"
    found = forecast_of(held, "Kit")
    assert found.total.asks.value == pytest.approx((0.2 + 0.5) / 0.8)
    assert json.loads(render_forecast_json(found))["holdout"] == {
        "name": "arms", "share": 0.2, "of": "offers", "from": None, "until": "2026-12-31",
    }  # fmt: skip
    over = forecast_of(held.replace("2026-12-31", "2025-12-31"), "Kit")
    assert over.total.asks.value == pytest.approx(0.9)
    assert json.loads(render_forecast_json(over))["holdout"] is None


def test_where_everybody_is_held_out_there_is_nothing_to_forecast() -> None:
    with pytest.raises(RequestError, match="holds everybody back"):
        forecast_of(ARMS + "holdout: {name: all of them, share: 100%}\n", "Kit")


def test_too_many_experiments_are_refused() -> None:
    names = [f"s{number}" for number in range(13)]
    steps = ", ".join(
        f"{{offer: Oil, price: {number + 1}, when: {name}}}" for number, name in enumerate(names)
    )
    text = f"ultimate: Club\nproducts:\n  Kit: {{price: 10, next: [{steps}]}}\n  Oil: {{price: 80}}\n  Club: {{price: 90}}\nsegments:\n"
    with pytest.raises(RequestError, match="4,096 kinds"):
        forecast_of(text + "".join(f"  {name}: {{share: 50%}}\n" for name in names), "Kit")


def test_draws_that_no_step_reads_make_no_kinds() -> None:
    text = "ultimate: Club\nproducts:\n  Kit: {price: 10, next: Club}\n  Club: {price: 90}\nsegments:\n"
    text += "".join(f"  s{number}: {{share: 50%}}\n" for number in range(20))
    assert forecast_of(text, "Kit").runs.nodes == 2


def test_the_naive_kinds_are_all_customers() -> None:
    policy = shop(ARMS)
    assert sorted(share for _, share in kinds_of(policy, asked(policy, "Kit"))) == pytest.approx(
        [0.1, 0.4, 0.5]
    )


def test_who_gets_nothing_is_asked_nothing_until_time_lets_them_out() -> None:
    text = """ultimate: {offer: Club, cold: false, retries: 0}
products:
  Kit: {price: 10, next: Club}
  Club: {price: 90}
segments: {quiet: {quiet_for: 30d}, busy: {not: quiet}}
never: busy
"""
    found = make_forecast(policy := shop(text), asked(policy, "Kit"))
    assert found.total.days_to_ultimate and found.total.days_to_ultimate.value == 30


PARTNER = """ultimate: {offer: Club, cold: false}
defaults: {take: 50%, stay: 100%, patience: 0}
products:
  Kit: {price: 10, next: [Pads, Oil, Ten off]}
  Oil: {price: 8, next: [Soap at Mary's]}
  Club: {price: 90}
touches:
  Pads: {kind: partner, earns: 4, take: 25%}
  Soap at Mary's: {kind: partner, earns: 6}
  Ten off: {kind: coupon, code: TEN, off: 10%}
rest: [{do: Pads, every: 100d}]
"""


def test_what_partners_pay_counts_each_time_and_coupons_do_not() -> None:
    found = forecast_of(PARTNER, "Kit")
    pads, soap = 4 * 0.25 * 4, 0.5 * 6 * 0.5  # on days 0, 100, 200 and 300; of those who say Yes
    assert found.total.revenue.value == pytest.approx(0.5 * 8 + pads + soap)
    assert found.total.margin.value == pytest.approx(0.5 * 8 + pads + soap)
    assert forecast_of(PARTNER, "Club").total.margin.value == pytest.approx(pads)  # asked nothing at all
    (leak,) = found.offers
    assert leak.removed.value == pytest.approx(0.5 * 8 + soap)
    said = "\n".join(list_assumptions(found))
    assert "25% of the customers who get Pads buy there, for 4 each" in said
    assert (
        "50% of the customers who get Soap at Mary's buy there, for 6 each: the file has no rate for it (`take`)"
        in said
    )
    assert "what coupons take off (Ten off) is not subtracted" in said
