"""`ipp plan`: what to do with every customer."""

import sys
from contextlib import ExitStack
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import load_usable_store
from ipp.cli.filesystem.write import replace_file
from ipp.cli.interrupt import make_temporary_folder
from ipp.cli.options import AnswerDay, AnswerFormat, PathGiven, choose_day
from ipp.errors import RequestError

if TYPE_CHECKING:
    from ipp.batch.engines.protocol import PlanEngine
    from ipp.batch.run import PlanResult
    from ipp.loading import Store
    from ipp.orders.reading import OrdersRequest


class OnlyState(StrEnum):
    """The state of the customers that are wanted."""

    offer = "offer"
    touch = "touch"
    rest = "rest"
    wait = "wait"
    complete = "complete"
    stranded = "stranded"


class EngineName(StrEnum):
    """What runs the plan."""

    duckdb = "duckdb"
    spark = "spark"


class Dialect(StrEnum):
    """Whose SQL is printed."""

    duckdb = "duckdb"
    spark = "spark"
    postgres = "postgres"
    bigquery = "bigquery"
    snowflake = "snowflake"


class DateOrder(StrEnum):
    """What 03/04/2026 means."""

    dmy = "dmy"
    mdy = "mdy"


def _declare_column(what: str) -> Any:
    return typer.Option(f"--{what}-col", metavar="NAME", help=f"The column of the orders that is the {what}.")


def run_plan(
    orders: Annotated[
        str | None,
        typer.Argument(
            metavar="ORDERS",
            help="CSV, Parquet, JSON lines, a folder, a glob, FILE.duckdb:TABLE, or - for stdin.",
        ),
    ] = None,
    offers: Annotated[
        str | None, typer.Option(metavar="FILE", help="The offers made so far: earlier plans, and answers.")
    ] = None,
    customers: Annotated[
        str | None, typer.Option(metavar="FILE", help="What is known of customers, for segments.")
    ] = None,
    today: AnswerDay = None,
    output: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where the rows go: .csv, .parquet, .jsonl; - is CSV on stdout."),
    ] = None,
    rejects: Annotated[
        str | None, typer.Option(metavar="FILE", help="Where the rows that were set aside go, as CSV.")
    ] = None,
    due_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Write only what is due on this day or earlier.")
    ] = None,
    only: Annotated[OnlyState | None, typer.Option(help="Write only customers in this state.")] = None,
    path: PathGiven = None,
    customer_col: Annotated[str | None, _declare_column("customer")] = None,
    item_col: Annotated[str | None, _declare_column("item")] = None,
    sku_col: Annotated[str | None, _declare_column("sku")] = None,
    date_col: Annotated[str | None, _declare_column("date")] = None,
    order_col: Annotated[str | None, _declare_column("order")] = None,
    quantity_col: Annotated[str | None, _declare_column("quantity")] = None,
    dates: Annotated[
        DateOrder | None, typer.Option(help="Whether 03/04/2026 is day/month or month/day.")
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="What runs it.")] = EngineName.duckdb,
    memory: Annotated[
        str | None, typer.Option(metavar="SIZE", help="How much memory to use, as 2GB; more goes to disk.")
    ] = None,
    to_sql: Annotated[
        Dialect | None, typer.Option(help="Print the whole plan as SQL for a warehouse, and run nothing.")
    ] = None,
    create_tables: Annotated[
        bool, typer.Option("--create-tables", help="With --to-sql: the path as CREATE TABLE statements.")
    ] = False,
    format: Annotated[
        AnswerFormat, typer.Option("--format", help="The summary for people or for programs.")
    ] = AnswerFormat.text,
) -> None:
    """Say the next action of every customer.

    ORDERS has the columns customer, item, date, and perhaps order and quantity, by their usual names; exports of orders
    from Shopify and WooCommerce are read as they are. Items are names or skus of the path.
    """
    from ipp.orders.engines.extras import require_extra

    require_extra(
        "spark" if engine is EngineName.spark else "batch",
        "`ipp plan`" if engine is EngineName.duckdb else "--engine spark",
    )
    day = choose_day(today)
    store = load_usable_store(path)
    if to_sql:
        sys.stdout.write(_write_sql(store, day, to_sql, create_tables))
        return
    if orders is None:
        raise RequestError("which orders? Say `ipp plan ORDERS`, a CSV or Parquet file")
    columns = {
        "customer": customer_col,
        "item": item_col,
        "sku": sku_col,
        "date": date_col,
        "order": order_col,
        "quantity": quantity_col,
    }
    given = {role: name for role, name in columns.items() if name is not None}
    until = choose_day(due_by, "due-by") if due_by else None
    from ipp.batch.whole import make_engine

    with ExitStack() as stack:
        folder = stack.enter_context(make_temporary_folder())
        asked = _make_request((orders, offers, customers), folder, given, dates.value if dates else None)
        _check_output(output, asked)
        machine = make_engine(engine.value, memory, str(folder))
        stack.callback(machine.close)
        planned = _run_plan(store, machine, asked, day)
        if output:
            _write_rows(machine, planned, output, only.value if only else None, until)
        if rejects:
            _write_rejects(machine, planned, Path(rejects))
        _print_summary(store, machine, planned, output, format)


