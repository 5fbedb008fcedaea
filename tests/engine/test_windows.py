"""Windows by date and of every year: the days in them, and the next one; against the naive engine on random days."""

import datetime as dt
import random

import pytest

from ipp.engine.windows import Window, find_common_day, have_common_day, make_window
from ipp.path.values import parse_window_day
from tests.oracle.windows import is_open


def window(first: str | None, last: str | None) -> Window:
    found = make_window(*(parse_window_day(text) if text else None for text in (first, last)))
    assert found
    return found


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    "first, last, day, opens",
    [
        ("11-15", "12-20", "2026-12-21", "2027-11-15"),
        ("11-15", None, "2027-01-01", "2027-11-15"),
        (None, "06-30", "2026-07-01", "2027-01-01"),
        ("12-20", "01-06", "2027-01-06", "2027-01-06"),
        ("12-20", "01-06", "2027-01-07", "2027-12-20"),
        ("02-29", "03-05", "2027-02-27", "2027-02-28"),
        ("02-29", "03-05", "2028-02-28", "2028-02-29"),
        ("2026-11-15", None, "2026-01-01", "2026-11-15"),
        ("2026-11-15", "2026-12-20", "2026-12-21", None),
        ("2026-12-20", "2026-11-15", "2026-01-01", None),
        (None, "2026-11-15", "2026-11-16", None),
        ("11-15", "12-20", "9999-12-21", None),
    ],
)
def test_the_next_open_day(first: str | None, last: str | None, day: str, opens: str | None) -> None:
    assert window(first, last).find_next_day(date(day)) == (opens and date(opens))


def test_the_days_of_several_windows() -> None:
    summer, day = window("06-01", "08-31"), date("2026-01-01")
    assert find_common_day([summer, window("2027-07-01", None)], day) == date("2027-07-01")
    assert find_common_day([summer, window("2027-09-01", None)], day) == date("2028-06-01")
    assert find_common_day([summer, window("12-01", "12-31")], day) is None
    assert find_common_day([window("02-29", "12-31"), window("01-01", "02-28")], day) == date("2026-02-28")
    assert find_common_day([], day) == day


def test_whether_several_windows_share_a_day() -> None:
    summer = window("06-01", "08-31")
    assert have_common_day([summer, window("2027-09-01", None)])
    assert have_common_day([summer, window(None, "1999-06-01")])
    assert have_common_day([summer, window("08-31", "12-31")])
    assert not have_common_day([summer, window("12-01", "12-31")])
    assert not have_common_day([summer, window("2027-09-01", "2028-05-31")])
    assert not have_common_day([window(None, "2027-06-01"), window("2027-06-02", None)])


def test_without_both_ends_there_is_no_window_and_a_mixed_one_has_no_end() -> None:
    assert make_window(None, None) is None
    assert make_window(date("2026-01-01"), parse_window_day("12-20")) == Window(date("2026-01-01"), None)


def test_the_last_day_of_a_window_that_comes_every_year_never_passes() -> None:
    assert window("11-15", "12-20").ends is None
    assert window(None, "2026-12-20").ends == date("2026-12-20")


def test_as_the_naive_engine() -> None:
    chance, inside = random.Random(1), 0
    days = [dt.date(2027, 1, 1) + dt.timedelta(number) for number in range(800)]
    yearly = ["01-01", "02-28", "02-29", "03-01", "06-10", "12-31", None]
    dated = ["2027-02-28", "2028-02-29", "2028-06-10", None]
    for _ in range(300):
        texts = chance.choice([yearly, dated])
        first, last = chance.choice(texts), chance.choice(texts)
        if first is None and last is None:
            continue
        one, terms = window(first, last), {"from": first, "until": last}
        day = chance.choice(days)
        assert one.is_open_on(day) == is_open(terms, day), (terms, day)
        inside += one.is_open_on(day)
        later = (each for each in days if each >= day and is_open(terms, each))
        assert one.find_next_day(day) == next(later, None) or one.find_next_day(day) not in days, (terms, day)
    assert 50 < inside < 250
