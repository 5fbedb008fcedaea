"""Columns of dates, to days of the calendar and seconds of the day."""

from datetime import date

from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.dates.days import find_days
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import EPOCH, SmallTable, count_ordinal, join_outer, make_number
from ipp.orders.sql import Table, Value

LAST_DAY = date.max.toordinal()


DAY = 86_400
"""Seconds of a day."""


SERIAL_0 = date(1899, 12, 30).toordinal()
"""The day that spreadsheets count from."""


FIRST_SERIAL, LAST_SERIAL = (date(*day).toordinal() - SERIAL_0 for day in ((1970, 1, 1), (2099, 12, 31)))


_SERIAL = r"^[0-9]{5}([.,][0-9]{1,15})?$"


_SINCE_1970 = r"^[0-9]{10}([0-9]{3})?$"
"""Seconds, or thousandths of them, from September 2001 on."""


_COMPACT = r"^([0-9]{8})T([0-9]{2})([0-9]{2})([0-9]{2})"


_CLOCK = r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([ \x{202f}]*[AaPp]\.?[Mm]\.?)?( *(Z|[+-][0-9]{2}:?[0-9]{2}))?"


def add_days(engine: Engine, rows: Table, source: str, form: str | None, table: str = "orders") -> Table:
    """Add to rows the day (an ordinal) and the second of it that their date says; `table` is whose dates they are."""
    kind = rows.date.type()
    if kind.is_date() or kind.is_timestamp():
        day = count_ordinal(rows.date.cast("date"))
        seconds = make_number(0)
        if kind.is_timestamp():
            whole = rows.date.second().cast("int64")  # Spark's second has six decimals
            seconds = (rows.date.hour() * 3600 + rows.date.minute() * 60 + whole).cast("int64")
        known_day = sql.ifelse(day.between(1, LAST_DAY), day, sql.null("int64"))
        return rows.mutate(day=known_day, seconds=seconds)
    name = f"ipp_dates_{table}"
    texts = engine.keep_table(name, rows.filter(rows.date.notnull()).select("date").distinct())
    texts = engine.keep_table(
        f"{name}_parted", _part_texts(texts.mutate(text=clean_text(texts.date, "date")))
    )
    heads = engine.fetch_rows(texts.filter(texts["head"].notnull()).select("head").distinct())
    columns = {"head": "string", "known": "int64"}
    found = find_days(sorted(row[0] for row in heads), source, form)
    days = sorted((head, day) for head, day in found.items() if day is not None)
    engine.create_table(SmallTable(f"{name}_days", columns, days))
    texts = join_outer(texts, sql.table(columns, name=f"{name}_days"), "head")
    counted = texts.counted
    texts = texts.select(
        "date",
        day=sql.ifelse(counted.notnull(), (counted / DAY).floor().cast("int64"), texts.known),
        seconds=sql.ifelse(counted.notnull(), counted % DAY, _read_clock(texts.clock)),
    )
    rows = join_outer(rows, texts, "date")
    return rows.mutate(seconds=rows.seconds.fill_null(0))


def _part_texts(texts: Table) -> Table:
    """Part texts of dates: date, head (what says the day), clock, and counted (the seconds since the day 0, for days told as numbers)."""
    text = texts.text
    plain = (text.substr(4, 1) == "-") & (text.substr(7, 1) == "-") & text.substr(10, 1).isin(["", " ", "T"])
    spread = sql.ifelse(text.substr(8, 1) == "T", text.re_replace(_COMPACT, r"\1 \2:\3:\4"), text)
    clock = sql.ifelse(plain, text.substr(11), spread.re_extract(_CLOCK, 0))
    head = sql.ifelse(plain, text.substr(0, 10), spread.re_replace(_CLOCK, " "))
    counted = sql.ifelse(plain, sql.null("int64"), _count_seconds(text))
    return texts.select(
        "date", head=sql.ifelse(counted.isnull(), head, sql.null("string")), clock=clock, counted=counted
    )


def _count_seconds(text: Value) -> Value:
    """Return the seconds since the day 0 that a number says: days as spreadsheets count them, from 1970 to 2099, or seconds since 1970."""
    serial = text.substr(0, 5).try_cast("int64")
    part = text.substr(5).replace(",", ".")
    rest = (sql.literal("0") + part).try_cast("float64") * DAY
    seconds = sql.least(rest.round().cast("int64"), make_number(DAY - 1))
    days = serial.between(FIRST_SERIAL, LAST_SERIAL) & text.re_search(_SERIAL)
    since = text.substr(0, 10).try_cast("int64")
    return sql.cases(
        (days, (serial + SERIAL_0) * DAY + seconds),
        (text.re_search(_SINCE_1970) & (since >= 1_000_000_000), since + make_number(EPOCH * DAY)),
        else_=sql.null("int64"),
    )


def _read_clock(clock: Value) -> Value:
    """Return the second of the day that a clock shows; 0 where there is none."""
    clock = clock.upper().replace(".", "")
    parts = clock.split(":")
    hours, minutes = (_read_digits(parts[0]), _read_digits(parts[1]))
    afternoon = clock.contains("PM") & (hours < 12)
    midnight = clock.contains("AM") & (hours == 12)
    hours = hours + sql.ifelse(afternoon, 12, 0) - sql.ifelse(midnight, 12, 0)
    total = hours * 3600 + minutes * 60 + _read_digits(parts[2].substr(0, 2)).fill_null(0)
    return sql.ifelse((total >= 0) & (total < DAY), total, make_number(0)).fill_null(0)


def _read_digits(text: Value) -> Value:
    return text.substr(0, 2).strip().try_cast("int64")
