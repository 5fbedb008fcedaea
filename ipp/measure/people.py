"""The people of a comparison: who enters when, to which group they belong, and what they bought before and after."""

from typing import NamedTuple

from ipp.errors import RequestError
from ipp.measure.experiment import Experiment
from ipp.measure.reading import MeasureReader
from ipp.orders import sql
from ipp.orders.engines.relations import cast_sum, join_outer, make_number
from ipp.orders.log import HELD
from ipp.orders.money import UNITS
from ipp.orders.people.shares import is_among
from ipp.orders.sql import Table


class Person(NamedTuple):
    """Somebody who entered on a day (an ordinal) with an offer, None where no offer is told.

    `inside`: whether they belong to the group of the experiment. `before`: what they paid before that day; `paid`, `bought` (1 or 0), `margin`: in their
    window, which begins on that day.
    """

    customer: str
    day: int
    offer: int | None
    inside: bool
    before: float
    bought: float
    paid: float
    margin: float


class LogRows(NamedTuple):
    """The rows of a log that matter: those that make somebody enter, those held for another name, and from which day on it is counted."""

    asks: Table
    foreign: Table
    first: int


def find_rows(reader: MeasureReader, experiment: Experiment) -> LogRows:
    """Return the rows of the log on the days of an experiment; without a first day it begins with the first row that tells of it, and RequestError says that there is none."""
    log = reader.read_log()
    assert log is not None
    engine = reader.engine
    log = log.filter(log.day <= reader.today.toordinal())
    asks = log.filter(log.event.isin(experiment.events))
    told = asks.filter(asks.held == 1) if experiment.kind == "holdout" else asks
    begins = engine.fetch_rows(told.agg(first=told.day.min()))[0][0]
    if begins is None and experiment.first is None:
        held = experiment.kind == "holdout"
        who = f"held out for {experiment.name!r}" if held else "asked anything"
        day = (
            "add its first day to the path file (`from`)" if held else "give its first day with --since DATE"
        )
        tip = f"{day}, or give the log that `ipp plan` wrote with --log"
        raise RequestError(f"{reader.rejects[1].source}: nobody was {who}", tip)
    first = begins if experiment.first is None else experiment.first.toordinal()
    last = reader.today if experiment.last is None else experiment.last
    inside = (asks.day >= first) & (asks.day <= last.toordinal())
    asks = asks.filter(inside).mutate(inside=_draw_group(experiment, asks, reader))
    columns = ("customer", "day", "seq", "event", "answer", "held", "inside")
    kept = engine.keep_table("ipp_asks", asks.select(*columns))
    foreign = log.filter(
        (log.event == HELD) & (log.held == 0) & (log.day >= first) & (log.day <= last.toordinal())
    )
    return LogRows(kept, foreign.select("customer", "day"), first)


def list_entries(reader: MeasureReader, experiment: Experiment, rows: LogRows, purchases: Table) -> Table:
    """Return who enters when: customer, day, answer, inside."""
    if experiment.kind == "holdout":
        turn = sql.window(group_by=[rows.asks.customer], order_by=[rows.asks.day, rows.asks.seq])
        ranked = rows.asks.mutate(turn=sql.row_number().over(turn))
        return ranked.filter(ranked.turn == 0).select("customer", "day", "answer", "inside")
    bought = purchases if experiment.goods is None else reader.list_buyers(experiment.goods)
    firsts = bought.group_by("customer").agg(day=bought.day.min())
    day = sql.ifelse(firsts.day < rows.first, make_number(rows.first), firsts.day)
    found = firsts.mutate(day=day, answer=sql.null("int64"))
    last = (experiment.last or reader.today).toordinal()
    return found.filter(found.day <= last).mutate(inside=_draw_group(experiment, found, reader))


def fetch_people(reader: MeasureReader, entries: Table, purchases: Table, window: int) -> list[Person]:
    """Return the people who entered, in the order of their days; `window` in days."""
    engine = reader.engine
    entries = engine.keep_table("ipp_entries", entries.rename(entered="day"))
    joined = entries.join(purchases, "customer")
    earlier = joined.day < joined.entered
    within = (joined.day >= joined.entered) & (joined.day < joined.entered + window)
    sums = joined.group_by("customer").agg(
        before=cast_sum(joined.units.sum(where=earlier)),
        orders=joined.count(where=within),
        units=cast_sum(joined.units.sum(where=within)),
        cost=cast_sum(joined.cost.sum(where=within)),
    )
    found = join_outer(entries, sums, "customer")
    rows = engine.fetch_rows(
        found.select("customer", "entered", "answer", "inside", "before", "orders", "units", "cost").order_by(
            "entered", "customer"
        )
    )
    return [_make_person(*row) for row in rows]


def _make_person(
    customer: str,
    day: int,
    answer: int | None,
    inside: int,
    before: int | None,
    orders: int | None,
    units: int | None,
    cost: int | None,
) -> Person:
    paid, costs = units or 0, cost or 0
    return Person(
        customer,
        day,
        answer,
        bool(inside),
        (before or 0) / UNITS,
        float(bool(orders)),
        paid / UNITS,
        (paid - costs) / UNITS,
    )


def _draw_group(experiment: Experiment, rows: Table, reader: MeasureReader) -> sql.Value:
    among = is_among(experiment.share, rows.customer, reader.engine.dialect)
    return sql.ifelse(among, make_number(1), make_number(0))
