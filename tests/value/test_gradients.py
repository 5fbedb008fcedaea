"""The worth of a rate is what another forecast with another rate says."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from ipp.engine.policy.compile import Policy
from ipp.value.forecast import make_forecast
from ipp.value.inputs.question import Question
from ipp.value.leaks import Leak
from ipp.value.process.rates import Rates

from .shops import asked, crossed, shop

REFILLS = """ultimate: {offer: Club, take: {0: 4%, 2: 25%}, retries: 2, again_after: 20d}
defaults: {take: 20%, stay: 85%, patience: 4d}
products:
  Root: {price: 9, next: [Soap, {offer: Brush, take: 30%}, Club]}
  Soap: {price: 12, cost: 3, consumable: true, refill: 30d, next: Brush}
  Brush: {price: 25, cost: 9}
  Club: {price: 30, cost: 10, every: month, churn: 8%}
rest: [{offer: Soap, every: 40d}]
"""
STORES: dict[str, tuple[str, str]] = {
    "crossed": (crossed(4, products=5), "P4"),
    "crossed again": (crossed(5, products=5), "P3"),
    "refills": (REFILLS, "Root"),
}


def margin(policy: Policy, question: Question, leak: Leak, new: Callable[[Decimal], Decimal]) -> float:
    """The margin when every rate of one offer is another."""
    base = question.rates

    class Changed(Rates):
        def find_take_rate(self, param):  # type: ignore[no-untyped-def]
            take = base.find_take_rate(param)
            return new(take) if (param.offer, param.turn) == (leak.offer, leak.turn) else take

    found = make_forecast(policy, question._replace(rates=Changed(*base)), threshold=0.0)
    return found.total.margin.value


@pytest.mark.parametrize("name", STORES)
def test_worths_are_finite_differences(name: str) -> None:
    text, entry = STORES[name]
    policy = shop(text)
    question = asked(policy, entry, horizon=90)
    base = make_forecast(policy, question, threshold=0.0)
    now = base.total.margin.value
    assert base.offers
    for leak in base.offers:
        one_more = margin(policy, question, leak, lambda take: take + Decimal("0.01"))
        a_tenth = margin(policy, question, leak, lambda take: take * Decimal("1.1"))
        none = margin(policy, question, leak, lambda _: Decimal(0))
        assert leak.point.value == pytest.approx(one_more - now, abs=1e-9), leak.offer
        assert leak.tenth.value == pytest.approx(a_tenth - now, abs=1e-9), leak.offer
        assert leak.removed.value == pytest.approx(now - none, abs=1e-9), leak.offer


def test_slopes_are_finite_differences_of_any_width() -> None:
    """An offer that is asked once in a history makes the margin affine in its rate."""
    policy = shop(crossed(6, products=5).replace("retries: 1", "retries: 0"))
    question = asked(policy, "P2", horizon=90)
    base = make_forecast(policy, question, threshold=0.0)
    for leak in base.offers:
        wide = margin(policy, question, leak, lambda take: take + Decimal("0.1"))
        assert leak.point.value * 10 == pytest.approx(wide - base.total.margin.value, rel=1e-9, abs=1e-12)


def test_a_rate_of_nothing_has_a_slope() -> None:
    policy = shop(
        "ultimate: {offer: Club, retries: 0, take: 50%}\nproducts: {Root: {price: 1, next: {offer: A, take: 0%}}, A: {price: 40}, Club: {price: 9}}"
    )
    for threshold in (0.0, 0.05):
        found = make_forecast(policy, asked(policy, "Root"), threshold=threshold)
        leak = next(leak for leak in found.offers if leak.offer[0] == "A")
        assert leak.point.value == pytest.approx(
            0.01 * (40 + 0.5 * 9 - 0.9 * 0.5 * 9), rel=0.2 if threshold else 1e-9
        )


def test_nobody_can_gain_more_than_everybody() -> None:
    """A rate of 100 % has no further point; one of 99.5 % has half of one."""
    text = "ultimate: {offer: Club, retries: RETRIES, take: 100%}\nproducts: {Root: {price: 1, next: {offer: A, take: 99.5%}}, A: {price: 40}, Club: {price: 9}}"
    for retries in ("0", "1"):
        found = make_forecast(
            shop(text.replace("RETRIES", retries)), asked(shop(text.replace("RETRIES", retries)), "Root")
        )
        worth = {leak.offer[0]: leak for leak in found.offers}
        assert worth["Club"].point.value == worth["Club"].tenth.value == 0
        assert worth["A"].point.value == worth["A"].tenth.value == pytest.approx(0.005 * (40 + 9 - 0.9 * 9))
