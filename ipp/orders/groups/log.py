"""The offers log into numbers, out of files that name their columns in different ways: plans, and the answers that a shop puts beside them."""

from collections.abc import Sequence

from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.column_names import LOG_COLUMNS, Columns, find_log_columns
from ipp.orders.dates.columns import add_days
from ipp.orders.engines.file_groups import FileGroup, unite_rows
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, drop_columns, make_number
from ipp.orders.files.rejects import BAD_DATE, BAD_NUMBER, EITHER_NUMBER, NO_CUSTOMER, NO_DATE
from ipp.orders.log import ALL_PIECES, CANCELLATION, RETURN, STOPS, LogMatcher, find_event
from ipp.orders.numbers.quantities import count_pieces, find_marks, is_ambiguous, read_number
from ipp.orders.sql import Table, Value
from ipp.text.column_names import match_columns

KEYS = ("offer_key", "price_key", "event_key", "list_key", "holdout_key")


def read_log_rows(
    engine: Engine, matcher: LogMatcher, groups: Sequence[FileGroup], form: str | None
) -> Table:
    """Return the rows of a log that say something, with `reason` (missing for those that count).

    Columns: seq (their order), customer, event, answer, item (of a purchase, and of what was given back), pieces (given back), day, held (1 of
    what was held back), paid (what an `accepted` row says was paid, in units); and offer, date, said as texts. Rows of a plan on which nothing is to be done have no event: they are no rows of the log.
    """
    rows = unite_rows([_read_group(engine, each, form) for each in groups])
    rows = rows.mutate(**{key: rows[key.removesuffix("_key")].fill_null("") for key in KEYS})
    distinct = engine.fetch_rows(rows.select(*KEYS).distinct())
    types = (
        dict.fromkeys(KEYS, "string")
        | dict.fromkeys(("kind", "answer", "item"), "int64")
        | {"why": "string", "held": "int64", "paid": "int64"}
    )
    engine.create_table(
        SmallTable("ipp_said", types, sorted((*key, *matcher.read_row(*key)) for key in distinct))
    )
    rows = rows.outer_join(sql.table(types, name="ipp_said"), list(KEYS))
    seq = sql.row_number().over(order_by=[rows.day, rows.seconds, rows.ipp_row]).cast("int64")
    return rows.select(
        "customer",
        "answer",
        "item",
        "day",
        "offer",
        "date",
        "paid",
        seq=seq,
        held=rows.held.fill_null(0),
        event="kind",
        said="event",
        reason=_find_reason(rows),
        pieces=_read_pieces(rows),
    )


def _read_group(engine: Engine, files: FileGroup, form: str | None) -> Table:
    """Return the rows of files that name their columns alike, by what their columns mean: texts, with day, seconds, `number` (of pieces), and `either` where that can be read in two ways."""
    raw, columns = files.rows, _find_columns(engine, files)
    found = {name: clean_text(raw[column], name) for name, column in columns.of.items()}
    found["customer"] = found["customer"].cast("string")  # as in all tables, where there are several
    for column in LOG_COLUMNS:
        found.setdefault(column, sql.null("string"))
    if columns.of.get("offer") != "action" and "action" in raw.columns:  # plans and answers in one table
        found["offer"] = found["offer"].fill_null(clean_text(raw.action, "offer"))
    found["state"] = clean_text(raw.state, "state") if "state" in raw.columns else sql.null("string")
    rows = raw.select(ipp_row=raw.ipp_row if "ipp_row" in raw.columns else sql.row_number(), **found)
    rows = drop_columns(rows.filter(rows.event.notnull() | rows.state.isnull()), "state")
    rows = engine.keep_table(f"ipp_log_read{files.mark}", rows)
    number, either = sql.null("float64"), sql.literal(False)
    if "pieces" in columns.of:
        marks = find_marks(engine, rows, raw, columns.of, "pieces")
        number, either = read_number(rows.pieces, marks.get("pieces")), is_ambiguous(rows, marks)
    rows = rows.mutate(number=number, either=either, unread=rows.pieces.notnull() & number.isnull())
    return add_days(engine, drop_columns(rows, "pieces"), files.name, form, f"log{files.mark}")


def _find_columns(engine: Engine, files: FileGroup) -> Columns:
    """Return what the columns mean; of a table in which customers only stop and resume none need name an offer."""
    found = match_columns(LOG_COLUMNS, files.columns)
    if "offer" in found or "event" not in found:
        return find_log_columns(files.columns, files.name)
    events = files.rows.select(event=clean_text(files.rows[found["event"]], "event")).distinct()
    said = [find_event(text) for (text,) in engine.fetch_rows(events) if text is not None]
    return find_log_columns(files.columns, files.name, stops=all(event in STOPS for event in said))


def _find_reason(rows: Table) -> Value:
    """Say why a row means nothing; missing for one that counts."""
    returned = rows.kind == RETURN
    unread = rows.unread | (rows.number <= 0).fill_null(False)
    return sql.cases(
        (rows.customer.isnull(), NO_CUSTOMER),
        (rows.why.notnull(), rows.why),
        (returned & unread & rows.either, EITHER_NUMBER),
        (returned & unread, BAD_NUMBER),
        (rows.date.isnull(), NO_DATE),
        (rows.day.isnull(), BAD_DATE),
    )


def _read_pieces(rows: Table) -> Value:
    """Return how many pieces a row says were given back."""
    return sql.cases(
        (rows.kind == RETURN, count_pieces(rows.number.fill_null(1))),
        (rows.kind == CANCELLATION, make_number(ALL_PIECES)),
    )
