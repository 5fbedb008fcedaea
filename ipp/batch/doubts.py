"""What in the files makes a plan doubtful: orders that end long ago, and returns of what was never bought."""

from datetime import date

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.run import PlanResult
from ipp.orders.engines.relations import get_frame, union_tables
from ipp.orders.moments import LOGGED
from ipp.orders.sql import Table

STALE = 14
"""Days after the newest order from which an export is taken as old."""


def find_newest_order(engine: PlanEngine, planned: PlanResult) -> date | None:
    """Return the day of the newest order up to the day of the plan, one that only the log tells aside."""
    lines = planned.prepared.inputs.lines
    known = lines.filter((lines.day <= planned.today.toordinal()) & (lines["rank"] < LOGGED))
    newest = engine.fetch_rows(known.agg(newest=known.day.max()))[0][0]
    return None if newest is None else date.fromordinal(newest)


def count_unfounded(engine: PlanEngine, planned: PlanResult) -> tuple[tuple[str, int], ...]:
    """Return the items that were given back by customers who had never bought them, with their rows; most rows first."""
    returns = planned.prepared.inputs.returns
    if returns is None:
        return ()
    known = returns.filter(returns.day <= planned.today.toordinal()).select("who", "item", given="day")
    founded = known.join(_list_received(planned), ["who", "item"])
    founded = founded.filter(founded.day <= founded.given).select("who", "item", "given")
    alone = known.anti_join(founded, ["who", "item", "given"])
    found = engine.fetch_rows(alone.group_by("item").agg(rows=alone.count()))
    goods = planned.lowered.codes.goods
    return tuple((goods[item].name, rows) for item, rows in sorted(found, key=lambda row: (-row[1], row[0])))


def _list_received(planned: PlanResult) -> Table:
    """Return what customers bought, and what was in it: who, item, day."""
    lines, contents = planned.prepared.inputs.lines, get_frame(planned.lowered.tables["ipp_contents"])
    inside = lines.join(contents, "item").select("who", "day", item="code")
    return union_tables(lines.select("who", "day", "item"), inside)
