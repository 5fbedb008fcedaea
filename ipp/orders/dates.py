"""Dates as people write them, to days of the calendar and seconds of the day."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

import ibis
from ibis import Table, Value

from ipp.errors import RequestError
from ipp.orders.cells import clean_text
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, count_ordinal, join_outer, make_number

LAST_DAY = date.max.toordinal()


_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")


_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")


_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")


_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,15}))?")


SERIAL_0 = date(1899, 12, 30).toordinal()
"""The day that spreadsheets count from."""


FIRST_SERIAL, LAST_SERIAL = (date(*day).toordinal() - SERIAL_0 for day in ((1970, 1, 1), (2099, 12, 31)))


def add_days(engine: Engine, rows: Table, source: str, form: str | None) -> Table:
    """Add to rows the day (an ordinal) and the second of it that their date says."""
    kind = rows.date.type()
    if kind.is_date() or kind.is_timestamp():
        day = count_ordinal(rows.date.cast("date"))
        seconds = make_number(0)
        if kind.is_timestamp():
            whole = rows.date.second().cast("int64")  # Spark's second has six decimals
            seconds = (rows.date.hour() * 3600 + rows.date.minute() * 60 + whole).cast("int64")
        known_day = ibis.ifelse(day.between(1, LAST_DAY), day, ibis.null("int64"))
        return rows.mutate(day=known_day, seconds=seconds)
    name = f"ipp_dates_{'log' if 'event' in rows.columns else 'orders'}"
    texts = engine.keep_table(name, rows.filter(rows.date.notnull()).select("date").distinct())
    texts = texts.mutate(text=clean_text(texts.date, "date"))
    head = ibis.ifelse(texts.text.substr(10, 1) == "T", texts.text.substr(0, 10), texts.text.split(" ")[0])
    texts = texts.mutate(head=head)
    heads = engine.fetch_rows(texts.filter(texts["head"].notnull()).select("head").distinct())
    columns = {"head": "string", "day": "int64", "part": "int64"}
    found = find_days(sorted(row[0] for row in heads), source, form)
    engine.create_table(
        SmallTable(f"{name}_days", columns, [(head, *said) for head, said in found.items() if said])
    )
    days = texts.join(ibis.table(columns, name=f"{name}_days"), "head")
    rows = join_outer(rows, days.select("date", "day", seconds=_read_clock(days) + days.part), "date")
    return rows.mutate(seconds=rows.seconds.fill_null(0))


def _read_clock(days: Table) -> Value:
    """Return the second of the day that stands after a date, as a clock shows it; 0 where there is none."""
    clock = days.text.substr(days["head"].length() + 1).upper()
    parts = clock.split(":")
    hours, minutes = (_read_digits(parts[0]), _read_digits(parts[1]))
    afternoon = clock.contains("PM") & (hours < 12)
    midnight = clock.contains("AM") & (hours == 12)
    hours = hours + ibis.ifelse(afternoon, 12, 0) - ibis.ifelse(midnight, 12, 0)
    total = hours * 3600 + minutes * 60 + _read_digits(parts[2].substr(0, 2)).fill_null(0)
    return ibis.ifelse((total >= 0) & (total < 86400), total, make_number(0)).fill_null(0)


def _read_digits(text: Value) -> Value:
    return text.substr(0, 2).strip().try_cast("int64")


def find_days(texts: Iterable[str], source: str, form: str | None) -> dict[str, tuple[int, int] | None]:
    """Return the ordinal of each text that is a date, and the second of it that the text itself says; None for one that is not.

    Year, month, day needs no telling, nor does 31.12.2026. Whether 03/04/2026 is in March or in April is read off the other dates
    of the column: a number above 12 is a day. A number of five digits is a day as spreadsheets count it, from 1970 to 2099. Raises RequestError when they do not tell, or contradict each other.
    """
    texts = list(texts)
    slashed = [found for text in texts if (found := _YEAR_LAST.fullmatch(text)) and found[2] != "."]
    day_first = _is_day_first(slashed, source, form) if slashed else True
    return {text: _read_moment(text, day_first) for text in texts}


def _is_day_first(dates: Sequence[re.Match[str]], source: str, form: str | None) -> bool:
    if form:
        return form == "dmy"
    days = next((found for found in dates if int(found[1]) > 12), None)
    months = next((found for found in dates if int(found[3]) > 12), None)
    if days and months:
        raise RequestError(
            f"{source} holds dates of two forms, {days[0]} and {months[0]}: say --dates dmy or mdy, or write them as 2026-12-31"
        )
    if not days and not months:
        raise RequestError(
            f"{source}: is {dates[0][0]} day/month or month/day? Say --dates dmy or --dates mdy"
        )
    return days is not None


def _read_moment(text: str, day_first: bool) -> tuple[int, int] | None:
    serial = _SERIAL.fullmatch(text)
    if serial and FIRST_SERIAL <= int(serial[1]) <= LAST_SERIAL:
        return SERIAL_0 + int(serial[1]), min(round(float(f"0.{serial[2] or 0}") * 86400), 86399)
    day = _read_day(text, day_first)
    return None if day is None else (day, 0)


def _read_day(text: str, day_first: bool) -> int | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _make_day(found[1], found[3], found[4])
    found = _PLAIN.fullmatch(text)
    if found:
        return _make_day(*found.groups())
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    first, second = found[1], found[3]
    day, month = (first, second) if day_first or found[2] == "." else (second, first)
    return _make_day(found[4], month, day)


def _make_day(year: str, month: str, day: str) -> int | None:
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None
