"""What `ipp plan` does, once it is known that what it needs is installed."""

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.batch.engines.choose import make_engine
from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.engines.warehouse import write_statements
from ipp.batch.limit import describe_excess, parse_limit
from ipp.batch.lowering.tables import lower_policy
from ipp.batch.run import PlanResult, run_plan, select_rows
from ipp.batch.summary import PlanSummary, summarise_plan
from ipp.batch.write import choose_form, write_csv, write_rejects, write_unknown
from ipp.cli import terminal
from ipp.cli.filesystem.path_file import load_usable_store
from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.filesystem.write import replace_file
from ipp.cli.options import choose_day
from ipp.cli.orders.options import OrderOptions
from ipp.cli.orders.request import make_request
from ipp.errors import RequestError
from ipp.loading import pause_items
from ipp.orders.files.sources import TableSource
from ipp.orders.reading import OrdersRequest
from ipp.render.answers.plan_json import render_summary_json
from ipp.render.answers.plan_text import render_summary


class PlanOptions(NamedTuple):
    """What was asked: the tables, how to read them, what runs the plan, and what goes where."""

    tables: tuple[str | None, str | None, str | None]
    reading: OrderOptions
    today: str | None
    output: str | None
    rejects: str | None
    unknown: str | None
    max_rejects: str | None
    out_of_stock: tuple[str, ...]
    due_by: str | None
    only: str | None
    path: str | None
    engine: str
    memory: str | None
    to_sql: str | None
    create_tables: bool
    as_json: bool


def print_plan(options: PlanOptions) -> int:
    """Plan for everybody, and print how it went, or print the SQL of a plan; returns the exit code.

    A plan of which more rows were set aside than `max_rejects` allows is not written (1); those rows are.
    """
    day = choose_day(options.today)
    policy = pause_items(load_usable_store(options.path), options.out_of_stock).policy
    if options.to_sql:
        lowered = lower_policy(policy, day)
        sys.stdout.write(write_statements(lowered, options.to_sql, create=options.create_tables))
        return 0
    if options.tables[0] is None:
        raise RequestError("which orders? Say `ipp plan ORDERS`, a CSV or Parquet file")
    until = choose_day(options.due_by, "due-by") if options.due_by else None
    limit = parse_limit(options.max_rejects) if options.max_rejects else None
    with ExitStack() as stack:
        folder = stack.enter_context(make_temporary_folder())
        request = make_request(options.tables, options.reading, folder)
        _check_output(options.output, request)
        engine = make_engine(options.engine, options.memory, str(folder))
        stack.callback(engine.close)
        with terminal.watch_work() as progress:
            result = run_plan(policy, engine, request, day, progress)
        summary = summarise_plan(engine, policy, result)
        _write_rejects(engine, summary, options)
        over = describe_excess(summary, limit) if limit else None
        if options.output and not over:
            _write_rows(engine, result, options.output, options.only, until)
        _print_summary(summary, options)
    if over:
        terminal.print_note(over)
    return 1 if over else 0


def _check_output(output: str | None, request: OrdersRequest) -> None:
    """Refuse what could not be written before hours are spent on it, or what would lose the log that it is made from."""
    if output is None or output == "-":
        return
    choose_form(output)
    for source in (request.orders, request.offers, request.customers):
        files = source.files if isinstance(source, TableSource) else ()
        if any(
            Path(output).exists() and Path(file).exists() and Path(file).samefile(output) for file in files
        ):
            raise RequestError(
                f"--output {output} is read by this plan, and would be lost: write to another file"
            )


def _write_rejects(engine: PlanEngine, summary: PlanSummary, options: PlanOptions) -> None:
    """Write the rows that were set aside, and the items that the path does not have."""
    if options.rejects:
        with replace_file(Path(options.rejects)) as temporary:
            write_rejects(temporary, engine, summary.rejects)
    if options.unknown:
        with replace_file(Path(options.unknown)) as temporary:
            write_unknown(temporary, summary.unknown)


def _write_rows(
    engine: PlanEngine, result: PlanResult, output: str, only: str | None, until: date | None
) -> None:
    rows = select_rows(result, only, until)
    if output == "-":
        write_csv(sys.stdout, engine, rows)
        return
    with terminal.show_progress("writing"), replace_file(Path(output)) as temporary:
        engine.save_file(rows, temporary, choose_form(output))


def _print_summary(summary: PlanSummary, options: PlanOptions) -> None:
    """Print the summary; beside the rows, when they go to stdout."""
    stream = sys.stderr if options.output == "-" else sys.stdout
    if options.as_json:
        stream.write(render_summary_json(summary))
    else:
        terminal.write_page(render_summary(summary), stream)
