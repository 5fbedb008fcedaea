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

from ipp.batch.codes import NONE, price_text
from ipp.batch.frames import Frames, Inputs
from ipp.batch.saying import COLUMNS
from ipp.batch.spellings import list_keys, list_spellings, spell
from ipp.batch.sql import DIALECTS, GLOT, quoted, statement
from ipp.batch.tables import Lowered
from ipp.batch.translate import translate
from ipp.engine.lookup import price_of
from ipp.orders.customers import list_attributes
from ipp.orders.engines.relations import Row, SmallTable, frame, left, number, ordinal_of, together
from ipp.orders.items import untold_offer
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


class Warehouse:
    """The statement of one policy on one day."""

    def __init__(self, lowered: Lowered, dialect: str) -> None:
        self.lowered, self.dialect = lowered, dialect
        self.frames = Frames(lowered)
        self.small = {**lowered.tables}
        for table in (self.named(), self.labels()):
            self.small[table.name] = table

    def inline(self) -> str:
        """Return one SELECT that holds the policy in it."""
        return self._statement(
            [
                f"{quoted(table.name, self.dialect)} AS (\n  {self.values(table)}\n)"
                for table in self.small.values()
            ]
        )

    def created(self) -> str:
        """Return a statement that creates each small table of the policy, and the SELECT that reads them.

        Spark and BigQuery write a named part out again wherever it is read, so that there each stage becomes a table too.
        """
        parts = [self._create(table.name, self.values(table)) for table in self.small.values()]
        if self.dialect not in REPEATING:
            return "\n".join([*parts, self._statement([]).rstrip() + ";\n"])
        last = self._last()
        backend = DIALECTS[self.dialect]
        parts += [
            self._create(stage.name, str(ibis.to_sql(stage.expression, dialect=backend)))
            for stage in self.frames.stages
        ]
        return "\n".join([*parts, f"{ibis.to_sql(last, dialect=backend)};\n"])

    def _create(self, name: str, query: str) -> str:
        table = quoted(name, self.dialect)
        how = " USING parquet" if self.dialect == "spark" else ""
        return f"DROP TABLE IF EXISTS {table};\nCREATE TABLE {table}{how} AS\n{query};\n"

    def _statement(self, before: list[str]) -> str:
        last = self._last()
        return statement(self.frames, last, self.dialect, before)

    def _last(self) -> Table:
        self.frames = Frames(self.lowered)
        last = translate(self.frames, self.inputs())
        names = {self.spelled("customer"): "who"} | {self.spelled(name): name for name in COLUMNS}
        return last.select(**{new: last[old] for new, old in names.items()}).order_by(next(iter(names)))

    def values(self, table: SmallTable) -> str:
        """Return a small table as a SELECT of its values."""
        parts = [table.rows[start : start + MOST_VALUES] for start in range(0, len(table.rows), MOST_VALUES)]
        queries = [self._selected(table, rows) for rows in parts] or [self._nothing(table)]
        return "\n  UNION ALL\n  ".join(queries)

    def _selected(self, table: SmallTable, rows: list[Row]) -> str:
        """Return some rows of it, written out here: sqlglot takes a minute for 20,000 rows."""
        names = [quoted(name, self.dialect) for name in table.columns]
        v = quoted("v", self.dialect)
        casts = self._casts(
            {name: f"{v}.{each}" for name, each in zip(table.columns, names, strict=True)}, table
        )
        cells = [[self._cell(cell) for cell in row] for row in rows]
        if self.dialect == "bigquery":
            structs = (
                ", ".join(f"{cell} AS {name}" for cell, name in zip(row, names, strict=True)) for row in cells
            )
            return f"SELECT {casts} FROM UNNEST([{', '.join(f'STRUCT({each})' for each in structs)}]) AS {v}"
        values = "VALUES " + ", ".join(f"({', '.join(row)})" for row in cells)
        values = values if self.dialect == "spark" else f"({values})"
        return f"SELECT {casts} FROM {values} AS {v}({', '.join(names)})"

    def _nothing(self, table: SmallTable) -> str:
        """Return a SELECT of no rows; BigQuery filters nothing that is from nowhere."""
        casts = self._casts(dict.fromkeys(table.columns, "NULL"), table)
        return f"SELECT {casts} FROM (SELECT 1 AS {quoted('one', self.dialect)}) AS {quoted('v', self.dialect)} WHERE 1 = 0"

    def _casts(self, values: dict[str, str], table: SmallTable) -> str:
        """Return values as columns of the table's types."""
        types = {kind: exp.DataType.build(sql).sql(self.glot) for kind, sql in TYPES.items()}
        return ", ".join(
            f"CAST({value} AS {types[table.columns[name]]}) AS {quoted(name, self.dialect)}"
            for name, value in values.items()
        )

    def _cell(self, cell: object) -> str:
        if isinstance(cell, str):
            text = str(exp.Literal.string(cell).sql(self.glot))
            if self.dialect == "spark":
                return text.replace("${", "\\u0024{")  # else it is a variable there
            return _parted(text) if self.dialect in ("duckdb", "postgres") else text
        return "NULL" if cell is None else str(cell)

    @property
    def glot(self) -> str:
        """What sqlglot calls the dialect."""
        return GLOT.get(DIALECTS[self.dialect], self.dialect)

    def named(self) -> SmallTable:
        """Return what goods are called."""
        goods = list_keys(self.lowered.policy.names, (Product, Bundle))
        rows = {key: self.lowered.codes.good[item.name.text] for key, item in goods}
        return SmallTable("ipp_named", {"name": "string", "item": "int64"}, list(rows.items()))

    def labels(self) -> SmallTable:
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
        offers = codes.spoken[name]
        for offer in dict.fromkeys([*offers, (name, None)]):
            price = price_of(policy, offer)
            for written in [] if price is None else {price_text(price): 1, f"{price.normalize():f}": 1}:
                yield (key, written), codes.offers[offer]
                yield (f"{key} for {written}", ""), codes.offers[offer]
        yield (key, ""), codes.offers[offers[0]] if len(offers) == 1 else -1

    def inputs(self) -> Inputs:
        orders, offers = self.theirs("orders", ORDERS), self.theirs("offers", OFFERS)
        columns = list_attributes(self.lowered.policy)
        spelled = {name: self.lowered.policy.spellings.get(name, name) for name in columns}
        customers = self.theirs(
            "customers", {"customer": "string"} | dict.fromkeys(spelled.values(), "string")
        )
        stage = self.frames.stage
        lines = orders.filter(orders.customer.notnull())
        lines = lines.select("customer", "date", "order", name=spell(lines.item, self.keys("ipp_named")))
        lines = left(lines, frame(self.small["ipp_named"]), "name")
        item = lines["item"].fill_null(NONE)
        lines = lines.select(
            "order", item=item, who="customer", day=ordinal_of(lines.date), seconds=number(0)
        )
        ordered = stage("orders_read", rank_orders(lines, ordered=True).select("who", "item", "day", "rank"))
        log = stage("offers_read", self.log(offers))
        people = customers.filter(customers.customer.notnull()).select(
            who="customer",
            **{columns[name]: self.number_of(customers, name, spelled[name]) for name in columns},
        )
        facts = {column: people[column].min() for column in columns.values()}
        people = people.group_by("who").agg(**facts) if facts else people.distinct()
        today = self.lowered.today.toordinal()
        dated = (table.filter(table.day <= today) for table in (ordered, log))
        every = together(*(table.select("who") for table in (*dated, people))).distinct()
        told = log.select("seq", "who", "event", "answer", "day")
        people = stage("people", left(every, people, "who"))
        return Inputs(stage("lines", self.bought(ordered, log)), told, people)

    def theirs(self, name: str, columns: dict[str, str]) -> Table:
        """Return a table of the warehouse's own, its columns named as here."""
        written = {self.spelled(column): kind for column, kind in columns.items()}
        table = ibis.table(written, name=self.spelled(name))
        return table.select(**{column: table[self.spelled(column)] for column in columns})

    def spelled(self, name: str) -> str:
        """Return a name as the warehouse keeps it: Snowflake keeps what was written without quotes in capitals."""
        return name.upper() if self.dialect == "snowflake" and _PLAIN_NAME.fullmatch(name) else name

    def log(self, offers: Table) -> Table:
        events = ibis.cases(*((spell(offers.event) == name, number(code)) for name, code in EVENTS.items()))
        rows = offers.filter(offers.customer.notnull())
        rows = rows.select(
            "seq",
            who="customer",
            label=spell(rows.offer, self.keys("ipp_labels")),
            price=rows.price.fill_null(""),
            event=events,
            day=ordinal_of(rows.date),
        )
        rows = rows.join(frame(self.small["ipp_labels"]), ["label", "price"])
        bought = (rows.event == ACCEPTED) & (rows.item >= 0)
        answered = rows.event.isin((OFFERED, DECLINED)) & (rows.item >= 0) & (rows.answer >= 0)
        untold = (rows.event == ACCEPTED) & (rows.answer < 0)
        rows = rows.filter(bought | answered | ((rows.event == DID) & (rows.item < 0)))
        return rows.mutate(answer=ibis.ifelse(untold, untold_offer(rows["item"]), rows.answer))

    def bought(self, lines: Table, log: Table) -> Table:
        accepted, turn = find_logged(lines, log)
        return together(lines, accepted.select("who", "item", "day", rank=number(LOGGED) + turn))

    def keys(self, table: str) -> list[str]:
        """Return the keys of a table of texts, which stand in its first column."""
        return [str(row[0]) for row in self.small[table].rows]

    def number_of(self, customers: Table, name: str, column: str) -> Value:
        policy = self.lowered.policy
        text = spell(customers[column])
        cases = []
        for place, value in enumerate(policy.attribute_values[name]):
            known = list_spellings(policy.spellings.get(value, value))
            cases.append((text.isin(list(dict.fromkeys([*known, value]))), number(place)))
        return ibis.cases(*cases)


def _parted(text: str) -> str:
    """Return a literal in two parts where it would be a command in a log of GitHub Actions; they have no escapes for it."""
    return _OBEYED.sub(r"\1' || '\2", text)


def statements(lowered: Lowered, dialect: str, *, create: bool) -> str:
    """Return what `--to-sql` prints."""
    warehouse = Warehouse(lowered, dialect)
    return warehouse.created() if create or dialect == "spark" else warehouse.inline()
