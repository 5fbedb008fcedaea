"""Everything at once, from what an engineer has in hand to a table of next actions."""

from datetime import date
from pathlib import PurePath
from typing import Any

import ibis
import pyarrow

from ipp.batch.engine import Engine
from ipp.batch.run import kept, plan
from ipp.engine.policy import Policy
from ipp.errors import RequestError
from ipp.orders.files.sources import source_of
from ipp.orders.reading import Asked


def engine_of(name: str, memory: str | None, folder: str | None = None) -> Engine:
    """Return a new engine by its name; close it after use. DuckDB keeps in `folder` what memory has no room for."""
    if name == "duckdb":
        from ipp.batch.duck import Duck

        return Duck(memory, folder=folder)
    if name == "spark":
        from ipp.batch.spark import Spark

        return Spark(memory)
    raise RequestError(f"no engine is called {name!r}: there are duckdb and spark")


def planned_table(
    policy: Policy,
    given: tuple[Any, Any, Any],
    today: date,
    columns: dict[str, str],
    dates: str | None,
    engine: str,
    memory: str | None,
) -> pyarrow.Table:
    """Return the next action of everybody as an Arrow table, sorted by customer."""
    orders, offers, customers = map(_input, given)
    asked = Asked(orders, offers, customers, columns, dates)
    machine = engine_of(engine, memory)
    try:
        return machine.arrow(kept(plan(policy, machine, asked, today)))
    finally:
        machine.close()


def _input(given: Any) -> Any:
    """Return a source for the name of one, and an engine's food for a table."""
    if given is None:
        return None
    if isinstance(given, str | PurePath):
        return source_of(str(given))
    if isinstance(given, ibis.Table):
        return given.to_pyarrow()
    if type(given).__module__.startswith(("polars", "_duckdb", "duckdb")):
        return _arrow(given.collect() if hasattr(given, "collect") else given)
    return given


def _arrow(given: Any) -> pyarrow.Table:
    try:
        return pyarrow.table(given)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError) as error:
        raise RequestError(f"this table has a type that Arrow does not know: {error}") from None
