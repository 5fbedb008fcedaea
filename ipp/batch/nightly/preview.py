"""The messages of the days to come, if nobody buys or answers: each day is planned on the log that the days before it would have written."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.nightly.log_rows import list_log_rows
from ipp.batch.nightly.selection import Selection, select_messages
from ipp.batch.run import run_plan
from ipp.engine.policy.compile import Policy
from ipp.orders.engines.file_groups import FileGroup, list_runs
from ipp.orders.engines.relations import drop_columns
from ipp.orders.files.log_folder import name_file
from ipp.orders.files.sources import TableSource, parse_source
from ipp.orders.reading import OrdersRequest

Start = Callable[[], PlanEngine]
"""Starts an engine."""


class DayPreview(NamedTuple):
    """How many offers and touches a day has, and how many messages are put off by the limit."""

    day: date
    offers: int
    touches: int
    put_off: int


def preview_days(
    policy: Policy, start: Start, request: OrdersRequest, wanted: Selection, days: range, folder: Path
) -> Iterator[DayPreview]:
    """Yield what so many days (their ordinals) would send, each after the days before it; `folder` takes the log meanwhile.

    Customers who are left out by `suppressed` are left out on the first day alone.
    """
    log = folder / "log"
    log.mkdir()
    if request.offers is not None:
        with closing(start()) as engine:
            copy_log(engine, request.offers, log)
    for place, number in enumerate(days):
        day = date.fromordinal(number)
        told = parse_source(str(log)) if any(log.iterdir()) else None
        today = wanted if place == 0 else wanted._replace(suppressed=())
        with closing(start()) as engine:
            yield _preview_day(policy, engine, request._replace(offers=told), today, day, log)


def copy_log(engine: PlanEngine, given: object, log: Path) -> None:
    """Write a log into a folder as CSV, whatever it was: a file for each run of files that name their columns alike, in their order."""
    if isinstance(given, TableSource):
        groups, _ = engine.read_groups("ipp_log_before", given)
    else:
        groups = [FileGroup(engine.adopt_data("ipp_log_before", given), "the offers")]
    for number, run in enumerate(list_runs(groups)):
        rows = drop_columns(run.order_by("ipp_row"), "ipp_row") if "ipp_row" in run.columns else run
        engine.save_file(rows, log / f"before-{number:06}.csv", "csv")


def _preview_day(
    policy: Policy, engine: PlanEngine, request: OrdersRequest, wanted: Selection, day: date, log: Path
) -> DayPreview:
    planned = run_plan(policy, engine, request, day)
    free = select_messages(engine, policy, planned.table, wanted._replace(limit=None))
    rows = engine.keep_table("ipp_messages", select_messages(engine, policy, planned.table, wanted))
    engine.save_file(list_log_rows(rows), log / name_file(day), "csv")
    counts = rows.group_by("event").agg(customers=rows.count())
    made = dict(engine.fetch_rows(counts))
    all_of_them = dict(engine.fetch_rows(free.group_by("event").agg(customers=free.count())))
    offers, touches = int(made.get("offered", 0)), int(made.get("did", 0))
    every = int(all_of_them.get("offered", 0)) + int(all_of_them.get("did", 0))
    return DayPreview(day, offers, touches, every - offers - touches)
