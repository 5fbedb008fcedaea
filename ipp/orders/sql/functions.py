"""Values that are made of no value in particular: literals, cases, places in an order."""

from collections.abc import Sequence

from ipp.orders.sql.nodes import Descending, RowWindow
from ipp.orders.sql.value_types import INTEGER
from ipp.orders.sql.values import Computed, Value, literal, make_window, to_value

__all__ = [
    "call",
    "cases",
    "coalesce",
    "dense_rank",
    "ifelse",
    "least",
    "literal",
    "null",
    "row_number",
    "window",
]


def call(dtype: str, name: str, *arguments: object) -> Value:
    """Return what a function of an engine says of values, by its name there."""
    return Computed("call", (name, *map(to_value, arguments)), dtype)


def null(dtype: str) -> Value:
    """Return a missing value of a type."""
    return literal(None, dtype)


def cases(*branches: tuple[Value, object], else_: object = None) -> Value:
    """Return the value of the first condition that holds; missing where none does."""
    found = tuple((condition, to_value(value)) for condition, value in branches)
    other = to_value(else_)
    known = [value.dtype for _, value in found] + [other.dtype]
    return Computed("cases", (found, other), next((each for each in known if each != "null"), known[0]))


def ifelse(condition: Value, value: object, other: object) -> Value:
    """Return one value where a condition holds, and another where it does not, or is missing."""
    return cases((condition, value), else_=other)


def coalesce(*values: object) -> Value:
    """Return the first value that is not missing."""
    found = tuple(map(to_value, values))
    return Computed("coalesce", found, found[0].dtype)


def least(*values: object) -> Value:
    """Return the least of some values."""
    found = tuple(map(to_value, values))
    return Computed("least", found, found[0].dtype)


class RowRank(Computed):
    """A place in an order, from 0 on; without an order, the place at which a row is met."""

    __slots__ = ()

    def over(
        self,
        window: RowWindow | None = None,
        /,
        *,
        group_by: Value | Sequence[Value] = (),
        order_by: Sequence[Value | Descending] = (),
    ) -> Value:
        return super().over(window, group_by=group_by, order_by=order_by) - 1


def row_number() -> Value:
    """Return the place of a row in its window, from 0 on."""
    return RowRank("row_number", (), INTEGER)


def dense_rank() -> Value:
    """Return the place of a row's value in its window, from 0 on."""
    return RowRank("dense_rank", (), INTEGER)


def window(
    *,
    group_by: Value | Sequence[Value] = (),
    order_by: Value | Sequence[Value | Descending] = (),
    rows: tuple[None, int] | None = None,
) -> RowWindow:
    """Return the rows that a value looks at: with `rows` from the first of its group up to so many after this one."""
    return make_window(group_by, order_by, rows)
