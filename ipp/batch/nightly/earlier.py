"""The log of the day as runs before this one left it: what they sent stays known, and nobody gets a second message that day."""

from pathlib import Path
from typing import NamedTuple

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.log_rows import COLUMNS
from ipp.batch.nightly.selection import MADE, Selection, find_channels
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.column_names import find_log_columns
from ipp.orders.engines.relations import union_tables
from ipp.orders.files.sources import parse_source
from ipp.orders.sql import Table, Value

HELD = "held"
_EVENTS = {"offer": ("offered",), "touch": ("did",), "rest": ("did",), HELD: (HELD,)}
"""What the rows of a state say to the log; those of other states say nothing."""


class EarlierRows(NamedTuple):
    """Rows of the log of the day, as texts. `own`: 1 for one that this run could have written itself, by its channel and its state; 0 for any other."""

    rows: Table

    @property
    def busy(self) -> Table:
        """The customers who had a message today that this run could not have written: by another channel, or of another state."""
        rows = self.rows.filter(self.rows.event.isin(MADE) & (self.rows.own == 0))
        return rows.select("customer").distinct()

    def list_kept(self, written: Table) -> Table:
        """Return the rows that stay: answers, and messages to customers for whom this run writes none."""
        planned = self.rows.event.isin((*MADE, HELD)).fill_null(False)
        messages = self.rows.filter(planned).anti_join(written, "customer")
        return self.rows.filter(~planned).union(messages)

    def add_rows(self, written: Table) -> Table:
        """Return the log of the day: what this run writes, and what stays, sorted."""
        kept = self.list_kept(written)
        names = [name for name in kept.columns if name != "own"]
        more = {name: sql.null("string") for name in names if name not in COLUMNS}
        rows = written.select(**{name: written[name].cast("string") for name in COLUMNS})
        whole = union_tables(rows.mutate(**more).select(*names), kept)
        return whole.order_by(*names)


def read_earlier(
    engine: PlanEngine, policy: Policy, file: Path | None, wanted: Selection
) -> EarlierRows | None:
    """Return what the file of the day holds; None where there is no row in it.

    Raises RequestError for a file with rows that are no log, or cannot be read: to write it anew would lose them.
    """
    if file is None or not file.is_file() or not file.stat().st_size:
        return None
    groups, unread = engine.read_groups("ipp_day_read", parse_source(str(file)))
    if unread:
        raise RequestError(
            f"{file}: {unread[0].reason}, so the log of this day cannot be written anew",
            "mend it, or move it away",
        )
    raw = groups[0].rows  # one file names its columns in one way
    if not engine.fetch_rows(raw.limit(1)):
        return None
    rows = _name_columns(raw, str(file))
    rows = rows.filter(rows.event.notnull())
    return EarlierRows(engine.keep_table("ipp_day", rows.mutate(own=_is_own(policy, rows, wanted))))


def _name_columns(raw: Table, name: str) -> Table:
    """Return rows of a log as texts, in the columns that a plan writes, and what else there is in columns of its own."""
    names = [column for column in raw.columns if column != "ipp_row"]
    found = find_log_columns(names, name).of
    column_of = {"list_price" if role == "list" else role: column for role, column in found.items()}
    others = [column for column in names if column not in found.values() and column not in column_of]
    column_of |= {column: column for column in others}
    texts = {column: sql.null("string") for column in COLUMNS}
    for column, given in column_of.items():
        texts[column] = clean_text(raw[given], "customer" if column == "customer" else "text").cast("string")
    return raw.select(**texts)


def _is_own(policy: Policy, rows: Table, wanted: Selection) -> Value:
    """Return 1 for the rows that a run could have written itself, as far as rows tell."""
    own = sql.literal(True)
    if wanted.via:
        own = own & rows["via"].isin(find_channels(policy, wanted.via)).fill_null(False)
    if wanted.only:
        own = own & rows.event.isin(_EVENTS.get(wanted.only, ()))
    return sql.ifelse(own, sql.literal(1, type="int64"), sql.literal(0, type="int64"))