def _write_sql(store: "Store", day: date, dialect: Dialect, create: bool) -> str:
    from ipp.batch.engines.warehouse import write_statements
    from ipp.batch.lowering.tables import lower_policy

    return write_statements(lower_policy(store.policy, day), dialect.value, create=create)


def _make_request(
    tables: tuple[str, str | None, str | None], folder: Path, columns: dict[str, str], dates: str | None
) -> "OrdersRequest":
    """Find the orders, the log and the customers; `folder` takes what is not in files."""
    from ipp.cli.tables import table_source
    from ipp.orders.reading import OrdersRequest

    orders, log, people = (table_source(text, folder) if text else None for text in tables)
    return OrdersRequest(orders, log, people, columns, dates)


def _run_plan(store: "Store", engine: "PlanEngine", asked: "OrdersRequest", day: date) -> "PlanResult":
    from ipp.batch.run import run_plan

    with terminal.watch_work() as told:
        return run_plan(store.policy, engine, asked, day, told)


def _check_output(output: str | None, asked: "OrdersRequest") -> None:
    """Refuse what could not be written before hours are spent on it, or what would lose the log that it is made from."""
    from ipp.batch.write import choose_form
    from ipp.orders.files.sources import TableSource

    if output is None or output == "-":
        return
    choose_form(output)
    for source in (asked.orders, asked.offers, asked.customers):
        files = source.files if isinstance(source, TableSource) else ()
        if any(
            Path(output).exists() and Path(file).exists() and Path(file).samefile(output) for file in files
        ):
            raise RequestError(
                f"--output {output} is read by this plan, and would be lost: write to another file"
            )


def _write_rows(
    engine: "PlanEngine", planned: "PlanResult", output: str, only: str | None, until: date | None
) -> None:
    from ipp.batch.run import select_rows
    from ipp.batch.write import choose_form, write_csv

    rows = select_rows(planned, only, until)
    if output == "-":
        write_csv(sys.stdout, engine, rows)
        return
    with terminal.show_progress("writing"), replace_file(Path(output)) as temporary:
        engine.save_file(rows, temporary, choose_form(output))


def _write_rejects(engine: "PlanEngine", planned: "PlanResult", target: Path) -> None:
    from ipp.batch.write import write_rejects

    with replace_file(target) as temporary:
        write_rejects(temporary, engine, planned.prepared.rejects)


def _print_summary(
    store: "Store", engine: "PlanEngine", planned: "PlanResult", output: str | None, format: AnswerFormat
) -> None:
    """Print the summary; beside the rows, when they go to stdout."""
    from ipp.batch.summary import summarise_plan
    from ipp.render.answers import plan_json, plan_text

    summary = summarise_plan(engine, store.policy, planned)
    if format is AnswerFormat.json:
        (sys.stderr if output == "-" else sys.stdout).write(plan_json.render_summary_json(summary))
    elif output == "-":
        terminal.write_page(plan_text.render_summary(summary), sys.stderr)
    else:
        terminal.write_page(plan_text.render_summary(summary))
