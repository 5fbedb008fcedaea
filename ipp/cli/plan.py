"""`ipp plan`: what to do with every customer."""

import sys
from contextlib import ExitStack
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ipp.cli import terminal
from ipp.cli.interrupt import temporary_folder
from ipp.cli.options import AnswerDay, Format, PathGiven, day_given
from ipp.cli.store import usable_store
from ipp.cli.write import replaced
from ipp.errors import RequestError

if TYPE_CHECKING:
    from ipp.batch.engine import Engine
    from ipp.batch.run import Planned
    from ipp.loading import Store
    from ipp.orders.reading import Asked


class Only(StrEnum):
    """The state of the customers that are wanted."""

    offer = "offer"
    touch = "touch"
    rest = "rest"
    wait = "wait"
    complete = "complete"
    stranded = "stranded"


class Machine(StrEnum):
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


class Dates(StrEnum):
    """What 03/04/2026 means."""

    dmy = "dmy"
    mdy = "mdy"


def _column(what: str) -> Any:
    return typer.Option(f"--{what}-col", metavar="NAME", help=f"The column of the orders that is the {what}.")


def command(
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
    only: Annotated[Only | None, typer.Option(help="Write only customers in this state.")] = None,
    path: PathGiven = None,
    customer_col: Annotated[str | None, _column("customer")] = None,
    item_col: Annotated[str | None, _column("item")] = None,
    sku_col: Annotated[str | None, _column("sku")] = None,
    date_col: Annotated[str | None, _column("date")] = None,
    order_col: Annotated[str | None, _column("order")] = None,
    quantity_col: Annotated[str | None, _column("quantity")] = None,
    dates: Annotated[Dates | None, typer.Option(help="Whether 03/04/2026 is day/month or month/day.")] = None,
    engine: Annotated[Machine, typer.Option(help="What runs it.")] = Machine.duckdb,
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
        Format, typer.Option("--format", help="The summary for people or for programs.")
    ] = Format.text,
) -> None:
    """Say the next action of every customer.

    ORDERS has the columns customer, item, date, and perhaps order and quantity, by their usual names; exports of orders
    from Shopify and WooCommerce are read as they are. Items are names or skus of the path.
    """
    from ipp.orders.engines.extras import need

    need(
        "spark" if engine is Machine.spark else "batch",
        "`ipp plan`" if engine is Machine.duckdb else "--engine spark",
    )
    day = day_given(today)
    store = usable_store(path)
    if to_sql:
        sys.stdout.write(_sql(store, day, to_sql, create_tables))
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
    until = day_given(due_by, "due-by") if due_by else None
    from ipp.batch.whole import engine_of

    with ExitStack() as stack:
        folder = stack.enter_context(temporary_folder())
        asked = _asked((orders, offers, customers), folder, given, dates.value if dates else None)
        _check_output(output, asked)
        machine = engine_of(engine.value, memory, str(folder))
        stack.callback(machine.close)
        planned = _planned(store, machine, asked, day)
        if output:
            _write(machine, planned, output, only.value if only else None, until)
        if rejects:
            _write_rejects(machine, planned, Path(rejects))
        _say(store, machine, planned, output, format)


def _sql(store: "Store", day: date, dialect: Dialect, create: bool) -> str:
    from ipp.batch.tables import lower
    from ipp.batch.warehouse import statements

    return statements(lower(store.policy, day), dialect.value, create=create)


def _asked(
    tables: tuple[str, str | None, str | None], folder: Path, columns: dict[str, str], dates: str | None
) -> "Asked":
    """Find the orders, the log and the customers; `folder` takes what is not in files."""
    from ipp.cli.tables import table_source
    from ipp.orders.reading import Asked

    orders, log, people = (table_source(text, folder) if text else None for text in tables)
    return Asked(orders, log, people, columns, dates)


def _planned(store: "Store", engine: "Engine", asked: "Asked", day: date) -> "Planned":
    from ipp.batch.run import plan

    with terminal.watching() as told:
        return plan(store.policy, engine, asked, day, told)


def _check_output(output: str | None, asked: "Asked") -> None:
    """Refuse what could not be written before hours are spent on it, or what would lose the log that it is made from."""
    from ipp.batch.write import form_of
    from ipp.orders.files.sources import Source

    if output is None or output == "-":
        return
    form_of(output)
    for source in (asked.orders, asked.offers, asked.customers):
        files = source.files if isinstance(source, Source) else ()
        if any(
            Path(output).exists() and Path(file).exists() and Path(file).samefile(output) for file in files
        ):
            raise RequestError(
                f"--output {output} is read by this plan, and would be lost: write to another file"
            )


def _write(engine: "Engine", planned: "Planned", output: str, only: str | None, until: date | None) -> None:
    from ipp.batch.run import kept
    from ipp.batch.write import form_of, write_csv

    rows = kept(planned, only, until)
    if output == "-":
        write_csv(sys.stdout, engine, rows)
        return
    with terminal.progress("writing"), replaced(Path(output)) as temporary:
        engine.save(rows, temporary, form_of(output))


def _write_rejects(engine: "Engine", planned: "Planned", target: Path) -> None:
    from ipp.batch.write import write_rejects

    with replaced(target) as temporary:
        write_rejects(temporary, engine, planned.prepared.aside)


def _say(store: "Store", engine: "Engine", planned: "Planned", output: str | None, format: Format) -> None:
    """Print the summary; beside the rows, when they go to stdout."""
    from ipp.batch.summary import summary_of
    from ipp.render.answers import plan_json, plan_text

    summary = summary_of(engine, store.policy, planned)
    if format is Format.json:
        (sys.stderr if output == "-" else sys.stdout).write(plan_json.render(summary))
    elif output == "-":
        terminal.write(plan_text.render(summary), sys.stderr)
    else:
        terminal.write(plan_text.render(summary))
