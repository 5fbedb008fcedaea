"""The offers log into numbers: offers made, answers, touches done. What `ipp plan` writes is such a log."""

import ibis
from ibis import Table

from ipp.batch import tables
from ipp.batch.clean import BAD_DATE, NO_CUSTOMER, NO_DATE, dated, plain
from ipp.batch.columns import Columns
from ipp.batch.engine import Engine
from ipp.batch.matching import Matcher

KEYS = ("offer_key", "price_key", "event_key")


def log_rows(
    engine: Engine, matcher: Matcher, raw: Table, columns: Columns, source: str, form: str | None
) -> Table:
    """Return the rows of a log that say something, with `reason` (missing for those that count).

    Columns: seq (their order), customer, event, answer, item (of a purchase), day; and offer, date, said as texts. Rows of a plan
    on which nothing is to be done have no event: they are no rows of the log.
    """
    found = {name: plain(raw[column], name) for name, column in columns.of.items()}
    found["customer"] = found["customer"].cast("string")  # as in all tables, where there are several
    found.setdefault("price", ibis.null("string"))
    if columns.of["offer"] != "action" and "action" in raw.columns:  # plans and answers in one folder
        found["offer"] = found["offer"].fill_null(plain(raw.action, "offer"))
    found["state"] = plain(raw.state, "state") if "state" in raw.columns else ibis.null("string")
    rows = raw.select(ipp_row=raw.ipp_row if "ipp_row" in raw.columns else ibis.row_number(), **found)
    rows = rows.filter(rows.event.notnull() | rows.state.isnull()).drop("state")
    rows = dated(engine, engine.keep("ipp_log_read", rows), source, form)
    rows = rows.mutate(**{key: rows[key.removesuffix("_key")].fill_null("") for key in KEYS})
    distinct = engine.rows(rows.select(*KEYS).distinct())
    types = (
        dict.fromkeys(KEYS, "string") | dict.fromkeys(("kind", "answer", "item"), "int64") | {"why": "string"}
    )
    engine.put(tables.Table("ipp_said", types, sorted((*key, *matcher.said(*key)) for key in distinct)))
    rows = rows.left_join(ibis.table(types, name="ipp_said"), list(KEYS))
    reason = ibis.cases(
        (rows.customer.isnull(), NO_CUSTOMER),
        (rows.why.notnull(), rows.why),
        (rows.date.isnull(), NO_DATE),
        (rows.day.isnull(), BAD_DATE),
    )
    seq = ibis.row_number().over(order_by=[rows.day, rows.seconds, rows.ipp_row]).cast("int64")
    return rows.select(
        "customer",
        "answer",
        "item",
        "day",
        "offer",
        "date",
        seq=seq,
        event="kind",
        said="event",
        reason=reason,
    )
