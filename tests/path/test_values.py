"""Single values: what is read, exactly as what, and what is told when it is not."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp.errors import RequestError
from ipp.path.values import (
    BadValue,
    Duration,
    Yearday,
    parse_count,
    parse_day,
    parse_duration,
    parse_flag,
    parse_money,
    parse_option,
    parse_period,
    parse_positive,
    parse_rate,
    parse_window_day,
)

HOUR, DAY = 60, 24 * 60
Reader = Callable[[str], Any]

GOOD: list[tuple[Reader, str, Any]] = [
    (parse_money, "0", Decimal(0)),
    (parse_money, "89", Decimal(89)),
    (parse_money, "19.50", Decimal("19.50")),
    (parse_money, "0.1", Decimal("0.1")),
    (parse_money, "007", Decimal(7)),
    (parse_money, "999999999999.999999", Decimal("999999999999.999999")),
    (parse_rate, "0", Decimal(0)),
    (parse_rate, "0%", Decimal(0)),
    (parse_rate, "12%", Decimal("0.12")),
    (parse_rate, "12 %", Decimal("0.12")),
    (parse_rate, "0.12", Decimal("0.12")),
    (parse_rate, "33.333333%", Decimal("0.33333333")),
    (parse_rate, "100%", Decimal(1)),
    (parse_rate, "1", Decimal(1)),
    (parse_duration, "0", Duration(0)),
    (parse_duration, "now", Duration(0)),
    (parse_duration, "0d", Duration(0)),
    (parse_duration, "30min", Duration(30)),
    (parse_duration, "1 minute", Duration(1)),
    (parse_duration, "12h", Duration(12 * HOUR)),
    (parse_duration, "1 hour", Duration(HOUR)),
    (parse_duration, "7d", Duration(7 * DAY)),
    (parse_duration, "1 day", Duration(DAY)),
    (parse_duration, "2w", Duration(14 * DAY)),
    (parse_duration, "2 Weeks", Duration(14 * DAY)),
    (parse_duration, "1 month", Duration(30 * DAY)),
    (parse_duration, "2 quarters", Duration(180 * DAY)),
    (parse_duration, "1y", Duration(365 * DAY)),
    (parse_duration, "100 years", Duration(100 * 365 * DAY)),
    (parse_period, "day", Duration(DAY)),
    (parse_period, "week", Duration(7 * DAY)),
    (parse_period, "Month", Duration(30 * DAY)),
    (parse_period, "quarter", Duration(90 * DAY)),
    (parse_period, "year", Duration(365 * DAY)),
    (parse_period, "45d", Duration(45 * DAY)),
    (parse_period, "3 months", Duration(90 * DAY)),
    (parse_day, "2026-12-31", date(2026, 12, 31)),
    (parse_day, "2028-02-29", date(2028, 2, 29)),
    (parse_day, "0001-01-01", date(1, 1, 1)),
    (parse_day, "9999-12-31", date(9999, 12, 31)),
    (parse_window_day, "2026-12-31", date(2026, 12, 31)),
    (parse_window_day, "12-31", Yearday(12, 31)),
    (parse_window_day, "02-29", Yearday(2, 29)),
    (parse_count, "0", 0),
    (parse_count, "3", 3),
    (parse_count, "003", 3),
    (parse_count, "999999999", 999_999_999),
    (parse_positive, "1", 1),
    (parse_positive, "12", 12),
    (parse_flag, "true", True),
    (parse_flag, "Yes", True),
    (parse_flag, "FALSE", False),
    (parse_flag, "no", False),
]

BAD: list[tuple[Reader, str]] = [
    *(
        (parse_money, text)
        for text in ("", " ", "-1", "+1", "1,5", "1,299.50", "$5", "5 USD", "1e3", "1_000", "0x10", ".5")
    ),
    *(
        (parse_money, text)
        for text in ("5.", "NaN", "Infinity", "inf", "1.2.3", "٣", "１", "1²", " 5", "5 ", "5\n", "12%")
    ),
    *(
        (parse_money, text)
        for text in ("1" * 13, "1.1234567", "free", "~", "true", "1/2", "1 000", "½", "−5")
    ),
    *(
        (parse_rate, text)
        for text in ("", "%", "-1%", "130%", "1.01", "100.0001%", "2", "12%%", "12 percent", ".5", "5.")
    ),
    *(
        (parse_rate, text)
        for text in ("1e-1", "NaN", "12\u00a0%", "12  %", "١٢%", "12％", "1/2", "12% ", "1,5%", "12\n%")
    ),
    *(
        (parse_duration, text)
        for text in ("", "7", "d", "-3d", "1.5d", "7 d ", " 7d", "7  d", "now!", "Now", "00", "3 moons")
    ),
    *(
        (parse_duration, text)
        for text in ("1m", "1mo", "٣d", "3d 2h", "P3D", "101 years", "1000000d", "week", "7\nd", "7ｄ")
    ),
    *(
        (parse_period, text)
        for text in ("", "0", "now", "0d", "d", "h", "fortnight", "monthly", "7", "every month")
    ),
    *(
        (parse_day, text)
        for text in ("", "2026-02-30", "2026-13-01", "2027-02-29", "0000-01-01", "2026-1-1", "31.12.2026")
    ),
    *(
        (parse_day, text)
        for text in (
            "20261231",
            "2026-W01-1",
            "2026-12-31T00:00",
            "tomorrow",
            "２０２６-12-31",
            "2026-12-31 ",
        )
    ),
    *(
        (parse_count, text)
        for text in ("", "-1", "1.0", "1.5", "1e3", "1_000", "٣", "²", "three", "1000000000", " 1", "0x1")
    ),
    *((parse_positive, text) for text in ("0", "00", "-1", "", "1.5", "none")),
    *(
        (parse_flag, text) for text in ("", "on", "off", "1", "0", "y", "n", "truе", "maybe", " true")
    ),  # a Cyrillic е
]


@pytest.mark.parametrize(("read", "text", "value"), GOOD)
def test_good_values(read: Reader, text: str, value: Any) -> None:
    found = read(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("read", "text"), BAD)
def test_bad_values(read: Reader, text: str) -> None:
    with pytest.raises(BadValue):
        read(text)


HINTS: list[tuple[Reader, str, str, str | None]] = [
    (parse_money, "1,299.50", "is not an amount of money", "write it as plain digits: 1299.50"),
    (parse_money, "1,299", "is not an amount of money", "write it as plain digits: 1299"),
    (parse_money, "1,234,567", "is not an amount of money", "write it as plain digits: 1234567"),
    (
        parse_money,
        "19,90",
        "is not an amount of money",
        "write it as plain digits: 19.90",
    ),  # a comma is decimal
    (parse_money, "19,9", "is not an amount of money", "write it as plain digits: 19.9"),
    (parse_money, "1.299,50", "is not an amount of money", "write it as plain digits: 1299.50"),
    (parse_money, "$89", "is not an amount of money", "write it as plain digits: 89"),
    (parse_money, "€ 89.50", "is not an amount of money", "write it as plain digits: 89.50"),
    (parse_money, "89 USD", "is not an amount of money", "write it as plain digits: 89"),
    (parse_money, "19,90 €", "is not an amount of money", "write it as plain digits: 19.90"),
    (parse_money, "-5", "is not an amount of money", "an amount cannot be negative"),
    (parse_money, "−5", "is not an amount of money", "an amount cannot be negative"),
    (parse_money, "free", "is not an amount of money", "write it as plain digits: 0"),
    (parse_rate, "12", "is more than 100%", "for 12 in a hundred write 12%"),
    (parse_rate, "130%", "is more than 100%", None),
    (parse_rate, "often", "is not a rate", "rates are written like 12% or 0.12"),
    (
        parse_duration,
        "7",
        "is not a length of time",
        "lengths of time are written like 3d, 2w, 1 month or now",
    ),
    (parse_duration, "3m", "has the unknown unit 'm'", "write `min` or `month`"),
    (parse_duration, "3 mo", "has the unknown unit 'mo'", "write `min` or `month`"),
    (parse_duration, "3 moons", "has the unknown unit 'moons'", "the units are h, d, w, month, year"),
    (parse_duration, "101 years", "is longer than 100 years", None),
    (parse_period, "0", "is no time at all", "write month, year, or a length of time such as 30d"),
    (parse_day, "31.12.2026", "is not a date", "write it as 2026-12-31"),
    (parse_window_day, "31.12.2026", "is not a date", "write it as 2026-12-31"),
    (parse_window_day, "31-12", "is not a day of the calendar", "write it as 12-31: the month, then the day"),
    (parse_window_day, "02-30", "is not a day of the calendar", "write it as 12-31: the month, then the day"),
    (parse_window_day, "1-5", "is not a date", "dates are written like 2026-12-31"),
    (parse_day, "12-31", "is not a date", "dates are written like 2026-12-31"),
    (parse_day, "2026-02-30", "is not a day of the calendar", "dates are written like 2026-12-31"),
    (parse_count, "three", "is not a whole number", "numbers are written in digits"),
    (parse_positive, "0", "is not at least 1", None),
    (parse_flag, "on", "is neither true nor false", "write true or false"),
]


@pytest.mark.parametrize(("read", "text", "message", "hint"), HINTS)
def test_what_is_told_of_a_bad_value(read: Reader, text: str, message: str, hint: str | None) -> None:
    with pytest.raises(BadValue) as caught:
        read(text)
    assert (str(caught.value), caught.value.hint) == (message, hint)


MEANT: list[tuple[Reader, str, str | None]] = [
    (parse_money, "$89", "89"),
    (parse_money, "1,299.50", "1299.50"),
    (parse_money, "-5", None),
    (parse_money, "$-5", None),
    (parse_money, "free", "0"),
    (parse_money, "much", None),
    (parse_rate, "12", "12%"),
    (parse_rate, "120", None),
    (parse_rate, "130%", None),
    (parse_day, "31.12.2026", "2026-12-31"),
    (parse_day, "1. 2. 2027", "2027-02-01"),
    (parse_day, "2027/1/5", "2027-01-05"),
    (parse_day, "31.02.2027", None),
    (parse_day, "01/02/2027", None),  # of February or of January
]


@pytest.mark.parametrize(("read", "text", "meant"), MEANT)
def test_what_was_meant_can_be_read(read: Reader, text: str, meant: str | None) -> None:
    with pytest.raises(BadValue) as caught:
        read(text)
    assert caught.value.suggestion == meant
    if meant:
        read(meant)


@pytest.mark.parametrize(
    ("text", "days"), [("0", 0), ("1min", 1), ("24h", 1), ("25h", 2), ("2w", 14), ("1 month", 30)]
)
def test_days_are_rounded_up(text: str, days: int) -> None:
    assert parse_duration(text).days == days


@given(st.integers(0, 10**12 - 1), st.integers(0, 999_999), st.integers(1, 6))
def test_money_is_exact(whole: int, part: int, places: int) -> None:
    part %= 10**places
    amount = parse_money(f"{whole}.{part:0{places}}")
    assert amount * 10**places == whole * 10**places + part
    assert -amount.as_tuple().exponent == places  # type: ignore[operator]  # 19.50 keeps its zero


@given(st.integers(0, 100), st.integers(0, 10**6 - 1))
def test_a_rate_is_a_hundredth_of_its_per_cent(whole: int, part: int) -> None:
    percent = Decimal(f"{whole}.{part:06}") if whole < 100 else Decimal(100)
    share = parse_rate(f"{percent}%")
    assert share * 100 == percent
    assert parse_rate(f"{share:f}") == share


@given(st.dates())
def test_dates_go_round(written: date) -> None:
    assert parse_day(written.isoformat()) == written


@given(st.integers(0, 36_500), st.sampled_from(["d", " d", " day", " days", "D"]))
def test_days_go_round(number: int, unit: str) -> None:
    length = parse_duration(f"{number}{unit}")
    assert timedelta(minutes=length.minutes) == timedelta(days=number)
    assert length.days == number


@given(st.integers(0, 999_999_999))
def test_counts_go_round(number: int) -> None:
    assert parse_count(str(number)) == number


@given(
    st.text(),
    st.sampled_from(
        [
            parse_money,
            parse_rate,
            parse_duration,
            parse_period,
            parse_day,
            parse_count,
            parse_positive,
            parse_flag,
        ]
    ),
)
def test_any_text_is_a_value_or_a_bad_value(text: str, read: Reader) -> None:
    try:
        read(text)
    except BadValue as bad:
        assert str(bad)


@given(
    st.text(st.characters(categories=["Nd", "Nl", "No"]), min_size=1),
    st.sampled_from([parse_money, parse_rate, parse_count, parse_positive]),
)
def test_digits_are_those_of_ascii(text: str, read: Reader) -> None:
    if not text.isascii():
        with pytest.raises(BadValue):
            read(text)


def test_what_is_asked_with_is_refused_with_its_place_and_a_hint() -> None:
    assert parse_option("--take", "12%", parse_rate) == Decimal("0.12")
    with pytest.raises(
        RequestError, match=r"^--take: '12' is more than 100%; for 12 in a hundred write 12%$"
    ):
        parse_option("--take", "12", parse_rate)
    with pytest.raises(
        RequestError,
        match=r"^--today: '2026-02-30' is not a day of the calendar; dates are written like 2026-12-31$",
    ):
        parse_option("--today", "2026-02-30", parse_day)


def test_29_february_is_28_february_in_other_years() -> None:
    assert Yearday(2, 29).make_date(2028) == date(2028, 2, 29)
    assert Yearday(2, 29).make_date(2027) == date(2027, 2, 28)
    assert Yearday(2, 28).make_date(2028) == date(2028, 2, 28)
