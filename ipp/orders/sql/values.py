"""Values of rows: columns, literals, and what is worked out of them. They are compared, added and joined as in Python."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ipp.orders.sql.nodes import Descending, Node, RowWindow, list_parts
from ipp.orders.sql.value_types import BOOLEAN, DATE, FLOAT, INTEGER, STRING, Type, join_number_types


class Value(Node):
    """A value of each row."""

    __slots__ = ()

    __hash__ = object.__hash__
    __iter__ = None

    def __bool__(self) -> bool:
        raise TypeError("a value of each row is neither true nor false")

    def type(self) -> Type:
        return self.dtype

    def __eq__(self, other: object) -> "Value":  # type: ignore[override]
        return Computed("=", (self, to_value(other)), BOOLEAN)

    def __ne__(self, other: object) -> "Value":  # type: ignore[override]
        return Computed("<>", (self, to_value(other)), BOOLEAN)

    def __lt__(self, other: object) -> "Value":
        return Computed("<", (self, to_value(other)), BOOLEAN)

    def __le__(self, other: object) -> "Value":
        return Computed("<=", (self, to_value(other)), BOOLEAN)

    def __gt__(self, other: object) -> "Value":
        return Computed(">", (self, to_value(other)), BOOLEAN)

    def __ge__(self, other: object) -> "Value":
        return Computed(">=", (self, to_value(other)), BOOLEAN)

    def __add__(self, other: object) -> "Value":
        if self.dtype.is_string():
            return self.concat(other)
        return self._compute("+", other)

    def __sub__(self, other: object) -> "Value":
        return self._compute("-", other)

    def __mul__(self, other: object) -> "Value":
        return self._compute("*", other)

    def __radd__(self, other: object) -> "Value":
        return to_value(other) + self

    def __rsub__(self, other: object) -> "Value":
        return to_value(other) - self

    def __mod__(self, other: object) -> "Value":
        return self._compute("%", other)

    def __truediv__(self, other: object) -> "Value":
        return Computed("/", (self, to_value(other)), FLOAT)

    def __rshift__(self, other: object) -> "Value":
        return Computed(">>", (self, to_value(other)), INTEGER)

    def __and__(self, other: object) -> "Value":
        if self.operation == "literal" and self.arguments[0] is True:
            return to_value(other)
        return Computed("AND" if self.dtype == BOOLEAN else "&", (self, to_value(other)), self.dtype)

    def __or__(self, other: object) -> "Value":
        return Computed("OR", (self, to_value(other)), BOOLEAN)

    def __invert__(self) -> "Value":
        return Computed("not", (self,), BOOLEAN)

    def __neg__(self) -> "Value":
        return Computed("negate", (self,), self.dtype)

    def __getitem__(self, index: int) -> "Value":
        """Return a part of a text that was split."""
        return Computed("element", (self, literal(index + 1)), STRING)

    def _compute(self, operation: str, other: object) -> "Value":
        other = to_value(other)
        return Computed(operation, (self, other), join_number_types(self.dtype, other.dtype))

    def isnull(self) -> "Value":
        return Computed("isnull", (self,), BOOLEAN)

    def notnull(self) -> "Value":
        return Computed("notnull", (self,), BOOLEAN)

    def fill_null(self, other: object) -> "Value":
        return Computed("coalesce", (self, to_value(other)), self.dtype)

    def nullif(self, other: object) -> "Value":
        return Computed("nullif", (self, to_value(other)), self.dtype)

    def isin(self, others: Iterable[object]) -> "Value":
        known = tuple(to_value(other) for other in others)
        return Computed("in", (self, known), BOOLEAN) if known else literal(False)

    def between(self, low: object, high: object) -> "Value":
        return Computed("between", (self, to_value(low), to_value(high)), BOOLEAN)

    def cast(self, dtype: str) -> "Value":
        same = self.operation in ("column", "cast") and self.dtype == dtype  # an engine's types are its own
        return self if same else Computed("cast", (self, Type(dtype)), dtype)

    def try_cast(self, dtype: str) -> "Value":
        return Computed("try_cast", (self, Type(dtype)), dtype)

    # numbers
    def abs(self) -> "Value":
        return Computed("abs", (self,), self.dtype)

    def ceil(self) -> "Value":
        return Computed("ceil", (self,), self.dtype).cast(INTEGER)

    def floor(self) -> "Value":
        return Computed("floor", (self,), self.dtype).cast(INTEGER)

    def round(self) -> "Value":
        return Computed("round", (self,), self.dtype).cast(INTEGER)

    def isnan(self) -> "Value":
        return Computed("isnan", (self,), BOOLEAN)

    # days and moments
    def count_days_since(self, other: "Value") -> "Value":
        return Computed("days_since", (self, other), INTEGER)

    def add_days(self, days: "Value") -> "Value":
        return Computed("add_days", (self, days), DATE)

    def hour(self) -> "Value":
        return Computed("hour", (self,), INTEGER)

    def minute(self) -> "Value":
        return Computed("minute", (self,), INTEGER)

    def second(self) -> "Value":
        return Computed("second", (self,), INTEGER)

    # texts
    def concat(self, other: object) -> "Value":
        return Computed("||", (self, to_value(other)), STRING)

    def lower(self) -> "Value":
        return Computed("lower", (self,), STRING)

    def upper(self) -> "Value":
        return Computed("upper", (self,), STRING)

    def strip(self) -> "Value":
        return Computed("strip", (self, literal(" \t\n\r\v\f")), STRING)

    def length(self) -> "Value":
        return Computed("length", (self,), INTEGER)

    def substr(self, start: int, length: object = None) -> "Value":
        """Return a part of a text from a place on, of so many characters, or to its end."""
        first = literal(start + 1)
        if length is None:
            return Computed("tail", (self, first), STRING)
        return Computed("substr", (self, first, to_value(length)), STRING)

    def replace(self, old: str, new: str) -> "Value":
        return Computed("replace", (self, literal(old), literal(new)), STRING)

    def translate(self, old: str, new: str) -> "Value":
        return Computed("translate", (self, literal(old), literal(new)), STRING)

    def contains(self, part: str) -> "Value":
        return Computed("contains", (self, literal(part)), BOOLEAN)

    def startswith(self, part: str) -> "Value":
        return Computed("startswith", (self, literal(part)), BOOLEAN)

    def endswith(self, part: str) -> "Value":
        return Computed("endswith", (self, literal(part)), BOOLEAN)

    def split(self, mark: str) -> "Value":
        return Computed("split", (self, literal(mark)), "array")

    def unnest(self) -> "Value":
        return Computed("unnest", (self,), STRING)

    def re_search(self, pattern: str) -> "Value":
        return Computed("re_search", (self, literal(pattern)), BOOLEAN)

    def re_replace(self, pattern: str, new: str) -> "Value":
        return Computed("re_replace", (self, literal(pattern), literal(new)), STRING)

    def re_extract(self, pattern: str, group: int) -> "Value":
        return Computed("re_extract", (self, literal(pattern), literal(group)), STRING)

    # of several rows
    def max(self, where: "Value | None" = None) -> "Value":
        return Computed("max", (self, where), self.dtype)

    def min(self, where: "Value | None" = None) -> "Value":
        return Computed("min", (self, where), self.dtype)

    def sum(self, where: "Value | None" = None) -> "Value":
        return Computed("sum", (self, where), self.dtype)

    def nunique(self, where: "Value | None" = None) -> "Value":
        return Computed("nunique", (self, where), INTEGER)

    def median(self, where: "Value | None" = None) -> "Value":
        return Computed("median", (self, where), FLOAT)

    def lag(self) -> "Value":
        return Computed("lag", (self,), self.dtype)

    def lead(self) -> "Value":
        return Computed("lead", (self,), self.dtype)

    def over(
        self,
        window: RowWindow | None = None,
        /,
        *,
        group_by: "Value | Sequence[Value]" = (),
        order_by: "Sequence[Value | Descending]" = (),
    ) -> "Value":
        """Return what this comes to over the rows of a window."""
        return Computed("window", (self, window or make_window(group_by, order_by)), self.dtype)

    def desc(self) -> "Descending":
        return Descending(self)


class Computed(Value):
    """A value that is worked out. It stands beside Column: of two operands Python would ask the more special one first."""

    __slots__ = ()


class Column(Value):
    """A column of a table."""

    __slots__ = ("name", "table")

    def __init__(self, table: Any, name: str, dtype: str) -> None:
        self.operation, self.arguments, self.dtype, self.windowed = "column", (), Type(dtype), False
        self.table, self.name = table, name


def make_window(
    group_by: Value | Sequence[Value],
    order_by: Value | Sequence[Value | Descending],
    rows: tuple[None, int] | None = None,
) -> RowWindow:
    """Return the rows that a value looks at."""
    groups = (group_by,) if isinstance(group_by, Value) else tuple(group_by)
    order = (order_by,) if isinstance(order_by, Value) else tuple(order_by)
    return RowWindow(groups, order, rows)


def literal(value: object, type: str | None = None) -> Value:
    """Return a value that is the same in each row."""
    return Computed("literal", (value,), type or _find_type(value))


def to_value(value: object) -> Value:
    """Return a value as one of each row."""
    return value if isinstance(value, Value) else literal(value)


def _find_type(value: object) -> Type:
    match value:
        case bool():
            return BOOLEAN
        case int():
            return INTEGER
        case float():
            return FLOAT
        case str():
            return STRING
        case date():
            return DATE
        case None:
            return Type("null")
    raise TypeError(f"no literal: {value!r}")


def list_columns(value: Value) -> Iterator[Column]:
    """Yield the columns that a value reads, one as often as it is read."""
    if isinstance(value, Column):
        yield value
    else:
        for part in list_parts(value.arguments):
            yield from list_columns(part)
