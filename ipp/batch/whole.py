"""Everything at once, from what an engineer has in hand to a table of next actions."""

from datetime import date
from pathlib import PurePath
from typing import Any

import ibis
import pyarrow

from ipp.batch.engines.choose import make_engine
from ipp.batch.run import run_plan, select_rows
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest


def plan_table(
    policy: Policy,
    given: tuple[Any, Any, Any],
    today: date,
    columns: dict[str, str],
    dates: str | None,
    engine: str,
    memory: str | None,
) -> pyarrow.Table:
    """Return the next action of everybody as an Arrow table, sorted by customer."""
    orders, offers, customers = map(_adopt_input, given)
    request = OrdersRequest(orders, offers, customers, columns, dates)
    machine = make_engine(engine, memory)
    try:
        return machine.fetch_arrow(select_rows(run_plan(policy, machine, request, today)))
    finally:
        machine.close()


def _adopt_input(given: Any) -> Any:
    """Return a source for the name of one, and an engine's food for a table."""
    if given is None:
        return None
    if isinstance(given, str | PurePath):
        return parse_source(str(given))
    if isinstance(given, ibis.Table):
        return given.to_pyarrow()
    if type(given).__module__.startswith(("polars", "_duckdb", "duckdb")):
        return _read_arrow(given.collect() if hasattr(given, "collect") else given)
    return given


def _read_arrow(given: Any) -> pyarrow.Table:
    try:
        return pyarrow.table(given)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError) as error:
        raise RequestError(f"this table has a type that Arrow does not know: {error}") from None
