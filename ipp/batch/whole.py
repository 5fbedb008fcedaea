"""Everything at once, from what an engineer has in hand to tables of next actions and of what was set aside."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

import pyarrow

from ipp.batch.engines.choose import make_engine
from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.details import add_details
from ipp.batch.run import run_plan, select_rows
from ipp.batch.summary import PlanSummary, UnknownItem, summarise_plan
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.files.rejects import Reject
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from ipp.orders.rejected_rows import RejectedRows


class Plan(NamedTuple):
    """A plan for everybody.

    `rows`: the columns that `ipp plan` writes, sorted by customer; `rejects`: rows that were set aside, each with its `source` and `reason`;
    `unknowns`: items of orders that the path does not have, those of most lines first; `summary`: what `ipp plan` prints.
    """

    rows: pyarrow.Table
    rejects: pyarrow.Table
    unknowns: tuple[UnknownItem, ...]
    summary: PlanSummary


class PlanTables(NamedTuple):
    """What a plan is made of, as a program has it in hand, and how to read it (OrdersRequest)."""

    orders: Any
    offers: Any
    customers: Any
    columns: Mapping[str, str]
    dates: str | None
    layout: str | None
    statuses: Mapping[str, bool]


def plan_whole(policy: Policy, given: PlanTables, today: date, engine: str, memory: str | None) -> Plan:
    """Return the next action of everybody, and what was seen on the way to it; nothing of it needs the engine any more."""
    tables = {name: _adopt_input(getattr(given, name)) for name in ("orders", "offers", "customers")}
    request = OrdersRequest(**(given._asdict() | tables))
    with closing(make_engine(engine, memory)) as machine:
        planned = run_plan(policy, machine, request, today)
        summary = summarise_plan(machine, policy, planned)
        rejects = _fetch_rejects(machine, summary.rejects)
        rows = machine.fetch_arrow(add_details(machine, policy, select_rows(planned)).order_by("customer"))
    apart = tuple(part._replace(rows=None) for part in summary.rejects)
    return Plan(rows, rejects, summary.unknown, summary._replace(rejects=apart))


def _fetch_rejects(engine: PlanEngine, parts: Iterable[RejectedRows]) -> pyarrow.Table:
    """Return the rows that were set aside, sorted within their source."""
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("source", *Reject._fields)])
    tables = [schema.empty_table()]
    for part in parts:
        lines = [{"source": part.source, **line._asdict()} for line in part.lines]
        tables.append(pyarrow.Table.from_pylist(lines, schema))
        if part.rows is not None:
            rows = part.rows.order_by(part.rows.columns)
            rows = rows.mutate(source=sql.literal(part.source), text=sql.null("string"))
            tables.append(engine.fetch_arrow(rows.select(*schema.names)).cast(schema))
    return pyarrow.concat_tables(tables)


def _adopt_input(given: Any) -> Any:
    """Return a source for the name of one, and an engine's food for a table."""
    if given is None:
        return None
    if isinstance(given, str | PurePath):
        return parse_source(str(given))
    if type(given).__module__.startswith("ibis"):
        return given.to_pyarrow()
    if type(given).__module__.startswith(("polars", "_duckdb", "duckdb")):
        return _read_arrow(given.collect() if hasattr(given, "collect") else given)
    return given


def _read_arrow(given: Any) -> pyarrow.Table:
    try:
        return pyarrow.table(given)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError) as error:
        raise RequestError(f"this table has a type that Arrow does not know: {error}") from None
