"""A plan for everybody: prepare, run the expression, keep the answer in order."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.expression.frames import Frames
from ipp.batch.expression.translate import translate_policy
from ipp.batch.expression.wording import list_columns
from ipp.batch.lowering.tables import LoweredPolicy, lower_policy
from ipp.batch.prepare import PlanPreparation, PreparedPlan
from ipp.engine.policy.compile import Policy
from ipp.orders.reading import OrdersRequest
from ipp.orders.rejected_rows import check_usable
from ipp.orders.sql import Table
from ipp.text.collector import pause_collector

ProgressSink = Callable[[str], None]
"""Is told what is going on, in two or three words."""


class PlanResult(NamedTuple):
    """Everybody's next action: `customer` and the columns of `list_columns`, in no order; and what was seen on the way to it."""

    table: Table
    prepared: PreparedPlan
    today: date
    lowered: LoweredPolicy


def run_plan(
    policy: Policy,
    engine: PlanEngine,
    request: OrdersRequest,
    today: date,
    progress: ProgressSink = lambda _: None,
) -> PlanResult:
    """Return the next action of everybody in the orders, the offers log and the customers table, on a day."""
    lowered = lower_policy(policy, today)
    progress("reading")
    prepared = PlanPreparation(engine, lowered, request).prepare_plan()
    check_usable(prepared.rejects[0], prepared.read["orders"])
    progress("planning")
    with pause_collector():
        frames = Frames(lowered)
        last = translate_policy(frames, prepared.inputs)
        for table in frames.list_read():
            engine.create_table(table)
        answer = engine.keep_answer(frames, last)
    named = answer.join(prepared.names, "who").select("customer", *list_columns(lowered))
    return PlanResult(named, prepared, today, lowered)


def select_rows(planned: PlanResult) -> Table:
    """Return the row of everybody, sorted by customer."""
    return planned.table.order_by("customer")
