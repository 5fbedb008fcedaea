"""A SELECT that is being made: what was not written yet can be taken into it, as long as it says the same."""

from collections.abc import Iterable
from typing import NamedTuple

from ipp.orders.sql.dialects import SqlDialect
from ipp.orders.sql.writing import BREAK, WIDTH, Text, indent

SHORT = 40
"""Up to so long a value is written out again rather than worked out below."""


class FromTable(NamedTuple):
    """A table of a FROM by its alias, with all its columns where it is known to have no others."""

    alias: str
    columns: tuple[str, ...]


class SelectedColumn(NamedTuple):
    """A column of a SELECT, and whether it looks at more than its row."""

    value: Text
    windowed: bool = False

    @property
    def short(self) -> bool:
        """Whether it may be written several times."""
        return self.value.simple or len(self.value.text) <= SHORT


class Select:
    """The clauses of a SELECT."""

    def __init__(
        self,
        dialect: SqlDialect,
        start: str,
        sources: Iterable[FromTable],
        columns: dict[str, SelectedColumn],
    ) -> None:
        self.dialect, self.columns = dialect, columns
        self.lines, self.sources = [start], list(sources)
        self.conditions: list[str] = []
        self.order: list[tuple[str, str]] = []
        """Columns that rows are sorted by, each as text and in words."""
        self.distinct, self.groups, self.limit = False, 0, -1
        self.grouped = False
        self.united: str | None = None
        """The text of a union, where this is nothing else yet."""

    @property
    def closed(self) -> bool:
        """Whether rows are no longer those of the tables, but for their columns."""
        return self.distinct or self.grouped or self.limit >= 0

    @property
    def windowed(self) -> bool:
        return any(part.windowed for part in self.columns.values())

    def write(self) -> str:
        """Return the text."""
        if self.united and not (self.conditions or self.order or self.closed or len(self.lines) > 1):
            return self.united
        lines = [f"SELECT{' DISTINCT' if self.distinct else ''}{self.write_columns()}", *self.lines]
        if self.conditions:
            lines.append(f"WHERE {f'{BREAK}  AND '.join(self.conditions)}")
        if self.groups:
            lines.append(f"GROUP BY {', '.join(map(str, range(1, self.groups + 1)))}")
        if self.order:
            lines.append(f"ORDER BY {', '.join(f'{text} {how}' for text, how in self.order)}")
        if self.limit >= 0:
            lines.append(f"LIMIT {self.limit}")
        return BREAK.join(lines)

    def write_columns(self) -> str:
        """Return the columns: all of a table in short, on one line where there is room."""
        names = list(self.columns)
        whole = (each for each in self.sources if self.begins_with(names, each))
        source = None if self.groups else next(whole, None)  # Spark counts no columns of a star
        if source and len(source.columns) == len(names) and len(self.lines) == 1:
            return " *"
        parts = [f"{self.dialect.quote_name(source.alias)}.*"] if source else []
        rest = names[len(source.columns) if source else 0 :]
        parts += [self.write_column(name) for name in rest]
        line = ", ".join(parts)
        short = len(line) <= WIDTH and BREAK not in line
        return f" {line}" if short else indent(f",{BREAK}".join(parts))

    def begins_with(self, names: list[str], source: FromTable) -> bool:
        """Whether the first columns are all those of a table, as they are."""
        width = len(source.columns)
        return (
            0 < width <= len(names)
            and tuple(names[:width]) == source.columns
            and all(
                self.columns[name].value.text == write_reference(self.dialect, source.alias, name)
                for name in source.columns
            )
        )

    def write_column(self, name: str) -> str:
        text = self.columns[name].value.text
        quoted = self.dialect.quote_name(name)
        return (
            text if text.endswith(f".{quoted}") and self.columns[name].value.simple else f"{text} AS {quoted}"
        )


def write_reference(dialect: SqlDialect, alias: str, name: str) -> str:
    """Return a column of a table in a FROM."""
    return f"{dialect.quote_name(alias)}.{dialect.quote_name(name)}"
