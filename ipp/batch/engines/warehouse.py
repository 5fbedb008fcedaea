"""The whole as one statement for a warehouse of the user's own: tables `orders`, `offers` and `customers` are theirs.

    orders(customer, item, date, order, quantity)   item: a name or sku of the path; date: DATE; quantity: a number, or NULL for one
    offers(customer, offer, event, date, price, list_price, pieces, seq)
        price: text like 59.00, or NULL; list_price: 'true' where that was the list price, or NULL; pieces: given back, or NULL for one;
        seq: the order of rows of one day
    customers(customer, and a column for each attribute that a segment reads)

Texts are compared without regard to case, as the warehouse lowers it, and blanks. Rows that name nothing of the path are passed over:
`ipp plan` on an extract says which.
"""

import re

from ipp.batch.engines.spellings import BLANKS
from ipp.batch.engines.sql import quote_name, write_statement
from ipp.batch.engines.warehouse_inputs import WarehouseInputs
from ipp.batch.expression.frames import Frames
from ipp.batch.expression.translate import translate_policy
from ipp.batch.expression.wording import list_columns
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders.cells import BLANK
from ipp.orders.engines.relations import Row, SmallTable
from ipp.orders.moments import UNNUMBERED
from ipp.orders.sql import Table
from ipp.orders.sql.dialects import DIALECTS
from ipp.orders.sql.statements import write_query
from ipp.orders.sql.value_types import Type
from ipp.text.visible import make_visible

REPEATING = ("spark", "bigquery")
MOST_VALUES = 10_000
"""Rows of one VALUES: Snowflake takes 16,384."""
_OBEYED = re.compile(r"(##|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*:)([:\[])")


class WarehouseStatement:
    """The statement of one policy on one day."""

    def __init__(self, lowered: LoweredPolicy, dialect: str) -> None:
        self.lowered, self.dialect = lowered, dialect
        self.frames = Frames(lowered)
        self.inputs = WarehouseInputs(lowered, dialect)

    def write_inline(self) -> str:
        """Return one SELECT that holds the policy in it."""
        last = self._make_last()
        parts = [
            f"{quote_name(table.name, self.dialect)} AS (\n  {self.write_values(table)}\n)"
            for table in self._list_small()
        ]
        return write_statement(self.frames, last, self.dialect, parts)

    def _list_small(self) -> list[SmallTable]:
        """Return the small tables that the statement reads."""
        return [*self.frames.list_read(), *self.inputs.own.values()]

    def write_creating(self) -> str:
        """Return a statement that creates each small table of the policy, and the SELECT that reads them.

        Spark and BigQuery write a named part out again wherever it is read, so that there each stage becomes a table too.
        """
        last = self._make_last()
        parts = [self._write_create(table.name, self.write_values(table)) for table in self._list_small()]
        if self.dialect not in REPEATING:
            statement = write_statement(self.frames, last, self.dialect)
            return "\n".join([*parts, statement.rstrip() + ";\n"])
        parts += [
            self._write_create(stage.name, write_query(stage.expression, self.dialect))
            for stage in self.frames.stages
        ]
        return "\n".join([*parts, f"{write_query(last, self.dialect)};\n"])

    def _write_create(self, name: str, query: str) -> str:
        table = quote_name(name, self.dialect)
        how = " USING parquet" if self.dialect == "spark" else ""
        return f"DROP TABLE IF EXISTS {table};\nCREATE TABLE {table}{how} AS\n{query};\n"

    def _make_last(self) -> Table:
        self.frames = Frames(self.lowered)
        last = translate_policy(self.frames, self.inputs.make_inputs(self.frames))
        names = {self.inputs.spell_name("customer"): "who"} | {
            self.inputs.spell_name(name): name for name in list_columns(self.lowered)
        }
        return last.select(**{new: last[old] for new, old in names.items()}).order_by(next(iter(names)))

    def write_values(self, table: SmallTable) -> str:
        """Return a small table as a SELECT of its values."""
        parts = [table.rows[start : start + MOST_VALUES] for start in range(0, len(table.rows), MOST_VALUES)]
        queries = [self._write_selected(table, rows) for rows in parts] or [self._write_no_rows(table)]
        return "\n  UNION ALL\n  ".join(queries)

    def _write_selected(self, table: SmallTable, rows: list[Row]) -> str:
        """Return some rows of it, written out."""
        names = [quote_name(name, self.dialect) for name in table.columns]
        v = quote_name("v", self.dialect)
        casts = self._cast_values(
            {name: f"{v}.{each}" for name, each in zip(table.columns, names, strict=True)}, table
        )
        cells = [[self._write_cell(cell) for cell in row] for row in rows]
        if self.dialect == "bigquery":
            structs = (
                ", ".join(f"{cell} AS {name}" for cell, name in zip(row, names, strict=True)) for row in cells
            )
            return f"SELECT {casts} FROM UNNEST([{', '.join(f'STRUCT({each})' for each in structs)}]) AS {v}"
        values = "VALUES " + ", ".join(f"({', '.join(row)})" for row in cells)
        values = values if self.dialect == "spark" else f"({values})"
        return f"SELECT {casts} FROM {values} AS {v}({', '.join(names)})"

    def _write_no_rows(self, table: SmallTable) -> str:
        """Return a SELECT of no rows; BigQuery filters nothing that is from nowhere."""
        casts = self._cast_values(dict.fromkeys(table.columns, "NULL"), table)
        return f"SELECT {casts} FROM (SELECT 1 AS {quote_name('one', self.dialect)}) AS {quote_name('v', self.dialect)} WHERE 1 = 0"

    def _cast_values(self, values: dict[str, str], table: SmallTable) -> str:
        """Return values as columns of the table's types."""
        types = DIALECTS[self.dialect].name_type
        return ", ".join(
            f"CAST({value} AS {types(Type(table.columns[name]))}) AS {quote_name(name, self.dialect)}"
            for name, value in values.items()
        )

    def _write_cell(self, cell: object) -> str:
        if isinstance(cell, str):
            text = DIALECTS[self.dialect].quote_text(cell)
            return _split_names(text) if self.dialect in ("duckdb", "postgres") else text
        return "NULL" if cell is None else str(cell)


def _split_names(text: str) -> str:
    """Return a literal in two parts where it would be a command in a log of GitHub Actions; they have no escapes for it."""
    return _OBEYED.sub(r"\1' || '\2", text)


def write_statements(lowered: LoweredPolicy, dialect: str, *, create: bool) -> str:
    """Return what `--to-sql` prints."""
    warehouse = WarehouseStatement(lowered, dialect)
    return warehouse.write_creating() if create or dialect == "spark" else warehouse.write_inline()


def has_acting(statement: str, dialect: str) -> bool:
    """Whether a statement holds what would act on a terminal, beside marks of its own: a literal cannot be written otherwise in every dialect."""
    for own in (BLANK, f"[{BLANKS}]", UNNUMBERED):
        statement = statement.replace(DIALECTS[dialect].quote_text(own)[1:-1], "")
    return any(make_visible(line) != line for line in statement.replace("\t", "").split("\n"))
