"""Values as the text of a dialect."""

from collections.abc import Callable
from typing import NamedTuple

from ipp.orders.sql.dialects import PLACES, PLAIN, SUMS, SqlDialect
from ipp.orders.sql.nodes import Descending, RowWindow
from ipp.orders.sql.value_types import Type
from ipp.orders.sql.values import Column, Value

OR, AND, NOT, COMPARED, MIXED, ADDED, MULTIPLIED, WHOLE = range(8)
"""How tightly the parts of a text hang together."""
_SUMS = {"+": ADDED, "-": ADDED, "*": MULTIPLIED}
_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
BREAK = "\0"
"""Stands for the end of a line outside of literals until all is indented: a text may hold lines of its own."""
WIDTH = 100


class Text(NamedTuple):
    """A value as text: how tightly it hangs together, and whether it is a column or a literal."""

    text: str
    level: int = WHOLE
    simple: bool = False


def indent(text: str) -> str:
    """Return a text on lines of its own, two blanks further in."""
    return f"{BREAK}{text}".replace(BREAK, f"{BREAK}  ")


class ValueWriter:
    """Writes values; `find_column` says what a column is where they are written."""

    def __init__(self, dialect: SqlDialect, find_column: Callable[[Column], Text]) -> None:
        self.dialect, self.find_column = dialect, find_column

    def write(self, value: Value) -> Text:
        """Return a value as text."""
        if isinstance(value, Column):
            return self.find_column(value)
        operation = value.operation
        if operation == "literal":
            return self.write_literal(value.arguments[0], value.dtype)
        if operation in _COMPARISONS:
            return Text(self.join(f" {operation} ", value, ADDED, ADDED), COMPARED)
        if operation in _SUMS:
            return self.write_sum(operation, value, _SUMS[operation])
        special = _SPECIAL.get(operation)
        return special(self, value) if special else self.write_spelled(value)

    def put(self, value: Value, level: int = OR) -> str:
        """Return the text of a value, in brackets where it hangs together less than what is around it."""
        found = self.write(value)
        return found.text if found.level >= level else f"({found.text})"

    def join(self, between: str, value: Value, level: int, other_level: int) -> str:
        one, other = value.arguments
        return f"{self.put(one, level)}{between}{self.put(other, other_level)}"

    def write_sum(self, operation: str, value: Value, level: int) -> Text:
        """Return a sum or a product."""
        return Text(self.join(f" {operation} ", value, level, level + 1), level)

    def write_logic(self, value: Value) -> Text:
        """Return what must hold together, or one by one; the one within the other stands in brackets."""
        operation = value.operation
        parts = [self.put(each, OR if each.operation == operation else NOT) for each in value.arguments]
        return Text(f" {operation} ".join(parts), AND if operation == "AND" else OR)

    def write_literal(self, value: object, dtype: Type) -> Text:
        dialect = self.dialect
        if value is None:
            typed = f"CAST(NULL AS {dialect.name_type(dtype)})" if dtype != "null" else "NULL"
            return Text(typed, simple=True)
        if isinstance(value, bool):
            return Text("TRUE" if value else "FALSE", simple=True)
        if isinstance(value, int | float):
            return Text(repr(value), WHOLE, simple=True)
        quoted = dialect.quote_text(str(value))
        return Text(f"CAST({quoted} AS DATE)" if dtype.is_date() else quoted, simple=True)

    def write_cases(self, value: Value) -> Text:
        """Return the branches of a choice, each on a line of its own where they are long; those of what is left over follow them."""
        parts: list[str] = []
        branches, other = value.arguments
        while True:
            parts += [f"WHEN {self.put(condition)} THEN {self.put(each)}" for condition, each in branches]
            if other.operation != "cases":
                break
            branches, other = other.arguments
        if not (other.operation == "literal" and other.arguments[0] is None):
            parts.append(f"ELSE {self.put(other)}")
        text = f"CASE {' '.join(parts)} END"
        if len(text) > WIDTH or BREAK in text:
            text = f"CASE{indent(BREAK.join(parts))}{BREAK}END"
        return Text(text)

    def write_list(self, value: Value) -> Text:
        one, known = value.arguments
        return Text(f"{self.put(one, ADDED)} IN ({', '.join(map(self.put, known))})", COMPARED)

    def write_not(self, value: Value) -> Text:
        (part,) = value.arguments
        return Text(f"NOT {self.put(part, WHOLE)}", NOT)

    def write_negative(self, value: Value) -> Text:
        (part,) = value.arguments
        text = self.put(part, WHOLE)
        return Text(f"-({text})" if text.startswith("-") else f"-{text}", MIXED)

    def write_cast(self, value: Value) -> Text:
        part, dtype = value.arguments
        if value.operation == "cast" and part.operation == "literal" and part.arguments[0] is None:
            return self.write_literal(None, dtype)
        how = "CAST" if value.operation == "cast" else "TRY_CAST"
        return Text(f"{how}({self.put(part)} AS {self.dialect.name_type(dtype)})")

    def write_several(self, value: Value) -> Text:
        return Text(f"{value.operation.upper()}({', '.join(map(self.put, value.arguments))})")

    def write_call(self, value: Value) -> Text:
        name, *parts = value.arguments
        return Text(f"{name}({', '.join(map(self.put, parts))})")

    def write_total(self, value: Value) -> Text:
        """Return what several rows come to, of those for which a condition holds."""
        *parts, where = value.arguments
        text = self.put(parts[0]) if parts else "*"
        if where is None:
            return Text(SUMS[value.operation].format(text))
        condition = self.put(where)
        if self.dialect.filters:
            return Text(f"{SUMS[value.operation].format(text)} FILTER (WHERE {condition})")
        some = f"CASE WHEN {condition} THEN {text if parts else 1} END"
        return Text(SUMS[value.operation].format(some))

    def write_window(self, value: Value) -> Text:
        """Return what a value comes to over a window; its frame where it has one, for what looks at no frame takes none."""
        part, window = value.arguments
        found = PLACES.get(part.operation)
        text = found.format(*map(self.put, part.arguments)) if found else self.put(part)
        return Text(f"{text} OVER ({' '.join(self.list_clauses(window))})")

    def list_clauses(self, window: RowWindow) -> list[str]:
        clauses = []
        if window.group_by:
            clauses.append(f"PARTITION BY {', '.join(map(self.put, window.group_by))}")
        if window.order_by:
            clauses.append(f"ORDER BY {', '.join(map(self.write_key, window.order_by))}")
        if window.rows:
            last = "CURRENT ROW" if window.rows[1] == 0 else f"{-window.rows[1]} PRECEDING"
            clauses.append(f"ROWS BETWEEN UNBOUNDED PRECEDING AND {last}")
        return clauses

    def write_key(self, key: Value | Descending) -> str:
        if isinstance(key, Descending):
            return f"{self.put(key.value, ADDED)} {self.dialect.falling}"
        return f"{self.put(key, ADDED)} {self.dialect.rising}"

    def write_spelled(self, value: Value) -> Text:
        """Return an operation as the dialect spells it: a function takes its arguments as they are."""
        spelling = self.dialect.spellings.get(value.operation) or PLAIN[value.operation]
        infix = spelling.startswith("{0} ")
        parts = [self.put(each, WHOLE if infix else OR) for each in value.arguments]
        compared = infix and value.dtype == "boolean"
        level = COMPARED if compared else MIXED if infix else WHOLE
        return Text(spelling.format(*parts), level)


_SPECIAL: dict[str, Callable[[ValueWriter, Value], Text]] = {
    "AND": ValueWriter.write_logic,
    "OR": ValueWriter.write_logic,
    "call": ValueWriter.write_call,
    "cases": ValueWriter.write_cases,
    "in": ValueWriter.write_list,
    "not": ValueWriter.write_not,
    "negate": ValueWriter.write_negative,
    "cast": ValueWriter.write_cast,
    "try_cast": ValueWriter.write_cast,
    "coalesce": ValueWriter.write_several,
    "least": ValueWriter.write_several,
    "window": ValueWriter.write_window,
    **dict.fromkeys(SUMS, ValueWriter.write_total),
}
"""What is more than its arguments as a dialect spells them."""
