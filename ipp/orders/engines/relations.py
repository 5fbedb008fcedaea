"""Small tables, numbers, and the joins that plans are made of."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Any, NamedTuple

from ipp.orders import sql
from ipp.orders.sql import Table, Value

Row = tuple[Any, ...]


class SmallTable(NamedTuple):
    """A small table: its columns with their types, and its rows."""

    name: str
    columns: dict[str, str]
    rows: list[Row]


EPOCH_DAY = sql.literal(date(1970, 1, 1))


EPOCH = 719163
"""The ordinal of 1 January 1970."""


def get_frame(table: SmallTable) -> Table:
    """Return a table by its name: an engine is asked for it when the expression runs."""
    return sql.table(table.columns, name=table.name)


def make_number(value: int) -> Value:
    """Return a number as wide as all others."""
    return sql.literal(value, type="int64")


def make_null(type: str = "int64") -> Value:
    """Return a missing value."""
    return sql.null(type)


def cast_sum(total: Value) -> Value:
    """Return a sum as a number with bits: PostgreSQL adds up numbers to decimals.

    A number of 62 bits has 19 digits; BigQuery has no decimals of more than 29 before the point.
    """
    return total.cast("decimal(19, 0)").cast("int64")


def later_of(day: Value, other: Value) -> Value:
    """Return the later of two days; the other may be missing."""
    return sql.ifelse(other > day, other, day)


def join_outer(table: Table, other: Table, keys: str | Sequence[str]) -> Table:
    """Join what there is of another table to a table, the keys once."""
    return join_outer_all(table, (other, keys))


def join_outer_all(table: Table, *others: tuple[Table, str | Sequence[str]]) -> Table:
    """Join what there is of other tables to a table at once, each by its keys."""
    joined = table
    for place, (other, keys) in enumerate(others):
        on = [keys] if isinstance(keys, str) else list(keys)
        joined = joined.outer_join(other, on, rname=f"{{name}}_right{place}")
    extra = tuple(f"_right{place}" for place in range(len(others)))
    return drop_columns(joined, *(name for name in joined.columns if name.endswith(extra)))


def drop_columns(table: Table, *names: str) -> Table:
    """Leave columns out."""
    return table.select(*(name for name in table.columns if name not in names))


def union_tables(*parts: Table) -> Table:
    """Return the rows of all tables, whose columns are those of the first."""
    columns = parts[0].columns
    return reduce(lambda one, other: one.union(other.select(*columns)), parts)


def count_ordinal(day: Value) -> Value:
    """Return the number that stands for a date."""
    return day.count_days_since(EPOCH_DAY) + make_number(EPOCH)
