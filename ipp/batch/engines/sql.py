"""The expression in the words of an engine: one statement."""

from collections.abc import Sequence

from ipp.batch.expression.frames import Frames
from ipp.orders.sql import Table, dialects
from ipp.orders.sql.statements import write_query

DIALECTS = tuple(dialects.DIALECTS)


def write_statement(frames: Frames, last: Table, dialect: str, before: Sequence[str] = ()) -> str:
    """Return the stages and what is read of them last as one SELECT, with a name for each stage; `before` stand before them."""
    parts = [
        f"{quote_name(stage.name, dialect)} AS (\n{write_query(stage.expression, dialect)}\n)"
        for stage in frames.stages
    ]
    named = ",\n".join([*before, *parts])
    return f"WITH {named}\n{write_query(last, dialect)}\n"


def quote_name(name: str, dialect: str) -> str:
    """Return a name as an identifier."""
    return dialects.DIALECTS[dialect].quote_name(name)
