"""Days that a log misses: of both kinds of rows, or of one."""

from ipp.measure.log_gaps import Gap, find_gaps

DAYS = range(1000, 1100)
ASKED = dict.fromkeys(DAYS, 9)
HELD = dict.fromkeys(DAYS, 1)


def leave_out(rows: dict[int, int], first: int, last: int) -> dict[int, int]:
    return {day: number for day, number in rows.items() if not first <= day <= last}


def test_a_whole_log_misses_nothing() -> None:
    assert find_gaps(ASKED, HELD, 0.1, 1099) == []
    assert find_gaps({}, {}, 0.1, 1099) == []


def test_weeks_without_a_row_are_missing() -> None:
    asked, held = (leave_out(rows, 1030, 1040) for rows in (ASKED, HELD))
    assert find_gaps(asked, held, 0.1, 1099) == [Gap(1030, 1040, "rows")]


def test_a_few_days_are_not() -> None:
    asked, held = (leave_out(rows, 1030, 1035) for rows in (ASKED, HELD))
    assert find_gaps(asked, held, 0.1, 1099) == []


def test_a_small_shop_has_weeks_without_anybody() -> None:
    """Of one ask a week ten weeks without one say little."""
    asked = {day: 1 for day in DAYS if day % 7 == 0}
    assert find_gaps(leave_out(asked, 1010, 1079), {}, 0.001, 1099) == []


def test_who_plans_once_a_month_misses_no_days_between() -> None:
    asked, held = (dict.fromkeys(range(1000, 1300, 30), 200) for _ in range(2))
    assert find_gaps(asked, held, 0.5, 1290) == []
    assert find_gaps(asked, leave_out(held, 1100, 1200), 0.5, 1290) == [Gap(1091, 1209, "held rows")]
    less = leave_out(asked, 1100, 1200)
    assert find_gaps(less, less, 0.5, 1290) == [Gap(1091, 1209, "rows")]


def test_a_log_that_ends_too_soon_misses_its_end() -> None:
    assert find_gaps(ASKED, HELD, 0.1, 1120) == [Gap(1100, 1120, "rows")]


def test_what_was_held_is_missing_where_many_were_asked() -> None:
    assert find_gaps(ASKED, leave_out(HELD, 1030, 1045), 0.1, 1099) == [Gap(1030, 1045, "held rows")]
    assert find_gaps(ASKED, leave_out(HELD, 1030, 1039), 0.1, 1099) == []
    assert find_gaps(ASKED, {}, 0.1, 1099) == [Gap(1000, 1099, "held rows")]


def test_asks_are_missing_where_many_were_held() -> None:
    assert find_gaps(leave_out(ASKED, 1050, 1056), HELD, 0.1, 1099) == [Gap(1050, 1056, "asks")]
    assert find_gaps(leave_out(ASKED, 1050, 1053), HELD, 0.1, 1099) == []
