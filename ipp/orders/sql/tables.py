"""Tables of tables: what is selected, filtered, joined, grouped and put together, before anything is written or run."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipp.orders.sql.value_types import INTEGER, Type
from ipp.orders.sql.values import Column, Computed, Value, to_value

INNER, OUTER, CROSS, SEMI, ANTI = "INNER", "LEFT", "CROSS", "SEMI", "ANTI"
FILTERING = (SEMI, ANTI)
"""Joins that add no column."""
Keys = str | Value | Sequence[str | tuple[str, str] | Value]
"""In which columns rows agree, by their name or by both names, or conditions for both."""
RIGHT = "{name}_right"
"""What a column of the other table is called where both have one of its name."""


class Table:
    """Rows with columns. `below` are the tables that it is made of."""

    def __init__(self, types: Mapping[str, str], below: tuple["Table", ...] = ()) -> None:
        self._types = {name: Type(kind) for name, kind in types.items()}
        self._below = below

    def __getattr__(self, name: str) -> Value:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return Column(self, name, self._types[name])
        except KeyError:
            raise AttributeError(f"no column {name!r} in {', '.join(self._types)}") from None

    def __getitem__(self, name: str) -> Value:
        return Column(self, name, self._types[name])

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(self._types)

    def schema(self) -> dict[str, Type]:
        """Return the columns with their types."""
        return dict(self._types)

    def _locate(self, table: "Table", name: str) -> str | None:
        """Return what a column of this or of a table below is called here; None where it is here no more."""
        return name if table is self else self._locate_below(table, name)

    def _locate_below(self, _table: "Table", _name: str) -> str | None:
        return None

    def _bind(self, value: "Value | str") -> Value:
        """Return a value of rows of this table; a text is the name of a column."""
        if isinstance(value, str):
            return self[value]
        if isinstance(value, Column) and value.table is not self:
            return self[_find(self, value)]
        return to_value(value)

    def select(self, *columns: "Value | str", **named: "Value | str") -> "Table":
        """Return some columns, and others under new names."""
        values: dict[str, Value] = {}
        for column in columns:
            value = self._bind(column)
            assert isinstance(value, Column)
            values[value.name] = value
        return Projection(self, values | {name: self._bind(value) for name, value in named.items()})

    def mutate(self, **named: "Value | str") -> "Table":
        """Return all columns, with more of them, or others in their place."""
        values: dict[str, Value] = {name: self[name] for name in self._types}
        return Projection(self, values | {name: self._bind(value) for name, value in named.items()})

    def rename(self, **named: str) -> "Table":
        """Return all columns, some under new names."""
        new = {old: name for name, old in named.items()}
        return Projection(self, {new.get(name, name): self[name] for name in self._types})

    def filter(self, *conditions: Value) -> "Table":
        """Return the rows for which conditions hold."""
        return Filter(self, conditions)

    def join(self, other: "Table", on: Keys) -> "Table":
        """Return the pairs of rows that agree, the keys once."""
        return Join(INNER, self, other, _list_links(self, other, on))

    def outer_join(self, other: "Table", on: Keys, rname: str = RIGHT) -> "Table":
        """Return each row with those of another table that agree with it, or with nothing."""
        return Join(OUTER, self, other, _list_links(self, other, on), rname)

    def cross_join(self, other: "Table") -> "Table":
        """Return all pairs of rows."""
        return Join(CROSS, self, other, [])

    def semi_join(self, other: "Table", on: Keys) -> "Table":
        """Return the rows with which some row of another table agrees."""
        return Join(SEMI, self, other, _list_links(self, other, on))

    def anti_join(self, other: "Table", on: "str | Sequence[str]") -> "Table":
        """Return the rows with which no row of another table agrees."""
        return Join(ANTI, self, other, _list_links(self, other, on))

    def group_by(self, *keys: str) -> "Groups":
        """Return the rows in groups, to be counted or added up."""
        return Groups(self, keys)

    def agg(self, **named: Value) -> "Table":
        """Return one row of what all rows come to."""
        return Groups(self, ()).agg(**named)

    def count(self, where: Value | None = None) -> Value:
        """Return how many rows there are."""
        return Computed("count", (where,), INTEGER)

    def union(self, other: "Table") -> "Table":
        """Return the rows of both tables, whose columns are the same."""
        return Union(self, other)

    def distinct(self) -> "Table":
        """Return each row once."""
        return Distinct(self._types, (self,))

    def order_by(self, *keys: str | Sequence[str]) -> "Table":
        """Return the rows in the order of columns, what is missing last."""
        names = [name for key in keys for name in ([key] if isinstance(key, str) else key)]
        return Sort(self, tuple(names))

    def limit(self, rows: int) -> "Table":
        """Return the first rows."""
        return Limit(self, rows)


class Groups(NamedTuple):
    """Rows in groups of those that agree in the keys."""

    table: Table
    keys: tuple[str, ...]

    def agg(self, **named: Value) -> Table:
        """Return one row for each group: its keys, and what its rows come to."""
        return Aggregate(self.table, self.keys, named)


class Named(Table):
    """A table that an engine has under a name; `whole` says whether it has no more columns than are told here."""

    def __init__(self, types: Mapping[str, str], name: str, whole: bool) -> None:
        super().__init__(types)
        self._name, self._whole = name, whole

    def _locate_below(self, _table: Table, _name: str) -> str | None:
        """Return the name of a column of the same table, asked for twice."""
        same = isinstance(_table, Named) and _table._name == self._name
        return _name if same else None


class Projection(Table):
    """Columns worked out of those of the table below."""

    def __init__(self, below: Table, values: Mapping[str, Value]) -> None:
        super().__init__({name: value.dtype for name, value in values.items()}, (below,))
        self._values = values
        self._windowed = any(value.windowed for value in values.values())

    def _locate_below(self, _table: Table, _name: str) -> str | None:
        found = self._below[0]._locate(_table, _name)
        passed = (
            new for new, each in self._values.items() if isinstance(each, Column) and each.name == found
        )
        return next(passed, None)


class Kept(Table):
    """Rows of the table below, with its columns."""

    def _locate_below(self, _table: Table, _name: str) -> str | None:
        return self._below[0]._locate(_table, _name)


class Filter(Kept):
    """The rows for which conditions hold."""

    def __init__(self, below: Table, conditions: Sequence[Value]) -> None:
        super().__init__(below._types, (below,))
        self._conditions = tuple(conditions)


class Distinct(Kept):
    """Each row once."""


class Sort(Kept):
    """The rows in an order."""

    def __init__(self, below: Table, keys: tuple[str, ...]) -> None:
        super().__init__(below._types, (below,))
        self._keys = keys


class Limit(Kept):
    """The first rows."""

    def __init__(self, below: Table, rows: int) -> None:
        super().__init__(below._types, (below,))
        self._rows = rows


class Union(Table):
    """The rows of both tables."""

    def __init__(self, one: Table, other: Table) -> None:
        assert one.columns == other.columns, (one.columns, other.columns)
        super().__init__(one._types, (one, other))


class Aggregate(Table):
    """What the rows of each group come to."""

    def __init__(self, below: Table, keys: tuple[str, ...], values: Mapping[str, Value]) -> None:
        types = {key: below._types[key] for key in keys}
        super().__init__(types | {name: value.dtype for name, value in values.items()}, (below,))
        self._keys, self._values = keys, values

    def _locate_below(self, _table: Table, _name: str) -> str | None:
        found = self._below[0]._locate(_table, _name)
        return found if found in self._keys else None


class Join(Table):
    """Pairs of rows, or rows with or without a partner."""

    def __init__(self, how: str, one: Table, other: Table, links: "list[Value]", rname: str = RIGHT) -> None:
        assert one is not other, "a table is joined with itself: select its columns first"
        self._how, self._links = how, links
        same = {
            link.arguments[1].name
            for link in links
            if how == INNER
            and link.operation == "="
            and isinstance(link.arguments[1], Column)
            and isinstance(link.arguments[0], Column)
            and link.arguments[0].name == link.arguments[1].name
        }
        names = () if how in FILTERING else (name for name in other.columns if name not in same)
        self._added = {name: rname.format(name=name) if name in one._types else name for name in names}
        more = {new: other._types[name] for name, new in self._added.items()}
        super().__init__(one._types | more, (one, other))

    def _locate_below(self, _table: Table, _name: str) -> str | None:
        one, other = self._below
        found = one._locate(_table, _name)
        if found is not None:
            return found
        return self._added.get(other._locate(_table, _name) or "")


def table(columns: Mapping[str, str], name: str, *, whole: bool = True) -> Table:
    """Return a table that an engine has under a name."""
    return Named(columns, name, whole)


def _list_links(one: Table, other: Table, on: Keys) -> list[Value]:
    keys = [on] if isinstance(on, str | Value) else on
    return [key if isinstance(key, Value) else _link_columns(one, other, key) for key in keys]


def _link_columns(one: Table, other: Table, key: str | tuple[str, str]) -> Value:
    name, other_name = (key, key) if isinstance(key, str) else key
    return one[name] == other[other_name]


def _find(table: Table, column: Column) -> str:
    """Return what a column is called in a table that is made of its own."""
    found = table._locate(column.table, column.name)
    if found is None:
        raise LookupError(f"column {column.name!r} of a table before is not there any more")
    return found
