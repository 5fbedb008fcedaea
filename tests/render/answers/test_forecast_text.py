"""What people read of a forecast: the pages are in tests/render/answers/forecasts.

`IPP_UPDATE=1 pytest tests/render` writes them anew; read the difference before you commit it.
"""

import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from ipp.render.answers import forecast_text, order_text
from ipp.render.answers.forecast_text import PageOptions
from ipp.render.page import count_cells, print_plain
from ipp.value.forecast import Forecast, make_forecast
from ipp.value.inputs.question import FirstPurchase, put_question
from ipp.value.ordering.search import find_best_order
from ipp.value.what_if import evaluate_change
from tests.value.shops import crossed, shop

DETAILS = PageOptions(details=True)
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
    question = put_question(policy, date(2026, 11, 22))
    return make_forecast(policy, question, threshold=threshold)


def pages() -> dict[str, str]:
    exact, swept = found(), found(crossed(1, products=11), 0.01)
    changes = [
        evaluate_change(exact, said) for said in ("take:Spa=20%", "price:Slippers=29; stay=95%", "remove:Spa")
    ]
    return {
        "summary_80": print_plain(forecast_text.render_forecast(exact)),
        "summary_60": print_plain(forecast_text.render_forecast(exact, changes, PageOptions(60))),
        "summary_swept": print_plain(forecast_text.render_forecast(swept)),
        "exact_80": print_plain(forecast_text.render_forecast(exact, (), PageOptions(details=True))),
        "exact_120": print_plain(forecast_text.render_forecast(exact, (), PageOptions(120, details=True))),
        "what_if_by_month": print_plain(
            forecast_text.render_forecast(exact, changes, PageOptions(entrants=500))
        ),
        "swept": print_plain(forecast_text.render_forecast(swept, (), PageOptions(details=True))),
        "all": print_plain(forecast_text.render_forecast(swept, (), PageOptions(everything=True))),
        "best_order": print_plain(order_text.render_order(exact, find_best_order(exact))),
        "nothing_better": print_plain(
            order_text.render_order(
                found(SHOP.replace("Slippers, take: 9%}, {offer: ", "")),
                find_best_order(found(SHOP.replace("Slippers, take: 9%}, {offer: ", ""))),
            )
        ),
    }


def test_the_pages() -> None:
    for name, text in pages().items():
        golden = PAGES / f"{name}.txt"
        if os.environ.get("IPP_UPDATE"):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8"), name
        widest = max(count_cells(line) for line in text.splitlines())
        assert widest <= (120 if "120" in name else 60 if "60" in name else 80), name
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
    page = print_plain(forecast_text.render_forecast(found(text), (), DETAILS))
    assert "These customers are offered nothing in this time." in page
    assert "the path adds" in page


def test_rough_first_purchases_are_ranked_by_what_they_bring_at_the_least() -> None:
    """The likeliest of many rough figures are the luckiest."""
    rough = found(crossed(1, products=11), 0.2)
    text = print_plain(forecast_text.render_forecast(rough, (), PageOptions(everything=True)))
    table = text[text.index("By first purchase, ranked by the least that they bring") :]
    names = [words[0] for words in map(str.split, table.splitlines()[2:]) if words and words[0][0] == "P"]
    least = {by.entry.name: by.totals.margin.low for by in rough.by_entry}
    likely = {by.entry.name: by.totals.margin.value for by in rough.by_entry}
    assert names == sorted(least, key=lambda name: -least[name])
    assert names != sorted(likely, key=lambda name: -likely[name])
    assert "too many first purchases to tell them apart" in table


def test_columns_are_as_wide_as_large_amounts() -> None:
    """A currency in which everything costs millions."""
    text = print_plain(
        forecast_text.render_forecast(found(SHOP.replace("price: ", "price: 123456")), (), DETAILS)
    )
    head = next(each for each in text.splitlines() if "+1 point" in each)
    rows = [each for each in text.splitlines() if "█" in each and "%" in each and "," in each]
    assert rows
    for row in rows:
        assert count_cells(row) == count_cells(head)


def test_what_brings_nothing_is_not_advised() -> None:
    forecast = found(
        "ultimate: {offer: Club, take: 100%}\nproducts: {One: {price: 3, next: Club}, Club: {price: 9}}"
    )
    details = print_plain(forecast_text.render_forecast(forecast, (), DETAILS))
    assert "Where it leaks" in details
    assert "Work here first" not in details
    assert "tart here" not in print_plain(forecast_text.render_forecast(forecast))


def test_who_has_ready_is_not_told_to_use_it() -> None:
    ready = SHOP.replace("{offer: Club,", "{offer: Club, ready: owner,") + "segments: {owner: {owns: 2}}\n"
    assert "(`ready`)" in print_plain(forecast_text.render_forecast(found()))
    assert "(`ready`)" not in print_plain(forecast_text.render_forecast(found(ready)))


def test_the_rates_of_the_offers_that_are_made_are_counted_by_where_they_come_from() -> None:
    def say(measured: dict[str | tuple[str, Decimal | None], Decimal], text: str = SHOP) -> str:
        policy = shop(text)
        entries = (FirstPurchase((("Formula", 1),), 1.0),)
        question = put_question(policy, date(2026, 11, 22), measured=measured, entries=entries)
        page = " ".join(print_plain(forecast_text.render_forecast(make_forecast(policy, question))).split())
        return page.partition("if the take rates are right: ")[2].partition(". --details")[0]

    rate = Decimal("0.1")
    assert say({}) == "2 of 3 are in the path file, 1 is assumed (write `take`, or give --rates)"
    assert say({"Formula": rate}) == "1 of 3 is measured (--rates), 2 are in the path file"
    assert say({"Spa": rate, "Nail Kit": rate}) == say({}), "rates of what these customers are not asked"
    every: dict[str | tuple[str, Decimal | None], Decimal] = dict.fromkeys(
        ("Slippers", "Formula", "Club", "Spa"), rate
    )
    assert (
        say(every)
        == say({("Slippers", None): rate, "Formula": rate, "Club": rate})
        == "all 3 are measured (--rates)"
    )
    bare = re.sub(r", take: [^,}]*(?:, [^}]*})?(?=[,}])", "", SHOP)
    assert say({}, bare) == "all 3 are assumed (write `take`, or give --rates)"
