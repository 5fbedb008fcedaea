"""The expression in the words of an engine: one statement."""

from collections.abc import Sequence

import ibis
import sqlglot
from ibis import Table

from ipp.batch.expression.frames import Frames

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
    backend = DIALECTS[dialect]
    parts = [
        f"{quote_name(stage.name, dialect)} AS (\n{ibis.to_sql(stage.expression, dialect=backend)}\n)"
        for stage in frames.stages
    ]
    named = ",\n".join([*before, *parts])
    return f"WITH {named}\n{ibis.to_sql(last, dialect=backend)}\n"


def quote_name(name: str, dialect: str) -> str:
    """Return a name as an identifier."""
    backend = DIALECTS[dialect]
    return str(sqlglot.exp.to_identifier(name, quoted=True).sql(dialect=GLOT.get(backend, backend)))
