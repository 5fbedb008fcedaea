"""Expressions as SQL: for people to read, or at once for an engine to run."""

import ibis
from ibis import Table
from ibis.backends.sql import compilers


def write_query(expression: Table, dialect: str) -> str:
    """Return an expression as one SELECT for an engine that runs it at once, in a name of Ibis' for a dialect.

    Ibis takes a good third of its time to make a query short. Engines do that by themselves, and nobody reads this one.
    Rows keep an order only where it is the last thing that the expression says.
    """
    compiler = getattr(compilers, dialect).compiler
    options, fused = ibis.options.sql, ibis.options.sql.fuse_selects
    options.fuse_selects = False
    try:
        tree = compiler.to_sqlglot(expression)
    finally:
        options.fuse_selects = fused
    return str(tree.sql(dialect=compiler.dialect, copy=False))
