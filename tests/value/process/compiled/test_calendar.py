"""The days on which windows open, up to the end of the calendar."""

from datetime import date

from ipp.engine.windows import Window
from ipp.path.values import Yearday
from ipp.value.process.compiled.calendar import ALWAYS, Calendar


def test_nothing_opens_after_the_last_day_that_there_is() -> None:
    autumn = Calendar([Window(Yearday(11, 15), None)], date(9999, 11, 1).toordinal())
    assert [autumn.find_open_day(day) for day in (0, 14, 60, 61, 10_000)] == [14, 14, 60, ALWAYS, ALWAYS]
