"""What cells say: names, money, periods, lists, categories."""

from datetime import date
from decimal import Decimal

import pytest

from ipp.importers.reading.cells import (
    choose_category,
    has_decimal_commas,
    is_in_force,
    read_change,
    read_money,
    read_name,
    read_period,
    read_url,
    split_list,
    tidy_money,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Salt &amp; Pepper", "Salt & Pepper"),
        ("Salt &amp;amp; Pepper", "Salt & Pepper"),
        ("<b>Bold</b> one", "Bold one"),
        ("1 < 2", "1 < 2"),
        ("two\nlines\t here", "two lines here"),
        ("\u202eevil\x00", "evil"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "commas", "money"),
    [
        ("19.90", False, "19.90"),
        ("19,90", True, "19.90"),
        ("1.234", True, "1234"),
        ("1.234", False, "1.234"),
        ("1.234,50 €", True, "1234.50"),
        ("$1,234.50", False, "1234.50"),
        ("15.0000", False, "15"),
        ("7.5", False, "7.50"),
        ("free", False, "0"),
        ("0", False, "0"),
        ("", False, None),
        ("-5", False, None),
        ("NaN", False, None),
        ("on request", False, None),
    ],
)
def test_money(text: str, commas: bool, money: str | None) -> None:
    found = read_money(text, commas)
    assert (None if found is None else str(found)) == money


def test_commas_are_told_by_the_whole_table() -> None:
    assert has_decimal_commas(["1.234", "19,90"])
    assert not has_decimal_commas(["1,234", "19.90"])
    assert not has_decimal_commas(["12", "13"])


def test_changes_go_up_and_down_and_nothing_is_below_nothing() -> None:
    assert [read_change(text) for text in ("-3.5", "+2", "4", "", "x")] == [Decimal("-3.50"), 2, 4, 0, 0]
    assert str(tidy_money(Decimal("-0"))) == "0"


def test_periods() -> None:
    asked = [
        ("month", "1"),
        ("Months", "3"),
        ("year", ""),
        ("monthly", ""),
        ("every 6 months", ""),
        ("once", ""),
        ("month", "-1"),
        ("year", "999999999"),
    ]
    found = ["month", "3 months", "year", "month", "6 months", None, None, None]
    assert [read_period(*each) for each in asked] == found


def test_lists_categories_and_addresses() -> None:
    assert split_list(r"a, b\, c,, d") == ["a", "b, c", "d"]
    assert choose_category(["Home/Feet", "Home/Hands", "Home/Feet/Toes"], "/", ("Home",)) == "Feet > Toes"
    assert choose_category(["Salt &amp; Co > Fine"]) == "Salt & Co > Fine"
    assert [read_url(text) for text in ("https://x.example/a", "javascript:x", "https://x y", "")] == [
        "https://x.example/a",
        "",
        "",
        "",
    ]


def test_days_of_special_prices() -> None:
    today = date(2026, 11, 30)
    asked = [
        ("", ""),
        ("2026-11-30", "2026-11-30"),
        ("2026-12-01", ""),
        ("", "2026-11-29"),
        ("1/1/20", "12/31/26"),
        ("soon", ""),
    ]
    assert [is_in_force(*each, today) for each in asked] == [True, True, False, False, True, True]
