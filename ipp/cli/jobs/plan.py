"""What `ipp plan` does, once it is known that what it needs is installed."""

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from ipp.batch.engines.choose import make_engine
from ipp.batch.engines.warehouse import has_acting, write_statements
from ipp.batch.limit import describe_excess, parse_limit
from ipp.batch.lowering.tables import lower_policy
from ipp.batch.nightly.earlier import read_earlier
from ipp.batch.nightly.night import select_night
from ipp.batch.nightly.selection import Selection, find_channels
from ipp.batch.run import run_plan
from ipp.batch.summary import PlanSummary, summarise_plan
from ipp.cli import terminal
from ipp.cli.filesystem.path_file import load_usable_store
from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.options import choose_day
from ipp.cli.orders.options import OrderOptions
from ipp.cli.orders.request import find_log, make_request
from ipp.cli.orders.tables import table_source
from ipp.cli.plans.outputs import Outputs, check_outputs, note_earlier, write_outputs, write_rejected
from ipp.cli.plans.preview import print_preview
from ipp.cli.plans.stock import pause_stock
from ipp.engine.days import add_days
from ipp.errors import RequestError
from ipp.loading import Store
from ipp.orders.files.log_folder import NightlyLog
from ipp.render.answers.plan_json import render_summary_json
from ipp.render.answers.plan_text import render_summary


class PlanOptions(NamedTuple):
    """What was asked: the tables, how to read them, whom to write to, what runs the plan, and what goes where."""

    tables: tuple[str | None, str | None, str | None]
    reading: OrderOptions
    today: str | None
    log: str | None
    output: str | None
    shape: str | None
    rejects: str | None
    unknown: str | None
    max_rejects: str | None
    out_of_stock: tuple[str, ...]
    suppress: tuple[str, ...]
    due_by: str | None
    only: str | None
    via: str | None
    limit: int | None
    by: Literal["due", "worth"]
    days: int | None
    path: str | None
    engine: str
    memory: str | None
    to_sql: str | None
    create_tables: bool
    as_json: bool


def print_plan(options: PlanOptions) -> int:
    """Plan for everybody, and print how it went, or print the SQL of a plan; returns the exit code.

    A plan of which more rows cannot be used than `max_rejects` allows is not written (1); those rows are.
    """
    day = choose_day(options.today)
    store = pause_stock(load_usable_store(options.path), options.out_of_stock)
    if options.to_sql:
        return _print_statements(store, day, options.to_sql, create=options.create_tables)
    if options.tables[0] is None:
        raise RequestError(
            "no orders are named", "type `ipp plan ORDERS`, where ORDERS is a CSV or Parquet file"
        )
    with ExitStack() as stack:
        folder = stack.enter_context(make_temporary_folder())
        if options.days is not None:
            return _preview_days(options, store, day, folder)
        return _plan_today(options, store, day, folder, stack)


def _print_statements(store: Store, day: date, dialect: str, *, create: bool) -> int:
    """Print a plan as SQL; on a terminal only one in which nothing acts."""
    text = write_statements(lower_policy(store.policy, day), dialect, create=create)
    if sys.stdout.isatty() and has_acting(text, dialect):
        raise RequestError(
            "--to-sql: a name in this path holds characters that would act on a terminal",
            f"write the statement to a file, `ipp plan --to-sql {dialect} > plan.sql`",
        )
    sys.stdout.write(text)
    return 0


def _plan_today(options: PlanOptions, store: Store, day: date, folder: Path, stack: ExitStack) -> int:
    limit = parse_limit(options.max_rejects) if options.max_rejects else None
    log = _find_log(options, day, folder)
    wanted = _make_selection(options, store, folder)
    request = make_request(options.tables, options.reading, folder, day)
    request = request._replace(offers=log.before) if options.log else request
    outputs = Outputs(options.output, options.shape, log.file, options.rejects, options.unknown)
    check_outputs(outputs)
    engine = make_engine(options.engine, options.memory, str(folder))
    stack.callback(engine.close)
    earlier = read_earlier(engine, store.policy, log.file, wanted)
    with terminal.watch_work() as progress:
        result = run_plan(store.policy, engine, request, day, progress)
    summary = summarise_plan(engine, store.policy, result)
    write_rejected(engine, summary, outputs)
    over = describe_excess(summary, limit) if limit else None
    often = bool(options.log or options.shape or options.limit is not None)
    night = select_night(engine, store.policy, result, wanted, earlier, keep=often)
    if often and not options.only:
        summary = summary._replace(messages=night.count_messages(), changes=night.find_changes())
    if not over:
        write_outputs(night, outputs)
    _print_summary(summary, options)
    if log.file and not over:
        note_earlier(night, log.file)
    if over:
        terminal.print_note(over)
    return 1 if over else 0


def _find_log(options: PlanOptions, day: date, folder: Path) -> NightlyLog:
    """Return the log that is read, and where the day's rows go."""
    text = options.log
    if text is None:
        return NightlyLog(None, None)
    if options.tables[1] is not None:
        raise RequestError("--offers is the old name of --log, and both are given", "use --log")
    return find_log(text, day, folder, make=True)


def _make_selection(options: PlanOptions, store: Store, folder: Path) -> Selection:
    if options.via:
        find_channels(store.policy, options.via)  # before hours are spent
    return Selection(
        options.only,
        choose_day(options.due_by, "due-by") if options.due_by else None,
        options.via,
        options.limit,
        options.by,
        tuple(table_source(text, folder) for text in options.suppress),
    )


def _preview_days(options: PlanOptions, store: Store, day: date, folder: Path) -> int:
    """Print the messages of the days to come; nothing is written."""
    written = (options.output, options.shape, options.rejects, options.unknown, options.max_rejects)
    if any((*written, options.due_by, options.only)):
        raise RequestError(
            "--days only counts messages",
            "leave out --output, --for, --rejects, --unknown, --max-rejects, --due-by and --only",
        )
    request = make_request(options.tables, options.reading, folder, day)
    if options.log:
        request = request._replace(offers=_find_log(options, day, folder).before)
    last = add_days(day, (options.days or 1) - 1)
    days = range(day.toordinal(), last.toordinal() + 1)
    wanted = _make_selection(options, store, folder)
    print_preview(
        store.policy,
        lambda: make_engine(options.engine, options.memory, str(folder)),
        (request, wanted, days),
        folder,
        as_json=options.as_json,
    )
    return 0


def _print_summary(summary: PlanSummary, options: PlanOptions) -> None:
    """Print the summary; beside the rows, when they go to stdout."""
    stream = sys.stderr if options.output == "-" else sys.stdout
    if options.as_json:
        stream.write(render_summary_json(summary))
    else:
        terminal.write_page(render_summary(summary, terminal.measure_width()), stream)
