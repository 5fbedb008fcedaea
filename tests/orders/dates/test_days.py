"""Days as people and programs write them."""

from datetime import date

import pytest

from ipp.errors import RequestError
from ipp.orders.dates.days import find_days, read_day

OCT_5, OCT_25 = date(2026, 10, 5), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Oct 5, 2026", OCT_5),
        ("October 5, 2026", OCT_5),
        ("5 Oct 2026", OCT_5),
        ("05-Oct-2026", OCT_5),
        ("05-Oct-26", OCT_5),
        ("Monday, October 5, 2026", OCT_5),
        ("5th of October 2026", OCT_5),
        ("5. Oktober 2026", OCT_5),
        ("5 octobre 2026", OCT_5),
        ("25/10/26", OCT_25),
        ("25.10.26", OCT_25),
        ("25-10-2026", OCT_25),
        ("2026/10/25", OCT_25),
        ("20261025", OCT_25),
        ("2026-10-25,", OCT_25),
        ("2026-10-25 (paid)", OCT_25),
        ("25.10.2026,  Uhr", OCT_25),
        ("Sun, 25 Oct 2026 +0000", OCT_25),
        ("Sun Oct 25 2026 GMT+0000 (UTC)", OCT_25),
        ("2026年10月25日", OCT_25),
        ("25/10/69", date(2069, 10, 25)),
        ("25/10/70", date(1970, 10, 25)),
        ("0000-00-00", None),
        ("2026-02-30", None),
        ("26-10-25", None),  # of 2025, or of 2026?
        ("Oct 2026", None),
        ("Invoice Oct 5 2026", None),
        ("5 Oct Nov 2026", None),
        ("soon", None),
        ("", None),
        ("١٢/١٠/٢٠٢٦x", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert read_day(text, day_first=True) == (day.toordinal() if day else None)


def test_the_column_tells_day_from_month() -> None:
    assert find_days(["10/05/26", "10/25/26"], "o", None) == {
        "10/05/26": OCT_5.toordinal(),
        "10/25/26": OCT_25.toordinal(),
    }
    assert find_days(["05/10/2026"], "o", "dmy") == {"05/10/2026": OCT_5.toordinal()}
    for texts in (["10/05/26"], ["13/05/26", "05/13/2026"]):
        with pytest.raises(RequestError, match="use --dates dmy"):
            find_days(texts, "o", None)
