"""The tables that the expression is made of, and the joins that Ibis has no short word for."""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import ibis
from ibis import Table, Value

from ipp.batch import tables
from ipp.batch.codes import ASKS, DAY, LAST_DAY, MOMENTS
from ipp.batch.tables import Lowered


class Inputs(NamedTuple):
    """What is known of customers, in numbers. `who` is whatever tells one customer from another.

    `lines`: who, item (NONE for a thing that the path does not know), day, rank (of the order within its day). `log`: seq, who,
    event (OFFERED, DECLINED, DID, ACCEPTED), answer, day; None when there is none. `people`: who, and a column `attr_N` for each attribute that a segment reads.
    """

    lines: Table
    log: Table | None
    people: Table


OFFERED, DECLINED, DID, ACCEPTED = 1, 2, 3, 4
EPOCH_DAY = ibis.literal("1970-01-01").cast(
    "date"
)  # the words for a date literal leak from one dialect into another


EPOCH = 719163
"""The ordinal of 1 January 1970."""


class Stage(NamedTuple):
    """A part of the whole that others read by its name."""

    name: str
    expression: Table


class Frames:
    """The small tables of a policy by name, as an engine holds them, and the stages of the whole in their order.

    Without stages an expression would be written out again wherever it is read; with them the whole is one statement
    whose length follows that of the program.
    """

    def __init__(self, lowered: Lowered) -> None:
        self.lowered = lowered
        self.today = lowered.today.toordinal()
        self.stages: list[Stage] = []

    def __getitem__(self, name: str) -> Table:
        return frame(self.lowered.tables[name])

    def stage(self, name: str, expression: Table) -> Table:
        """Give a part a name, and return the table of that name. It begins like no table of anybody's else."""
        name = f"ipp_{name}"
        assert name not in {stage.name for stage in self.stages}, name
        self.stages.append(Stage(name, expression))
        return ibis.table(expression.schema(), name=name)


def frame(table: tables.Table) -> Table:
    """Return a table by its name: an engine is asked for it when the expression runs."""
    return ibis.table(table.columns, name=table.name)


def number(value: int) -> Value:
    """Return a number as wide as all others."""
    return ibis.literal(value, type="int64")


def later(day: Value, other: Value) -> Value:
    """Return the later of two days; the other may be missing."""
    return ibis.ifelse(other > day, other, day)


def nothing(type: str = "int64") -> Value:
    """Return a missing value."""
    return ibis.null(type)


def left(table: Table, other: Table, keys: str | Sequence[str]) -> Table:
    """Join what there is of another table to a table, the keys once."""
    return left_all(table, (other, keys))


def left_all(table: Table, *others: tuple[Table, str | Sequence[str]]) -> Table:
    """Join what there is of other tables to a table at once, each by its keys."""
    joined = table
    for place, (other, keys) in enumerate(others):
        on = [keys] if isinstance(keys, str) else list(keys)
        joined = joined.left_join(other, on, rname=f"{{name}}_right{place}")
    extra = tuple(f"_right{place}" for place in range(len(others)))
    return without(joined, *(name for name in joined.columns if name.endswith(extra)))


def without(table: Table, *names: str) -> Table:
    """Leave columns out by naming the others: `drop` names them in an order of its own in some dialects."""
    return table.select(*(name for name in table.columns if name not in names))


def together(*parts: Table) -> Table:
    """Return the rows of all tables, whose columns are those of the first."""
    columns = parts[0].columns
    return reduce(lambda one, other: one.union(other.select(*columns), distinct=False), parts)


def clipped(day: Value) -> Value:
    """Return a day, or the last that there is; missing stays missing, which LEAST does not promise everywhere."""
    return ibis.ifelse(day > LAST_DAY, number(LAST_DAY), day)


def ordinal_of(day: Value) -> Value:
    """Return the number that stands for a date."""
    return day.delta(EPOCH_DAY, unit="day").cast("int64") + number(EPOCH)


def key_of(age: Value, ask: Value) -> Value:
    """Return a number that is smaller for what is read earlier: by age, then by place in all lists."""
    return age * number(ASKS) + ask


def ask_of(key: Value) -> Value:
    """Return the line that a key stands for."""
    return key & number(ASKS - 1)


def age_of(moment: Value) -> Value:
    """Return how long ago a moment was: the later, the smaller, and never zero."""
    return number(MOMENTS) - moment


def day_of(key: Value) -> Value:
    """Return the day of the purchase that a key stands for."""
    return day_at(number(MOMENTS) - (key >> _bits(ASKS)))


def day_at(moment: Value) -> Value:
    """Return the day on which a moment lies."""
    return moment >> _bits(DAY)


def moment_of(lines: Table) -> Value:
    """Return the moment of an order."""
    return lines.day * number(DAY) + lines.rank


def _bits(power: int) -> Value:
    return ibis.literal(power.bit_length() - 1, type="int32")
