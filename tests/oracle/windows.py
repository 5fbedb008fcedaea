"""The corners of sentence 9 on `from` and `until`, with a year or without."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from .plain import Mapping, Store

YEARLY = len("11-15")


def is_yearly(text: Any) -> bool:
    """Whether a day of a window has no year."""
    return len(str(text)) == YEARLY


def in_year(text: str, year: int) -> dt.date:
    """A yearly day in one year: 02-29 is 02-28 in other years."""
    try:
        return dt.date.fromisoformat(f"{year:04}-{text}")
    except ValueError:
        assert text == "02-29"
        return dt.date(year, 2, 28)


def is_open(terms: Mapping, day: dt.date) -> bool:
    """Whether a day lies in `from`..`until`.

    "Alone, `from` runs to 31 December and `until` from 1 January; `from` later than `until` runs
    over New Year." "With a year, `from` alone is open for ever after, `until` alone has always been open."
    """
    first, last = terms.get("from"), terms.get("until")
    if first is None and last is None:
        return True
    if is_yearly(first if first is not None else last):
        after = first is None or day >= in_year(str(first), day.year)
        before = last is None or day <= in_year(str(last), day.year)
        over_new_year = first is not None and last is not None and str(first) > str(last)
        return (after or before) if over_new_year else (after and before)
    return (first is None or day >= dt.date.fromisoformat(str(first))) and (
        last is None or day <= dt.date.fromisoformat(str(last))
    )


def windows_in(part: Any) -> Iterator[tuple[str, str]]:
    """Every `from` and `until` that is written anywhere in a store."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("from", "until") and not isinstance(value, dict | list):
                yield key, str(value)
            else:
                yield from windows_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from windows_in(value)


def opening_days(store: Store, years: range) -> set[dt.date]:
    """The days in some years on which a window of the store opens."""
    found = set()
    for key, text in windows_in(store):
        if not is_yearly(text):
            found |= {dt.date.fromisoformat(text)} if key == "from" else set()
        elif key == "from":
            found |= {in_year(text, year) for year in years}
        else:
            found |= {dt.date(year, 1, 1) for year in years}
    return found
