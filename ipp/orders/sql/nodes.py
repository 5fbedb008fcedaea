"""What values are made of: an operation and its arguments."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ipp.orders.sql.value_types import Type

WHOLE_ROWS = ("window", "row_number", "unnest")
"""What looks at more than its row, or makes more of it."""


class Node:
    """What `operation` makes of its arguments, in each row: values, and whatever else the operation needs."""

    __slots__ = ("arguments", "dtype", "operation", "windowed")

    def __init__(self, operation: str, arguments: tuple[Any, ...], dtype: str) -> None:
        self.operation, self.arguments, self.dtype = operation, arguments, Type(dtype)
        self.windowed: bool = operation in WHOLE_ROWS or any(part.windowed for part in list_parts(arguments))


class Descending(NamedTuple):
    """A value by which rows are sorted, the largest first."""

    value: Any


class RowWindow(NamedTuple):
    """The rows that a value looks at: those of one group, in an order, from the first up to so many before or after this one."""

    group_by: tuple[Any, ...]
    order_by: tuple[Any, ...]
    rows: tuple[None, int] | None


def list_parts(arguments: Iterable[Any]) -> Iterator[Any]:
    """Yield the values among arguments, and in lists among them."""
    for each in arguments:
        if isinstance(each, Node):
            yield each
        elif isinstance(each, tuple):
            yield from list_parts(each)
