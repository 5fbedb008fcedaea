"""A plan for everybody: prepare, run the expression, keep the answer in order."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.engine import Engine
from ipp.batch.frames import Frames
from ipp.batch.prepare import Prepared, Preparing
from ipp.batch.saying import COLUMNS
from ipp.batch.tables import lower
from ipp.batch.translate import translate
from ipp.engine.policy import Policy
from ipp.orders.reading import Asked, check_usable

Told = Callable[[str], None]
"""Is told what is going on, in two or three words."""
TODAY = ("offer", "touch", "rest")
"""The states in which something is to be done today."""


class Planned(NamedTuple):
    """Everybody's next action: `customer` and the columns of COLUMNS, in no order; and what was seen on the way to it."""

    table: Table
    prepared: Prepared
    today: date


def plan(policy: Policy, engine: Engine, asked: Asked, today: date, told: Told = lambda _: None) -> Planned:
    """Return the next action of everybody in the orders, the offers log and the customers table, on a day."""
    lowered = lower(policy, today)
    for table in lowered.tables.values():
        engine.put(table)
    told("reading")
    prepared = Preparing(engine, lowered, asked).prepare()
    check_usable(engine, prepared.aside[0], prepared.read["orders"])
    told("planning")
    frames = Frames(lowered)
    last = translate(frames, prepared.inputs)
    answer = engine.answer(frames, last)
    named = answer.join(prepared.names, "who").select("customer", *COLUMNS)
    return Planned(named, prepared, today)


def kept(planned: Planned, only: str | None = None, due_by: date | None = None) -> Table:
    """Return the rows that are wanted, sorted by customer: those of one state, those due by a day."""
    rows = planned.table
    if only:
        rows = rows.filter(rows.state == only)
    if due_by:
        rows = rows.filter(rows.due <= ibis.literal(due_by))
    return rows.order_by("customer")
