"""Whom a plan writes to today: of some state, by some channel, due by some day, not on the list of those to leave out, and no more than so many."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.worth import add_worth
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.column_names import find_customer_columns
from ipp.orders.engines.file_groups import FileGroup, unite_rows
from ipp.orders.engines.relations import drop_columns, union_tables
from ipp.orders.files.sources import TableSource
from ipp.orders.sql import Table
from ipp.path.names import fold_name, list_steps
from ipp.text.suggest import Suggester
from ipp.text.visible import shorten_text

MADE = ("offered", "did")
"""Events of messages that go out."""
STOPPED = "stopped"
SUPPRESSED = "on the list of those who get nothing today"
KEPT = ("customer", "state", "reason")
"""What is left of the row of a customer who gets nothing today."""


class Selection(NamedTuple):
    """Which rows are wanted: those of one state, due by a day, by a channel; `limit` messages at most, those first that are due first or worth most; none to the customers of the lists in `suppressed`."""

    only: str | None = None
    due_by: date | None = None
    via: str | None = None
    limit: int | None = None
    by: Literal["due", "worth"] = "due"
    suppressed: tuple[TableSource, ...] = ()


def select_messages(
    engine: PlanEngine, policy: Policy, rows: Table, wanted: Selection, busy: Table | None = None
) -> Table:
    """Return the rows that are wanted, in no order. A message that is cut by the limit has no row, nor has one to customers who are `busy`."""
    if wanted.suppressed:
        rows = suppress_customers(rows, read_suppressed(engine, wanted.suppressed))
    if wanted.only:
        rows = rows.filter(rows.state == wanted.only)
    if wanted.due_by:
        rows = rows.filter(rows.due <= sql.literal(wanted.due_by))
    if wanted.via:
        rows = rows.filter(rows["via"].isin(find_channels(policy, wanted.via)))
    if busy is not None:
        said = rows.filter(rows.event.notnull()).anti_join(busy, "customer")
        rows = rows.filter(rows.event.isnull()).union(said)
    return rows if wanted.limit is None else cut_messages(engine, policy, rows, wanted)


def read_suppressed(engine: PlanEngine, sources: Sequence[TableSource]) -> Table:
    """Return the customers of all lists, as plans write them; raises RequestError when one cannot be read, or has no column of customers."""
    lists = [_read_list(engine, number, source) for number, source in enumerate(sources)]
    return engine.keep_table("ipp_suppressed", union_tables(*lists).distinct())


def _read_list(engine: PlanEngine, number: int, source: TableSource) -> Table:
    groups, _ = engine.read_groups(f"ipp_suppressed_{number}", source)
    return unite_rows([_list_customers(each) for each in groups])


def _list_customers(files: FileGroup) -> Table:
    column = files.rows[find_customer_columns(files.columns, (), files.name).of["customer"]]
    return files.rows.select(customer=clean_text(column, "customer").cast("string"))


def suppress_customers(rows: Table, customers: Table) -> Table:
    """Return the rows with nothing to do for some customers: their state is `stopped`."""
    theirs = rows.semi_join(customers, "customer")
    types = rows.schema()
    columns = {name: sql.null(types[name]) for name in rows.columns if name not in KEPT}
    theirs = theirs.mutate(state=sql.literal(STOPPED), reason=sql.literal(SUPPRESSED), **columns)
    return rows.anti_join(customers, "customer").union(theirs.select(*rows.columns))


def find_channels(policy: Policy, text: str) -> list[str]:
    """Return the spellings of the channel that is meant; raises RequestError where the path has none of that name."""
    channels = list_channels(policy)
    found = [name for name in channels if fold_name(name) == fold_name(text)]
    if not found:
        near = Suggester().find_nearest(text, channels)
        others = f"the path has {', '.join(channels)}" if channels else "the path names no channel"
        hint = f"did you mean {near!r}?" if near else others
        raise RequestError(f"--via: no step goes by {shorten_text(text)!r}", hint)
    return found


def list_channels(policy: Policy) -> list[str]:
    """Return the channels that a path names, as written, sorted."""
    path = policy.path
    named = [step.via for step in list_steps(path)]
    named += [*(entry.via for entry in path.rest), path.defaults.via]
    named += [channel.name for channel in path.channels or ()]
    return sorted({name.text for name in named if name})


def cut_messages(engine: PlanEngine, policy: Policy, rows: Table, wanted: Selection) -> Table:
    """Return the rows without the messages beyond the limit.

    Those of a holdout stand in the same queue and take no place of it: who would have been cut is not held either.
    """
    if wanted.by == "worth":
        rows = add_worth(engine, policy, rows)
    first = (rows.due, rows.customer)
    order = (rows.worth.desc(), *first) if wanted.by == "worth" else first
    sent = sql.ifelse(rows.event.isin(MADE), 1, 0)
    queue = sent.sum().over(sql.window(order_by=order, rows=(None, 0)))
    counted = rows.filter(rows.event.notnull()).mutate(turn=queue)
    limit = sql.literal(wanted.limit, type="int64")
    fits = sql.ifelse(counted.event.isin(MADE), counted.turn <= limit, counted.turn < limit)
    kept = drop_columns(counted.filter(fits), "turn")
    columns = [name for name in rows.columns if name != "worth"]
    return rows.filter(rows.event.isnull()).select(*columns).union(kept.select(*columns))
