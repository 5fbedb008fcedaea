"""Amounts and times, as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.path.values import parse_duration, write_period
from ipp.render.money import describe_distance, write_amount, write_day, write_price


@pytest.mark.parametrize(
    ("money", "written"),
    [
        ("59", "59.00"),
        ("59.5", "59.50"),
        ("59.50", "59.50"),
        ("0", "0.00"),
        ("0.125", "0.125"),
        ("1E+3", "1000.00"),
        ("999999999999", "999999999999.00"),
        ("0.000001", "0.000001"),
    ],
)
def test_an_amount_has_two_decimals_at_least(money: str, written: str) -> None:
    assert write_amount(Decimal(money)) == written


@given(st.decimals(0, 10**12, places=4))
def test_an_amount_is_never_rounded(money: Decimal) -> None:
    assert Decimal(write_amount(money)) == money


@pytest.mark.parametrize(
    ("currency", "every", "written"),
    [
        (None, None, "29.00"),
        ("USD", None, "29.00 USD"),
        ("USD", "30d", "29.00 USD every month"),
        (None, "45d", "29.00 every 45 days"),
    ],
)
def test_a_price(currency: str | None, every: str | None, written: str) -> None:
    assert write_price(Decimal(29), currency, parse_duration(every) if every else None) == written


@pytest.mark.parametrize(
    ("length", "written"),
    [
        ("1d", "day"),
        ("1w", "week"),
        ("1 month", "month"),
        ("1 quarter", "quarter"),
        ("1y", "year"),
        ("6w", "42 days"),
    ],
)
def test_a_period(length: str, written: str) -> None:
    assert write_period(parse_duration(length)) == written


def test_a_day() -> None:
    assert write_day(date(2026, 3, 1)) == "1 Mar 2026"
    assert write_day(date(2026, 12, 31)) == "31 Dec 2026"


@pytest.mark.parametrize(
    ("day", "written"),
    [(22, "today"), (23, "in 1 day"), (25, "in 3 days"), (21, "1 day ago"), (12, "10 days ago")],
)
def test_how_far_a_day_is(day: int, written: str) -> None:
    assert describe_distance(date(2026, 11, day), date(2026, 11, 22)) == written
