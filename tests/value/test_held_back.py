"""Who waits for what before they are asked for the ultimate action, and what a forecast then says first."""

import re

from ipp.render.answers import forecast_text
from ipp.render.page import print_plain
from ipp.value.forecast import Forecast
from ipp.value.process.transitions import LONG

from .shops import crossed, forecast_of

GOODS = "  Teapot: {price: 40, cost: 10}\n  Club: {price: 900, cost: 10}\n"
HEAD = "ultimate: Club\ndefaults: {stay: 90%}\nproducts:\n"


def held(forecast: Forecast) -> list[tuple[str, str, float, float]]:
    """What holds back: name, reason, share, days."""
    return [
        (each.name, each.reason, round(each.share.value, 6), each.days.value if each.days else 0.0)
        for each in forecast.held_back
    ]


def shop_with(step: str, more: str = "") -> str:
    return f"{HEAD}  Mug: {{price: 10, next: [{step}]}}\n  Cup: {{price: 9}}\n{GOODS}{more}"


def test_a_wait_holds_up_the_cold_ask() -> None:
    found = forecast_of(shop_with(f"{{offer: Teapot, after: {LONG + 1}d}}"), "Mug", "Cup")
    assert held(found) == [("Teapot", "wait", 0.5, LONG + 1.0)]


def test_a_wait_of_sixty_days_is_none_to_speak_of() -> None:
    assert held(forecast_of(shop_with(f"{{offer: Teapot, after: {LONG}d}}"), "Mug")) == []


def test_a_touch_can_hold_up_and_a_wait_can_outlast_the_horizon() -> None:
    found = forecast_of(shop_with("{do: Guide, after: 400d}", "touches: {Guide: {kind: content}}"), "Mug")
    assert held(found) == [("Guide", "wait", 1.0, 400.0)]
    assert found.funnel.asked_ultimate.value == 0


def test_a_window_is_waited_for_only_when_nothing_else_is_left() -> None:
    step = "{offer: Teapot, from: 2027-01-01}"
    assert held(forecast_of(shop_with(step), "Mug")) == []
    closed = shop_with(step).replace("ultimate: Club", "ultimate: {offer: Club, cold: false}")
    assert held(forecast_of(closed, "Mug")) == [("Teapot", "window", 1.0, 214.0)]


def test_a_turn_of_rest_is_nothing_to_wait_for() -> None:
    text = shop_with("Teapot", "rest: [{offer: Soap, every: 200d}]").replace(
        GOODS, GOODS + "  Soap: {price: 4, consumable: true}\n"
    )
    text = text.replace("ultimate: Club", "ultimate: {offer: Club, cold: false}")
    assert held(forecast_of(text, "Mug")) == []


def test_who_was_asked_for_the_ultimate_action_waits_no_more() -> None:
    text = shop_with("Club, {offer: Teapot, after: 100d}")
    assert held(forecast_of(text, "Mug")) == []


def test_each_customer_counts_once_for_the_first_wait() -> None:
    text = shop_with("{offer: Cup, after: 70d, take: 50%}, {offer: Teapot, after: 200d}")
    assert held(forecast_of(text, "Mug")) == [("Cup", "wait", 1.0, 70.0)]


def test_by_lot_it_is_about_the_same() -> None:
    text = crossed(0, products=11).replace("defaults: {", "defaults: {after: 61d, ")
    exact, swept = forecast_of(text, "P5", threshold=0.0), forecast_of(text, "P5", threshold=0.01)
    assert held(exact)
    assert abs(sum(each.share.value for each in swept.held_back) - 1) < 1e-6
    assert sum(each.share.value for each in exact.held_back) == 1


def test_the_page_says_it_first_and_advises_no_work_on_it() -> None:
    found = forecast_of(shop_with("{offer: Club, after: 120d, downsell: Teapot}"), "Mug")
    page = print_plain(forecast_text.render_forecast(found))
    assert page.index("What holds the path back") < page.index("From Club backwards")
    assert "100 of 100 wait for Club for 120 days" in page
    assert re.search(r"Teapot .*start here", page)
    assert re.search(
        r"Club .*start here",
        print_plain(forecast_text.render_forecast(forecast_of(shop_with("Club"), "Mug"))),
    )
