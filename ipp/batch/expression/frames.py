"""The tables that the expression is made of, and the numbers in them."""

from copy import copy
from typing import NamedTuple

from ipp.batch.lowering.codes import ASKS, MOMENTS
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders import sql
from ipp.orders.dates.columns import LAST_DAY
from ipp.orders.engines.relations import SmallTable, get_frame, make_number
from ipp.orders.moments import DAY
from ipp.orders.sql import Table, Value


class Inputs(NamedTuple):
    """What is known of customers, in numbers. `who` is whatever tells one customer from another.

    `lines`: who, item (NONE for a thing that the path does not know), day, rank (of the order within its day), and `pieces` where these are
    counted. `log`: seq, who, event (OFFERED, DECLINED, DID, ACCEPTED), answer, day; None when there is none. `people`: who, and a column
    `attr_N` for each attribute that a segment reads, `share_N` (1 or 0) for each share. `returns`: who, item, day, pieces (ALL_PIECES of what was cancelled), one row for an item and
    a day; None when nothing was given back. `rounds`: how many lapses and emptied bundles that hang on each other are followed. `spending`: who,
    day, units (of what was paid); None where no segment asks for it. `stops`: who, event (STOPPED, RESUMED), day; None where nobody ever did.
    """

    lines: Table
    log: Table | None
    people: Table
    returns: Table | None = None
    rounds: int = 1
    spending: Table | None = None
    stops: Table | None = None


class Stage(NamedTuple):
    """A part of the whole that others read by its name."""

    name: str
    expression: Table


class Frames:
    """The small tables of a policy by name, as an engine holds them, and the stages of the whole in their order.

    Without stages an expression would be written out again wherever it is read; with them the whole is one statement
    whose length follows that of the program.
    """

    def __init__(self, lowered: LoweredPolicy) -> None:
        self.lowered = lowered
        self.today = lowered.today.toordinal()
        self.stages: list[Stage] = []
        self.prefix = ""
        self._read: set[str] = set()

    def __getitem__(self, name: str) -> Table:
        self._read.add(name)
        return get_frame(self.lowered.tables[name])

    def list_read(self) -> list[SmallTable]:
        """Return the small tables that some stage reads, in their order."""
        return [table for name, table in self.lowered.tables.items() if name in self._read]

    def prefix_stages(self, prefix: str) -> "Frames":
        """Return the same tables and stages, for stages that are like others under another name."""
        other = copy(self)
        other.prefix = prefix
        return other

    def add_stage(self, name: str, expression: Table) -> Table:
        """Give a part a name, and return the table of that name. It begins like no table of anybody's else."""
        name = f"ipp_{self.prefix}{name}"
        assert name not in {*self.lowered.tables, *(stage.name for stage in self.stages)}, name
        self.stages.append(Stage(name, expression))
        return sql.table(expression.schema(), name=name)


def clip_day(day: Value) -> Value:
    """Return a day, or the last that there is; missing stays missing, which LEAST does not promise everywhere."""
    return sql.ifelse(day > LAST_DAY, make_number(LAST_DAY), day)


def make_key(age: Value, ask: Value) -> Value:
    """Return a number that is smaller for what is read earlier: by age, then by place in all lists."""
    return age * make_number(ASKS) + ask


def get_ask(key: Value) -> Value:
    """Return the line that a key stands for."""
    return key & make_number(ASKS - 1)


def measure_age(moment: Value) -> Value:
    """Return how long ago a moment was: the later, the smaller, and never zero."""
    return make_number(MOMENTS) - moment


def get_day(key: Value) -> Value:
    """Return the day of the purchase that a key stands for."""
    return get_age_day(key >> _shift_bits(ASKS))


def get_age_day(age: Value) -> Value:
    """Return the day of the purchase of an age."""
    return find_day(make_number(MOMENTS) - age)


def find_day(moment: Value) -> Value:
    """Return the day on which a moment lies."""
    return moment >> _shift_bits(DAY)


def _shift_bits(power: int) -> Value:
    return sql.literal(power.bit_length() - 1, type="int32")
