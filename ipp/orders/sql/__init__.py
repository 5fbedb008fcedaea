"""Tables and values as expressions, and the SQL that they are in each dialect: what an expression of the plan is built of."""

from ipp.orders.sql.functions import (
    call,
    cases,
    coalesce,
    dense_rank,
    ifelse,
    least,
    literal,
    null,
    row_number,
    window,
)
from ipp.orders.sql.tables import Table, table
from ipp.orders.sql.values import Value

__all__ = [
    "Table",
    "Value",
    "call",
    "cases",
    "coalesce",
    "dense_rank",
    "ifelse",
    "least",
    "literal",
    "null",
    "row_number",
    "table",
    "window",
]
