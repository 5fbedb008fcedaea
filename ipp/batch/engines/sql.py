"""The expression in the words of an engine: one statement."""

from collections.abc import Callable, Sequence
from functools import partial

import ibis
import sqlglot
from ibis import Table

from ipp.batch.expression.frames import Frames
from ipp.orders.engines.queries import write_query

DIALECTS = {
    "duckdb": "duckdb",
    "spark": "pyspark",
    "postgres": "postgres",
    "bigquery": "bigquery",
    "snowflake": "snowflake",
}


GLOT = {"pyspark": "spark"}


def write_statement(frames: Frames, last: Table, dialect: str, before: Sequence[str] = ()) -> str:
    """Return the stages and what is read of them last as one SELECT, with a name for each stage; `before` stand before them."""
    return _join_stages(frames, last, dialect, partial(ibis.to_sql, dialect=DIALECTS[dialect]), before)


def write_statement_to_run(frames: Frames, last: Table, dialect: str) -> str:
    """Return the same for an engine that runs it at once."""
    return _join_stages(frames, last, dialect, partial(write_query, dialect=DIALECTS[dialect]))


def _join_stages(
    frames: Frames, last: Table, dialect: str, write: Callable[[Table], str], before: Sequence[str] = ()
) -> str:
    parts = [
        f"{quote_name(stage.name, dialect)} AS (\n{write(stage.expression)}\n)" for stage in frames.stages
    ]
    named = ",\n".join([*before, *parts])
    return f"WITH {named}\n{write(last)}\n"


def quote_name(name: str, dialect: str) -> str:
    """Return a name as an identifier."""
    backend = DIALECTS[dialect]
    return str(sqlglot.exp.to_identifier(name, quoted=True).sql(dialect=GLOT.get(backend, backend)))
