"""IPP213: the last day of a step has passed."""

from datetime import date

import pytest

from ..marked import hold

STORE = "products: {One: {next: [{offer: %s, until: %s}, Club]}, Two: {next: Club}, Club: {}}"


@pytest.mark.parametrize(
    ("today", "over"), [(date(2020, 1, 1), False), (date(2020, 1, 2), True), (None, False)]
)
def test_a_window_is_over_after_its_last_day(today: date | None, over: bool) -> None:
    found = hold("window-over", STORE % ("«Two»" if over else "Two", "2020-01-01"), today=today)
    assert [finding.rule.severity for finding in found] == ["info"] * over


def test_a_window_of_every_year_is_never_over() -> None:
    hold("window-over", STORE % ("Two", "01-01"), today=date(2026, 6, 1))


def test_a_rung_has_a_last_day_too() -> None:
    hold(
        "window-over",
        "products: {One: {next: [{offer: Two, downsell: [{offer: «Three», until: 2020-01-01}]}, Club]}, Two: {price: 9, next: Club}, Three: {price: 5, next: Club}, Club: {}}",
        "the last day of `Three` was 2020-01-01",
        today=date(2026, 6, 1),
    )


def test_a_holdout_is_over_after_its_last_day() -> None:
    store = "products: {One: {next: Club}, Club: {}}\nholdout: {name: %s, share: 5%%, until: 2020-01-01}"
    found = hold("window-over", store % "«autumn»", today=date(2020, 1, 2))
    assert "the last day of the holdout `autumn`" in found[0].message
    hold("window-over", store % "autumn", today=date(2020, 1, 1))
