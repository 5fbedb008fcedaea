"""Windows as spans: the days in them are those on which all windows hold."""

from datetime import date, timedelta

import pytest

from ipp.batch.lowering.spans import list_spans
from ipp.engine.windows import Window, find_common_day
from ipp.path.values import Yearday

FIRST = date(2026, 11, 22)
DAYS = [FIRST + timedelta(days) for days in range(10 * 366)]
WINDOWS = [
    Window(date(2026, 12, 1), date(2027, 1, 31)),
    Window(None, date(2026, 12, 24)),
    Window(date(2026, 1, 1), None),
    Window(date(2026, 12, 2), date(2026, 12, 1)),
    Window(None, date(2026, 11, 21)),
    Window(Yearday(11, 15), Yearday(12, 20)),
    Window(Yearday(12, 20), Yearday(1, 6)),
    Window(Yearday(2, 29), Yearday(2, 29)),
    Window(Yearday(2, 28), Yearday(2, 28)),
    Window(Yearday(2, 29), Yearday(2, 28)),
    Window(None, Yearday(3, 1)),
    Window(Yearday(6, 1), None),
]


@pytest.mark.parametrize("one", WINDOWS)
@pytest.mark.parametrize("other", [None, *WINDOWS[5:]])
def test_spans_hold_the_days_on_which_all_windows_are_open(one: Window, other: Window | None) -> None:
    windows = (one,) if other is None else (one, other)
    spans = list_spans(windows, FIRST.toordinal(), DAYS[-1].toordinal())
    for day in DAYS[:3000:3]:
        inside = [span for span in spans if span[0] <= day.toordinal() <= span[1]]
        assert len(inside) == all(window.is_open_on(day) for window in windows), day


@pytest.mark.parametrize("windows", [WINDOWS[5:7], WINDOWS[7:9], WINDOWS[6:11:4], WINDOWS[:3]])
def test_the_next_open_day_is_the_first_that_a_span_has(windows: list[Window]) -> None:
    spans = list_spans(tuple(windows), FIRST.toordinal(), DAYS[-1].toordinal())
    for day in DAYS[:400:7]:
        after = [max(opens, day.toordinal()) for opens, closes in spans if closes >= day.toordinal()]
        found = find_common_day(windows, day)
        assert (found and found.toordinal()) == min(after, default=None)
