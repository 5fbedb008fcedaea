"""What people read of a forecast: the pages are in tests/render/forecasts.

`IPP_UPDATE=1 pytest tests/render` writes them anew; read the difference before you commit it.
"""

import os
from datetime import date
from pathlib import Path

from ipp.render.answers import forecast_text, order_text
from ipp.render.answers.forecast_text import Shown
from ipp.render.page import cells, plain
from ipp.value.changes import what_if
from ipp.value.forecast import Forecast, forecast
from ipp.value.order import best_order
from ipp.value.question import Question, every_product
from ipp.value.rates import rates_of
from tests.value.shops import crossed, shop

PAGES = Path(__file__).parent / "forecasts"
SHOP = """store: Happy Feet
currency: USD
ultimate: {offer: Club, take: {0: 2%, 2: 12%}, again_after: 90d}
defaults: {after: 3d, patience: 7d, stay: 90%}
products:
  Massager: {price: 89, cost: 31, next: [{offer: Slippers, take: 9%}, {offer: Spa, take: 12%}]}
  Formula: {price: 19, cost: 4, consumable: true, refill: 45d, next: [{offer: Slippers, take: 9%}]}
  Slippers: {price: 24, cost: 6}
  Nail Kit: {price: 22}
  Club: {price: 29, cost: 8, every: month, churn: 6%, next: Invite a friend}
bundles:
  Spa: {items: [Formula, Slippers, Nail Kit], price: 59, cost: 15, downsell: [{offer: Nail Kit, take: 8%}]}
touches: {Video: {kind: content}, Letter: {kind: content}, Invite a friend: {kind: referral}}
next: Club
rest: [{do: Letter, every: 30d}]
"""


def found(text: str = SHOP, threshold: float | None = None) -> Forecast:
    policy = shop(text)
    question = Question(every_product(policy), rates_of(policy, {}), date(2026, 11, 22))
    return forecast(policy, question, threshold=threshold)


def pages() -> dict[str, str]:
    exact, swept = found(), found(crossed(1, products=11), 0.01)
    changes = [what_if(exact, said) for said in ("take:Spa=20%", "price:Slippers=29; stay=95%", "remove:Spa")]
    return {
        "exact_80": plain(forecast_text.render(exact)),
        "exact_120": plain(forecast_text.render(exact, (), Shown(120))),
        "what_if_by_month": plain(forecast_text.render(exact, changes, Shown(entrants=500))),
        "swept": plain(forecast_text.render(swept)),
        "all": plain(forecast_text.render(swept, (), Shown(everything=True))),
        "best_order": plain(order_text.render(exact, best_order(exact))),
        "nothing_better": plain(
            order_text.render(
                found(SHOP.replace("Slippers, take: 9%}, {offer: ", "")),
                best_order(found(SHOP.replace("Slippers, take: 9%}, {offer: ", ""))),
            )
        ),
    }


def test_the_pages() -> None:
    for name, text in pages().items():
        golden = PAGES / f"{name}.txt"
        if os.environ.get("IPP_UPDATE"):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8"), name
        widest = max(cells(line) for line in text.splitlines())
        assert widest <= (120 if "120" in name else 80), name
    assert {file.stem for file in PAGES.iterdir()} == set(pages())


def test_leaks_come_from_the_end_backwards() -> None:
    exact = found()
    distances = [10**9 if leak.distance is None else leak.distance for leak in exact.offers]
    assert distances == sorted(distances)
    assert exact.offers[0].offer[0] == "Club"
    worths = sorted(exact.offers, key=lambda leak: leak.rank)
    assert [leak.point.value for leak in worths] == sorted(
        (leak.point.value for leak in worths), reverse=True
    )


def test_a_store_in_which_nothing_is_offered() -> None:
    text = (
        "ultimate: {offer: Club, cold: false}\nproducts: {A: {price: 5, cost: 1}, Club: {price: 9, next: A}}"
    )
    page = plain(forecast_text.render(found(text)))
    assert "Nothing is offered to these customers in this time." in page
    assert "the path adds" in page
