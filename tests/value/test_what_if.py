"""What if: a change is worth what the changed file is worth."""

from functools import cache

import pytest

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.value.forecast import Forecast, make_forecast
from ipp.value.what_if import compare_policies, evaluate_change

from .shops import asked, crossed, shop

SHOP = """ultimate: {offer: Club, take: {0: 5%, 2: 20%}}
defaults: {take: 10%, stay: 90%}
products:
  Root: {price: 9, cost: 1, next: [Kit, {offer: Comb, price: 15, take: 30%}, Comb]}
  Brush: {price: 25, cost: 9, next: Comb}
  Comb: {price: 20, cost: 4}
  Club: {price: 30, cost: 10, every: month, churn: 8%}
bundles: {Kit: {items: [Brush, Comb], price: 40, downsell: [Brush, {offer: Comb, price: 15}]}}
"""


@cache
def forecast_shop() -> Forecast:
    policy = shop(SHOP)
    return make_forecast(policy, asked(policy, "Root"))


def margin(policy: Policy, *entries: str) -> float:
    return make_forecast(policy, asked(policy, *entries)).total.margin.value


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ("price:Brush=29", "Brush: {price: 25", "Brush: {price: 29"),
        ("price:Comb=15", "Comb: {price: 20", "Comb: {price: 15"),  # two offers become one
        ("cost:brush=1.50", "cost: 9", "cost: 1.50"),
        ("churn:Club=4%", "churn: 8%", "churn: 4%"),
        ("stay=70%", "stay: 90%", "stay: 70%"),
        (" stay = 0.7 ", "stay: 90%", "stay: 70%"),
        ("remove:Kit", "price: 40,", "price: 40, draft: true,"),
        ("take:Comb for 15=50%", "price: 15, take: 30%}", "price: 15, take: 50%}"),
        ("take:Club=12%", "take: {0: 5%, 2: 20%}", "take: 12%"),
    ],
)
def test_a_change_is_worth_what_the_changed_file_is_worth(said: str, old: str, new: str) -> None:
    assert old in SHOP
    other = shop(SHOP.replace(old, new))
    if "for 15" in said:
        other = shop(
            SHOP.replace(old, new).replace(
                "{offer: Comb, price: 15}]", "{offer: Comb, price: 15, take: 50%}]"
            )
        )
    base, after = forecast_shop(), margin(other, "Root")
    found = evaluate_change(base, said)
    assert found.margin.value == pytest.approx(after - base.total.margin.value)
    assert found.after.value == pytest.approx(after)
    assert found.change == said


@pytest.mark.parametrize(("old", "new"), [("0%", "20%"), ("20%", "0%"), ("20%", "50%")])
def test_another_churn_brings_more_or_fewer_to_the_winback(old: str, new: str) -> None:
    text = SHOP.replace("churn: 8%", "churn: OLD, winback: {offer: Club, price: 5, take: 50%}")
    policy, other = shop(text.replace("OLD", old)), shop(text.replace("OLD", new))
    base = make_forecast(policy, asked(policy, "Root", horizon=90))
    expected = make_forecast(other, asked(other, "Root", horizon=90)).total
    found = evaluate_change(base, f"churn:Club={new}")
    assert found.after.value == pytest.approx(expected.margin.value)
    assert found.chance.value == pytest.approx(
        expected.chance_of_ultimate.value - base.total.chance_of_ultimate.value
    )


def test_several_changes_are_made_together() -> None:
    other = shop(
        SHOP.replace("cost: 9", "cost: 2").replace("stay: 90%", "stay: 80%").replace("churn: 8%", "churn: 2%")
    )
    base = forecast_shop()
    found = evaluate_change(base, "cost:Brush=2; stay=80%; churn:Club=2%")
    assert found.margin.value == pytest.approx(margin(other, "Root") - base.total.margin.value)


def test_a_rate_is_changed_for_all_offers_of_an_item() -> None:
    base = forecast_shop()
    one, other = (
        evaluate_change(base, "take:Comb=50%"),
        evaluate_change(base, "take:Comb for 15=50%; take:Comb for 20=50%"),
    )
    assert one.margin == other.margin


def test_a_change_of_nothing_is_worth_nothing_without_noise() -> None:
    policy = shop(crossed(1, products=11))
    base = make_forecast(policy, asked(policy, "P5"), threshold=0.02)
    for said in ("stay=90%", "price:P7=1; price:P7=2"):
        found = evaluate_change(base, said)
        assert found.margin.half == pytest.approx(0, abs=1e-9) or said != "stay=90%"
        assert found.margin.half < base.total.margin.half


def test_differences_by_lot_hold_the_exact_one() -> None:
    policy = shop(crossed(1, products=11))
    question = asked(policy, "P5")
    exact, swept = (make_forecast(policy, question, threshold=threshold) for threshold in (0.0, 0.01))
    for said in ("take:P3=35%", "remove:Box", "price:P2=99", "remove:Club"):
        truth, found = evaluate_change(exact, said).margin, evaluate_change(swept, said).margin
        assert truth.half == 0
        assert abs(found.value - truth.value) <= 2 * found.half + 1e-9, said


def test_another_path_file() -> None:
    policy, other = (
        shop(SHOP),
        shop(SHOP.replace("Root: {price: 9,", "root: {price: 9,").replace("price: 40", "price: 33")),
    )
    base = make_forecast(policy, asked(policy, "Root"))
    found = compare_policies(base, other, "other.yaml")
    assert found.margin.value == pytest.approx(margin(other, "root") - base.total.margin.value)
    missing = shop("ultimate: Club\nproducts: {Club: {price: 1}}")
    with pytest.raises(RequestError, match="nothing is called 'Root' there"):
        compare_policies(base, missing, "other.yaml")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("take:Brus=5%", "did you mean 'Brush'"),
        ("take:Brush=500%", "more than 100%"),
        ("take:Brush", "write take:NAME=15%"),
        ("sale:Brush=5%", "write take:NAME=15%"),
        ("", "write take:NAME=15%"),
        ("stay=x", "is not a rate"),
        ("price:Brush=1,5", "is not an amount of money"),
        ("churn:Brush=5%", "not a continuity"),
        ("remove:", "no product or bundle"),
    ],
)
def test_what_cannot_be_read_is_told(said: str, reason: str) -> None:
    with pytest.raises(RequestError, match=reason):
        evaluate_change(forecast_shop(), said)
