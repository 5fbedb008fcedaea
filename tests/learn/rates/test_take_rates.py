"""Offers are told by their kind, and by where the path makes them."""

from ipp.learn.rates.incidence import HORIZON, CountedAnswers
from ipp.learn.rates.placements import find_placements
from ipp.learn.rates.take_rates import TakeRate, learn_rates
from tests.value.shops import shop

SHOP = """ultimate: Club
products:
  Mug: {price: 9, next: [Pot, Club]}
  Pot: {price: 20, downsell: Cup}
  Cup: {price: 5}
  Club: {price: 30}
"""


def answer(asked: int, yes: int) -> CountedAnswers:
    return CountedAnswers({1: yes} if yes else {}, {}, {HORIZON: asked - yes})


def learn(text: str, *names: str) -> tuple[TakeRate, ...]:
    policy = shop(text)
    return learn_rates(policy, find_placements(policy), {(name, None): answer(10, 1) for name in names})


def test_offers_are_of_three_kinds() -> None:
    rates = learn(SHOP, "Pot", "Cup", "Club", "Mug")
    assert {rate.offer[0]: rate.kind for rate in rates} == {
        "Pot": "first", "Cup": "downsell", "Club": "ultimate", "Mug": "first",
    }  # fmt: skip
    assert {rate.offer[0] for rate in rates if rate.written} == {"Pot", "Cup", "Club"}


def test_the_highest_rung_says_what_an_offer_is() -> None:
    """The first of the file where several are as high."""
    text = SHOP.replace("Club: {", "Club: {next: [{offer: Cup, patience: 5d}, {offer: Cup, patience: 7d}], ")
    (cup,) = learn(text, "Cup")
    assert cup.kind == "first"
    assert cup.written and cup.written.patience == 5
    (cup,) = learn(SHOP, "Cup")
    assert cup.kind == "downsell"
    assert cup.written


def test_a_smaller_version_of_a_winback_is_one() -> None:
    text = SHOP.replace(", downsell: Cup", "").replace(
        "Cup: {", "Cup: {every: 30d, winback: [{offer: Mug, downsell: [Cup]}], "
    )
    (cup,) = learn(text, "Cup")
    assert (cup.kind, cup.written is not None) == ("downsell", True)
