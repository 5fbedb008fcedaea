"""Expressions as SELECTs: what can be told in one is told in one, what is read several times has a name."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ipp.orders.sql.dialects import DIALECTS, SqlDialect
from ipp.orders.sql.selects import FromTable, Select, SelectedColumn, write_reference
from ipp.orders.sql.tables import (
    FILTERING,
    Aggregate,
    Distinct,
    Filter,
    Join,
    Limit,
    Named,
    Projection,
    Sort,
    Table,
    Union,
)
from ipp.orders.sql.values import Column, Value, list_columns
from ipp.orders.sql.writing import BREAK, Text, ValueWriter, indent


def write_query(table: Table, dialect: str) -> str:
    """Return an expression as one SELECT. Rows keep an order only where it is the last thing that the expression says."""
    return _StatementWriter(DIALECTS[dialect], table).write()


class _StatementWriter:
    """Writes one expression."""

    def __init__(self, dialect: SqlDialect, table: Table) -> None:
        self.dialect, self.table = dialect, table
        self.shared = _find_shared(table)
        self.named: dict[int, Named] = {}
        self.parts: list[str] = []
        self.aliases = 0

    def write(self) -> str:
        text = self.build(self.table).write()
        parts = f",{BREAK}".join(self.parts)
        return (f"WITH {parts}{BREAK}{text}" if parts else text).replace(BREAK, "\n")

    def build(self, table: Table) -> Select:
        """Return the SELECT of a table."""
        if id(table) not in self.shared:
            return self.build_own(table)
        if id(table) not in self.named:
            alias = self.make_alias()
            text = self.build_own(table).write()
            self.parts.append(f"{self.dialect.quote_name(alias)} AS ({indent(text)}{BREAK})")
            self.named[id(table)] = Named(table.schema(), alias, True)
        return self.select_named(self.named[id(table)])

    def build_own(self, table: Table) -> Select:
        match table:
            case Named():
                return self.select_named(table)
            case Projection():
                return self.build_projection(table)
            case Filter():
                return self.build_filter(table)
            case Join():
                return self.build_join(table)
            case Aggregate():
                return self.build_aggregate(table)
            case Union():
                return self.build_union(table)
            case Sort() | Distinct() | Limit():
                return self.build_kept(table)
        raise TypeError(f"no table: {table!r}")

    def make_alias(self) -> str:
        self.aliases += 1
        return f"t{self.aliases - 1}"

    def quote(self, name: str) -> str:
        return self.dialect.quote_name(name)

    def select_from(self, text: str, alias: str, columns: Mapping[str, str], whole: bool) -> Select:
        """Return a SELECT of one table, `columns` by their names in it."""
        parts = {
            name: SelectedColumn(Text(write_reference(self.dialect, alias, each), simple=True))
            for name, each in columns.items()
        }
        source = FromTable(alias, tuple(columns.values()) if whole else ())
        return Select(self.dialect, f"FROM {text} AS {self.quote(alias)}", [source], parts)

    def select_named(self, table: Named) -> Select:
        names = {name: name for name in table.columns}
        return self.select_from(self.quote(table._name), self.make_alias(), names, table._whole)

    def nest(self, select: Select) -> Select:
        """Return a SELECT of all columns of another one; rows are sorted by what they still have."""
        alias = self.make_alias()
        names = {name: name for name in select.columns}
        outer = self.select_from(f"({indent(select.write())}{BREAK})", alias, names, True)
        texts = {part.value.text: name for name, part in select.columns.items()}
        outer.order = [
            (write_reference(self.dialect, alias, texts[text]), how)
            for text, how in select.order
            if text in texts
        ]
        return outer

    def open(self, select: Select, used: Counter[str], *, more: bool) -> Select:
        """Return a SELECT that can still be added to: nothing long in it is written twice; with `more`, no row is looked at in a window."""
        parts = select.columns
        long = any(times > 1 and not parts[name].short for name, times in used.items())
        return self.nest(select) if select.closed or long or (more and select.windowed) else select

    def write_value(self, value: Value, table: Table, select: Select) -> SelectedColumn:
        """Return a value of rows of a table as text, where the table is a SELECT."""

        def find_column(column: Column) -> Text:
            return select.columns[_expect(table, column)].value

        text = ValueWriter(self.dialect, find_column).write(value)
        below = (select.columns[_expect(table, column)].windowed for column in list_columns(value))
        return SelectedColumn(text, value.windowed or any(below))

    def build_projection(self, table: Projection) -> Select:
        below = table._below[0]
        select = self.build(below)
        select = self.open(select, _count_columns(table._values.values(), below), more=table._windowed)
        columns = {name: self.write_value(value, below, select) for name, value in table._values.items()}
        same = list(columns.items()) == list(select.columns.items())
        select.columns, select.united = columns, select.united if same else None
        return select

    def build_filter(self, table: Filter) -> Select:
        below = table._below[0]
        used = _count_columns(table._conditions, below)
        select = self.open(self.build(below), used + used, more=True)
        for condition in table._conditions:
            select.conditions += self.list_conditions(condition, below, select)
        return select

    def list_conditions(self, condition: Value, below: Table, select: Select) -> list[str]:
        """Return what must hold together, one by one."""
        if condition.operation == "AND":
            return [
                text for part in condition.arguments for text in self.list_conditions(part, below, select)
            ]
        value = self.write_value(condition, below, select).value
        return [f"({value.text})" if condition.operation == "OR" else value.text]

    def build_aggregate(self, table: Aggregate) -> Select:
        below = table._below[0]
        used = _count_columns(table._values.values(), below) + Counter(table._keys)
        select = self.open(self.build(below), used, more=True)
        parts = {key: select.columns[key] for key in table._keys}
        more = {name: self.write_value(value, below, select) for name, value in table._values.items()}
        select.columns, select.order = parts | more, []
        select.groups, select.grouped = len(table._keys), True
        return select

    def build_kept(self, table: Sort | Distinct | Limit) -> Select:
        """Return rows once each, in an order, or the first of them."""
        select = self.build(table._below[0])
        if select.closed:
            select = self.nest(select)
        if isinstance(table, Limit):
            select.limit = table._rows
        elif isinstance(table, Sort):
            select.order = [(select.columns[key].value.text, self.dialect.sorted) for key in table._keys]
        else:
            select.distinct, select.order = True, []
        return select

    def build_union(self, table: Union) -> Select:
        """Return the rows of several tables, one after the other."""
        texts = [self.build_part(each) for each in _list_united(table, self.shared)]
        alias = self.make_alias()
        text = f"{BREAK}UNION ALL{BREAK}".join(texts)
        names = {name: name for name in table.columns}
        select = self.select_from(f"({indent(text)}{BREAK})", alias, names, True)
        select.united = text
        return select

    def build_part(self, table: Table) -> str:
        select = self.build(table)
        return (self.nest(select) if select.order or select.limit >= 0 else select).write()

    def build_join(self, table: Join) -> Select:
        one, other = table._below
        used = _count_columns(table._links, one)
        select = self.open(self.build(one), used + used, more=True)
        partner = self.select_partner(other)
        link = " AND ".join(self.write_link(table, each, select, partner) for each in table._links)
        if table._how in FILTERING:
            self.keep_rows(select, table._how, partner, link)
            return select
        tail = f" ON {link}" if link else ""
        select.lines.append(f"{table._how} JOIN {partner.lines[0].removeprefix('FROM ')}{tail}")
        select.sources += partner.sources
        select.columns |= {new: partner.columns[name] for name, new in table._added.items()}
        return select

    def select_partner(self, table: Table) -> Select:
        """Return the other table of a join: a table as it is, but for the names of its columns, or a SELECT in brackets."""
        select = self.build(table)
        plain = len(select.lines) == 1 and not (select.conditions or select.order or select.closed)
        if plain and all(
            part.value.text.startswith(self.quote(select.sources[0].alias)) and part.value.simple
            for part in select.columns.values()
        ):
            return select
        return self.nest(select)

    def write_link(self, table: Join, link: Value, select: Select, partner: Select) -> str:
        """Return what rows of both tables must agree in."""
        one, other = table._below

        def find_column(column: Column) -> Text:
            name = one._locate(column.table, column.name) if column.table is not other else None
            if name is not None:
                return select.columns[name].value
            return partner.columns[_expect(other, column)].value

        return ValueWriter(self.dialect, find_column).write(link).text

    def keep_rows(self, select: Select, how: str, other: Select, link: str) -> None:
        """Keep the rows with a partner, or without one."""
        partner = other.lines[0]
        if how in self.dialect.partners:
            select.lines.append(f"{self.dialect.partners[how]} {partner.removeprefix('FROM ')} ON {link}")
            return
        inner = indent(f"SELECT 1{BREAK}{partner}{BREAK}WHERE {link}")
        select.conditions.append(f"{'NOT ' if how == 'ANTI' else ''}EXISTS ({inner}{BREAK})")


def _expect(table: Table, column: Column) -> str:
    """Return what a column is called in a table that is made of its own."""
    if column.table is table:
        return column.name
    found = table._locate(column.table, column.name)
    if found is None:
        raise LookupError(f"the column {column.name!r} of a table before is not there any more")
    return found


def _count_columns(values: Iterable[Value], table: Table) -> Counter[str]:
    """Return how often each column of a table is read."""
    read = (column for value in values for column in list_columns(value))
    found = (table._locate(column.table, column.name) for column in read)
    return Counter(name for name in found if name is not None)


def _list_united(table: Table, shared: set[int]) -> list[Table]:
    """Return the tables of a chain of unions."""
    parts: list[Table] = []
    for each in table._below:
        united = isinstance(each, Union) and id(each) not in shared
        parts += _list_united(each, shared) if united else [each]
    return parts


def _find_shared(table: Table) -> set[int]:
    """Return the tables that are read several times and cost something: joins, groups, unions, windows."""
    read: Counter[int] = Counter()
    waiting, seen = [table], {id(table): table}
    while waiting:
        for below in waiting.pop()._below:
            read[id(below)] += 1
            if id(below) not in seen:
                seen[id(below)] = below
                waiting.append(below)
    light: dict[int, bool] = {}
    return {key for key, times in read.items() if times > 1 and not _is_light(seen[key], light)}


def _is_light(table: Table, found: dict[int, bool]) -> bool:
    """Whether a table is another one but for rows one out and columns worked out in each row."""
    if id(table) not in found:
        light = isinstance(table, Filter | Projection) and _is_light(table._below[0], found)
        windowed = isinstance(table, Projection) and table._windowed
        found[id(table)] = isinstance(table, Named) or (light and not windowed)
    return found[id(table)]
