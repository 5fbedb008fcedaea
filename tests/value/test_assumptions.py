"""What is taken for granted is said."""

from datetime import date
from decimal import Decimal

from ipp.value.assumptions import list_assumptions
from ipp.value.forecast import make_forecast
from ipp.value.inputs.question import list_first_purchases, put_question
from ipp.value.process.rates import find_flat_goal

from .shops import asked, forecast_of, shop

BARE = """ultimate: Club
products:
  Root: {next: [Brush, {offer: Comb, price: 15}], price: 5, cost: 1}
  Brush: {price: 25}
  Comb: {cost: 3}
  Hidden: {price: 5, cost: 2, sold: false}
  Sketch: {draft: true}
  Club: {price: 30, cost: 10, every: month}
segments: {vip: {where: {Tier: gold}}}
prospects: {offer: Root, when: vip}
"""


def test_everything_that_is_missing_is_named() -> None:
    said = list_assumptions(forecast_of(BARE, "Root"))
    text = "\n".join(said)
    assert "no take rate is known for Brush, Comb for 15, Club: counted as 10%" in text
    assert "no cost is known for Brush: counted as 0" in text
    assert "no churn is known for Club: counted as paid once" in text
    assert "the take rate of Club is the same whatever they own already" in text
    assert "90% of the customers who say No stay customers" in text
    assert "a Yes comes on the day they are asked" in text
    assert "no customer's Tier is known" in text
    assert "no price" not in text


def test_a_missing_price_is_named() -> None:
    said = "\n".join(list_assumptions(forecast_of(BARE.replace(", price: 15", ""), "Root")))
    assert "no price is known for Comb: counted as 0" in said


def test_what_is_known_is_not_named() -> None:
    full = BARE.replace(
        "ultimate: Club", "ultimate: {offer: Club, take: {0: 1%, 1: 2%}}\ndefaults: {take: 5%}"
    )
    full = full.replace("price: 25", "price: 25, cost: 2").replace("every: month", "every: month, churn: 0%")
    policy = shop(full)
    question = asked(policy, "Root", thinking=2, Tier="gold")
    said = "\n".join(list_assumptions(make_forecast(policy, question)))
    assert "no " not in said.split("\n")[0]
    for gone in ("no take", "no cost", "no churn", "the take rate of", "'s Tier is known"):
        assert gone not in said
    assert "a Yes comes 2 days after they are asked" in said
    assert "nobody ever leaves Club" in said


def test_one_rate_of_the_ultimate_action_for_everybody_is_said_wherever_it_comes_from() -> None:
    tiered = BARE.replace("ultimate: Club", "ultimate: {offer: Club, take: {0: 1%, 1: 2%}}")
    said = "the take rate of Club is the same whatever they own already"
    cases: list[tuple[str, dict[str | tuple[str, Decimal | None], Decimal], bool]] = [
        (BARE, {}, True),
        (tiered, {}, False),
        (tiered, {"Club": Decimal("0.09")}, True),
        (tiered, {("Club", None): Decimal("0.09")}, True),
        (tiered, {"Brush": Decimal("0.09")}, False),
    ]
    for text, measured, flat in cases:
        policy = shop(text)
        question = put_question(policy, date(2026, 11, 22), measured=measured)
        told = [each for each in list_assumptions(make_forecast(policy, question)) if said in each]
        assert len(told) == flat, (text, measured)
        assert all(("none by --rates" in each) == bool(measured) for each in told)
        assert (find_flat_goal(policy, question.rates) == "Club") == flat


def test_who_enters_where_nobody_says() -> None:
    entries = list_first_purchases(shop(BARE))
    assert [entry.name for entry in entries] == ["Root", "Brush", "Comb"]
    assert [entry.share for entry in entries] == [1 / 3] * 3


def test_offers_that_nobody_meets_are_named() -> None:
    text = "ultimate: Club\nproducts:\n  Root: {next: [Brush, {offer: Comb, price: 15, when: vip}], price: 5}\n  Brush: {price: 25}\n  Comb: {price: 30}\n  Club: {price: 30}\nsegments: {vip: {where: {Tier: gold}}}"
    said = list_assumptions(forecast_of(text, "Root"))
    assert "1 offer of the path is not reached by any of these customers in time: Comb for 15" in said


def test_who_is_charged_on_and_on_is_named_where_segments_ask_who_is_quiet() -> None:
    text = BARE.replace("every: month}", "every: month, churn: 5%}")
    quiet = text.replace("segments: {", "segments: {calm: {quiet_for: 40d}, ")
    said = "whoever joins Club is charged every period from then on, which ends `quiet_for`"
    assert said in list_assumptions(forecast_of(quiet, "Root"))
    assert said not in list_assumptions(forecast_of(text, "Root"))
    without = quiet.replace(", churn: 5%", "")
    assert said not in list_assumptions(forecast_of(without, "Root"))
