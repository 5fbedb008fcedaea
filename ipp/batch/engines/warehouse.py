"""The whole as one statement for a warehouse of the user's own: tables `orders`, `offers` and `customers` are theirs.

    orders(customer, item, date, order)               item: a name or sku of the path; date: DATE
    offers(customer, offer, event, date, price, seq)  price: text like 59.00, or NULL; seq: the order of rows of one day
    customers(customer, and a column for each attribute that a segment reads)

Texts are compared without regard to case, as the warehouse lowers it, and blanks. Rows that name nothing of the path are passed over:
`ipp plan` on an extract says which.
"""

import re
from collections.abc import Iterator

import ibis
from ibis import Table, Value
from sqlglot import exp

from ipp.batch.engines.spellings import list_keys, list_spellings, spell_names
from ipp.batch.engines.sql import DIALECTS, GLOT, quote_name, write_statement
from ipp.batch.expression.frames import Frames, Inputs
from ipp.batch.expression.translate import translate_policy
from ipp.batch.expression.wording import COLUMNS
from ipp.batch.lowering.codes import NONE, write_price
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.engine.lookup import find_price
from ipp.orders.customers import list_attributes
from ipp.orders.engines.relations import (
    Row,
    SmallTable,
    count_ordinal,
    get_frame,
    join_outer,
    make_number,
    union_tables,
)
from ipp.orders.items import number_untold_offer
from ipp.orders.log import ACCEPTED, DECLINED, DID, EVENTS, OFFERED
from ipp.orders.moments import LOGGED, find_logged, rank_orders
from ipp.path.model import Bundle, Product, Touch

ORDERS = {"customer": "string", "item": "string", "date": "date", "order": "string"}
OFFERS = {
    "customer": "string",
    "offer": "string",
    "event": "string",
    "date": "date",
    "price": "string",
    "seq": "int64",
}

