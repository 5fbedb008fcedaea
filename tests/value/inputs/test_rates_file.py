"""Measured rates, and where rates come from."""

from decimal import Decimal

import pytest

from ipp.engine.policy.clauses import Offer
from ipp.errors import RequestError
from ipp.text.source import Source
from ipp.value.forecast import make_forecast
from ipp.value.inputs.rates_file import read_rates
from ipp.value.process.rates import read_rates_of

from ..shops import asked, shop

SHOP = """ultimate: {offer: Club, take: {1: 5%, 3: 20%}}
defaults: {take: 10%}
products:
  Root: {price: 9, next: [{offer: Brush, take: 30%, after: 2d}, Brush for two, {offer: Comb, price: 15, take: 40%}, Comb]}
  Brush: {price: 25, sku: B-1}
  Comb: {price: 20}
  Brush for two: {price: 5}
  Club: {price: 30}
"""


def read(text: str, name: str = "rates.csv") -> dict[str | Offer, Decimal]:
    return read_rates(shop(SHOP), Source(name, text)).takes


def test_rates_as_a_table() -> None:
    found = read('offer,take\nBrush,12%\n"Comb for 15", 0.2\nComb for 20,5%\nbrush FOR two,1%\n\n')
    assert found == {
        "Brush": Decimal("0.12"),
        ("Comb", Decimal("15")): Decimal("0.2"),
        ("Comb", None): Decimal("0.05"),
        "Brush for two": Decimal("0.01"),
    }
    assert read("asked;x,Rate,SKU\n9,3%,B-1\n") == {"Brush": Decimal("0.03")}
    assert read("offer\ttake\nComb\t3%\n", "rates.TSV") == {"Comb": Decimal("0.03")}


def test_rates_as_yaml() -> None:
    assert read("Brush: 12%   # measured\n'Comb': 0.2\n", "rates.yaml") == {
        "Brush": Decimal("0.12"),
        "Comb": Decimal("0.2"),
    }
    assert read('{"Brush": "12%"}', "rates.json") == {"Brush": Decimal("0.12")}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("r.csv", "", "the first line does not name the columns"),
        ("r.csv", "offer,take\n", "r.csv holds no rates; write lines"),
        ("r.csv", "offer,take\nBrush\n", r"r\.csv:2: a line without"),
        ("r.csv", "offer,take\nBrush,200%\n", r"r\.csv:2: '200%' is more than 100%"),
        ("r.csv", "offer,take\nBrush,\n", r"r\.csv:2: '' is not a rate; rates are written like 12%"),
        (
            "r.csv",
            "offer,take\nBrsh,2%\n",
            r"r\.csv:2: no product or bundle is called 'Brsh'; did you mean 'Brush'",
        ),
        ("r.csv", "offer,take\nBrush,2%\nB-1,3%\n", r"r\.csv:3: `B-1` has a rate already"),
        ("r.yaml", "- Brush\n", "does not hold rates by offer"),
        ("r.yaml", "Brush: [1%]\n", r"r\.yaml:1: `Brush` must have one rate"),
        ("r.yaml", "Brush: {\n", r"r\.yaml:"),
        ("r.yaml", "Brush: 1%\nBrush: 2%\n", r"r\.yaml:2: `Brush` stands twice"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, text: str, reason: str) -> None:
    with pytest.raises(RequestError, match=reason):
        read(text, name)


def takes(measured: dict[str | Offer, Decimal], text: str = SHOP) -> dict[str, str]:
    policy = shop(text)
    question = asked(policy, "Root")._replace(rates=read_rates_of(policy, measured))
    terms = make_forecast(policy, question).runs.terms
    return {
        f"{param.offer[0]} {param.offer[1] or ''}".strip()
        + (f" {param.tier}+" if param.tier is not None else ""): str(question.rates.find_take_rate(param))
        for param in terms.params
    }


def test_measured_goes_before_the_step_the_step_before_the_default() -> None:
    written = takes({})
    assert written["Brush"] == "0.3"
    assert written["Brush for two"] == "0.1"
    assert written["Comb 15"] == "0.4"
    assert written["Comb"] == "0.1"
    assert written["Club 1+"] == "0.05"
    assert written["Club 3+"] == "0.2"
    measured = takes({"Brush": Decimal("0.01"), ("Comb", None): Decimal("0.02"), "Club": Decimal("0.5")})
    assert measured["Brush"] == "0.01"
    assert measured["Comb"] == "0.02"
    assert measured["Comb 15"] == "0.4"
    assert measured["Club 1+"] == measured["Club 3+"] == "0.5"


def test_without_any_rate_one_is_assumed() -> None:
    bare = SHOP.replace("defaults: {take: 10%}\n", "").replace("{1: 5%, 3: 20%}", "{3: 20%}")
    found = takes({}, bare)
    assert found["Brush for two"] == "0.10"
    assert found["Club"] == "0.10"  # who owns less than the least tier


def test_answers_are_read_where_a_column_says_them() -> None:
    text = "offer,take,asked,settled,answers\nRoot,10%,50,40.5,44\n"
    assert read_rates(shop(SHOP), Source("r.csv", text)).answers == {"Root": 44.0}
    text = text.replace(",answers", "").replace(",44", "")
    assert read_rates(shop(SHOP), Source("r.csv", text)).answers == {"Root": 40.5}
    assert read_rates(shop(SHOP), Source("r.csv", "offer,take,asked\nRoot,10%,\n")).answers == {}


@pytest.mark.parametrize("number", ["-1", "0", "many", "nan", "inf", "1e30"])
def test_what_is_no_number_of_answers_is_refused(number: str) -> None:
    with pytest.raises(RequestError, match=r"r\.csv:2: .* is no number of answers"):
        read_rates(shop(SHOP), Source("r.csv", f"offer,take,asked\nRoot,10%,{number}\n"))