REPEATING = ("spark", "bigquery")
MOST_VALUES = 10_000
"""Rows of one VALUES: Snowflake takes 16,384."""
TYPES = {"int64": "BIGINT", "string": "VARCHAR"}
_OBEYED = re.compile(r"(##|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*:)([:\[])")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class WarehouseStatement:
    """The statement of one policy on one day."""

    def __init__(self, lowered: LoweredPolicy, dialect: str) -> None:
        self.lowered, self.dialect = lowered, dialect
        self.frames = Frames(lowered)
        self.own = {table.name: table for table in (self.make_names(), self.make_labels())}

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
        return [*self.frames.list_read(), *self.own.values()]

    def write_creating(self) -> str:
        """Return a statement that creates each small table of the policy, and the SELECT that reads them.

        Spark and BigQuery write a named part out again wherever it is read, so that there each stage becomes a table too.
        """
        last = self._make_last()
        parts = [self._write_create(table.name, self.write_values(table)) for table in self._list_small()]
        if self.dialect not in REPEATING:
            statement = write_statement(self.frames, last, self.dialect)
            return "\n".join([*parts, statement.rstrip() + ";\n"])
        backend = DIALECTS[self.dialect]
        parts += [
            self._write_create(stage.name, str(ibis.to_sql(stage.expression, dialect=backend)))
            for stage in self.frames.stages
        ]
        return "\n".join([*parts, f"{ibis.to_sql(last, dialect=backend)};\n"])

    def _write_create(self, name: str, query: str) -> str:
        table = quote_name(name, self.dialect)
        how = " USING parquet" if self.dialect == "spark" else ""
        return f"DROP TABLE IF EXISTS {table};\nCREATE TABLE {table}{how} AS\n{query};\n"

    def _make_last(self) -> Table:
        self.frames = Frames(self.lowered)
        last = translate_policy(self.frames, self.make_inputs())
        names = {self.spell_name("customer"): "who"} | {self.spell_name(name): name for name in COLUMNS}
        return last.select(**{new: last[old] for new, old in names.items()}).order_by(next(iter(names)))

    def write_values(self, table: SmallTable) -> str:
        """Return a small table as a SELECT of its values."""
        parts = [table.rows[start : start + MOST_VALUES] for start in range(0, len(table.rows), MOST_VALUES)]
        queries = [self._write_selected(table, rows) for rows in parts] or [self._write_no_rows(table)]
        return "\n  UNION ALL\n  ".join(queries)

    def _write_selected(self, table: SmallTable, rows: list[Row]) -> str:
        """Return some rows of it, written out here: sqlglot takes a minute for 20,000 rows."""
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
        types = {kind: exp.DataType.build(sql).sql(self.glot) for kind, sql in TYPES.items()}
        return ", ".join(
            f"CAST({value} AS {types[table.columns[name]]}) AS {quote_name(name, self.dialect)}"
            for name, value in values.items()
        )

    def _write_cell(self, cell: object) -> str:
        if isinstance(cell, str):
            text = str(exp.Literal.string(cell).sql(self.glot))
            if self.dialect == "spark":
                return text.replace("${", "\\u0024{")  # else it is a variable there
            return _split_names(text) if self.dialect in ("duckdb", "postgres") else text
        return "NULL" if cell is None else str(cell)

    @property
    def glot(self) -> str:
        """What sqlglot calls the dialect."""
        return GLOT.get(DIALECTS[self.dialect], self.dialect)

    def make_names(self) -> SmallTable:
        """Return what goods are called."""
        goods = list_keys(self.lowered.policy.names, (Product, Bundle))
        rows = {key: self.lowered.codes.good[item.name.text] for key, item in goods}
        return SmallTable("ipp_named", {"name": "string", "item": "int64"}, list(rows.items()))

    def make_labels(self) -> SmallTable:
        """Return what offers and touches are called, with the price beside the name or in it."""
        rows: dict[tuple[str, str], tuple[int, int]] = {}
        names, codes = self.lowered.policy.names, self.lowered.codes
        for key, item in list_keys(names, (Product, Bundle)):
            for label, code in self.offers_called(key, item.name.text):
                rows.setdefault(label, (code, codes.good[item.name.text]))
        for key, item in list_keys(names, (Touch,)):
            rows.setdefault((key, ""), (codes.touches[item.name.text], -1))
        columns = {"label": "string", "price": "string", "answer": "int64", "item": "int64"}
        return SmallTable("ipp_labels", columns, sorted((*key, *value) for key, value in rows.items()))

    def offers_called(self, key: str, name: str) -> Iterator[tuple[tuple[str, str], int]]:
        """Yield label and price of each offer of a good, with its code; -1 for one that does not say which it is."""
        policy, codes = self.lowered.policy, self.lowered.codes
        offers = codes.mentions[name]
        for offer in dict.fromkeys([*offers, (name, None)]):
            price = find_price(policy, offer)
            for written in [] if price is None else {write_price(price): 1, f"{price.normalize():f}": 1}:
                yield (key, written), codes.offers[offer]
                yield (f"{key} for {written}", ""), codes.offers[offer]
        yield (key, ""), codes.offers[offers[0]] if len(offers) == 1 else -1

    def make_inputs(self) -> Inputs:
        orders, offers = self.read_own_table("orders", ORDERS), self.read_own_table("offers", OFFERS)
        columns = list_attributes(self.lowered.policy)
        spelled = {name: self.lowered.policy.spellings.get(name, name) for name in columns}
        customers = self.read_own_table(
            "customers", {"customer": "string"} | dict.fromkeys(spelled.values(), "string")
        )
        stage = self.frames.add_stage
        lines = orders.filter(orders.customer.notnull())
        lines = lines.select(
            "customer", "date", "order", name=spell_names(lines.item, self.keys("ipp_named"))
        )
        lines = join_outer(lines, get_frame(self.own["ipp_named"]), "name")
        item = lines["item"].fill_null(NONE)
        lines = lines.select(
            "order", item=item, who="customer", day=count_ordinal(lines.date), seconds=make_number(0)
        )
        ordered = stage("orders_read", rank_orders(lines, ordered=True).select("who", "item", "day", "rank"))
        log = stage("offers_read", self.read_log(offers))
        people = customers.filter(customers.customer.notnull()).select(
            who="customer",
            **{columns[name]: self.number_customer(customers, name, spelled[name]) for name in columns},
        )
        facts = {column: people[column].min() for column in columns.values()}
        people = people.group_by("who").agg(**facts) if facts else people.distinct()
        today = self.lowered.today.toordinal()
        dated = (table.filter(table.day <= today) for table in (ordered, log))
        every = union_tables(*(table.select("who") for table in (*dated, people))).distinct()
        told = log.select("seq", "who", "event", "answer", "day")
        people = stage("people", join_outer(every, people, "who"))
        return Inputs(stage("lines", self.join_purchases(ordered, log)), told, people)

    def read_own_table(self, name: str, columns: dict[str, str]) -> Table:
        """Return a table of the warehouse's own, its columns named as here."""
        written = {self.spell_name(column): kind for column, kind in columns.items()}
        table = ibis.table(written, name=self.spell_name(name))
        return table.select(**{column: table[self.spell_name(column)] for column in columns})

    def spell_name(self, name: str) -> str:
        """Return a name as the warehouse keeps it: Snowflake keeps what was written without quotes in capitals."""
        return name.upper() if self.dialect == "snowflake" and _PLAIN_NAME.fullmatch(name) else name

    def read_log(self, offers: Table) -> Table:
        events = ibis.cases(
            *((spell_names(offers.event) == name, make_number(code)) for name, code in EVENTS.items())
        )
        rows = offers.filter(offers.customer.notnull())
        rows = rows.select(
            "seq",
            who="customer",
            label=spell_names(rows.offer, self.keys("ipp_labels")),
            price=rows.price.fill_null(""),
            event=events,
            day=count_ordinal(rows.date),
        )
        rows = rows.join(get_frame(self.own["ipp_labels"]), ["label", "price"])
        bought = (rows.event == ACCEPTED) & (rows.item >= 0)
        answered = rows.event.isin((OFFERED, DECLINED)) & (rows.item >= 0) & (rows.answer >= 0)
        untold = (rows.event == ACCEPTED) & (rows.answer < 0)
        rows = rows.filter(bought | answered | ((rows.event == DID) & (rows.item < 0)))
        return rows.mutate(answer=ibis.ifelse(untold, number_untold_offer(rows["item"]), rows.answer))

    def join_purchases(self, lines: Table, log: Table) -> Table:
        accepted, turn = find_logged(lines, log)
        return union_tables(lines, accepted.select("who", "item", "day", rank=make_number(LOGGED) + turn))

    def keys(self, table: str) -> list[str]:
        """Return the keys of a table of texts, which stand in its first column."""
        return [str(row[0]) for row in self.own[table].rows]

    def number_customer(self, customers: Table, name: str, column: str) -> Value:
        policy = self.lowered.policy
        text = spell_names(customers[column])
        cases = []
        for place, value in enumerate(policy.attribute_values[name]):
            known = list_spellings(policy.spellings.get(value, value))
            cases.append((text.isin(list(dict.fromkeys([*known, value]))), make_number(place)))
        return ibis.cases(*cases)


def _split_names(text: str) -> str:
    """Return a literal in two parts where it would be a command in a log of GitHub Actions; they have no escapes for it."""
    return _OBEYED.sub(r"\1' || '\2", text)


def write_statements(lowered: LoweredPolicy, dialect: str, *, create: bool) -> str:
    """Return what `--to-sql` prints."""
    warehouse = WarehouseStatement(lowered, dialect)
    return warehouse.write_creating() if create or dialect == "spark" else warehouse.write_inline()
