"""`ipp plan`: what to do with every customer."""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import LOG_FOLDER, READ, ROWS, WRITTEN
from ipp.cli.completion import complete_goods
from ipp.cli.options import AnswerDay, AnswerFormat, PathGiven
from ipp.cli.orders.options import NOTHING_SAID, ORDERS_READ, MemoryUsed, OrderOptions, take_reading_options
from ipp.orders.extras import require_extra


class OnlyState(StrEnum):
    """The state of the customers that are wanted."""

    offer = "offer"
    touch = "touch"
    rest = "rest"
    wait = "wait"
    complete = "complete"
    stranded = "stranded"
    held = "held"
    stopped = "stopped"


class FirstBy(StrEnum):
    """Who comes first where not everybody can be written to."""

    due = "due"
    worth = "worth"


class Tool(StrEnum):
    """Whose import the rows are written for."""

    klaviyo = "klaviyo"
    mailchimp = "mailchimp"
    hubspot = "hubspot"
    brevo = "brevo"
    matrixify = "matrixify"
    segment = "segment"


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


@take_reading_options
def run_plan(
    orders: Annotated[
        str | None,
        typer.Argument(
            metavar="ORDERS",
            help=ORDERS_READ,
        ),
        READ,
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Read what was sent and answered from this folder, and write there what is sent today.",
        ),
        LOG_FOLDER,
    ] = None,
    offers: Annotated[str | None, typer.Option(metavar="FILE", hidden=True), READ] = None,
    customers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read what is known of customers, for segments."), READ
    ] = None,
    out_of_stock: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|FILE",
            help="Treat this item as paused, this time only; a file has a name or sku on each line.",
            autocompletion=complete_goods,
        ),
        READ,
    ] = None,
    suppress: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Leave out the customers in this table today. Repeatable."),
        READ,
    ] = None,
    today: AnswerDay = None,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write the rows to this file (.csv, .parquet, .jsonl), or as CSV to stdout with -.",
        ),
        ROWS,
    ] = None,
    tool: Annotated[
        Tool | None,
        typer.Option(
            "--for",
            help="Write a file for this tool: customers who get a message, and those whose last message is over.",
        ),
    ] = None,
    rejects: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write the rows that were set aside to this CSV file."),
        WRITTEN,
    ] = None,
    unknown: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write the items that the path does not have to this CSV file, with the nearest names.",
        ),
        WRITTEN,
    ] = None,
    max_rejects: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE",
            help="Write no plan and exit with 1 when more rows than this cannot be used, such as 5% or 100; returns and cancelled orders do not count; default: no limit.",
        ),
    ] = None,
    due_by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Write only what is due on this day or earlier.")
    ] = None,
    only: Annotated[OnlyState | None, typer.Option(help="Write only customers in this state.")] = None,
    via: Annotated[
        str | None, typer.Option(metavar="CHANNEL", help="Write only what goes by this channel.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Send no more messages than this.")
    ] = None,
    by: Annotated[
        FirstBy,
        typer.Option(
            "--by", help="Choose what --limit sends first: what is due first, or what is worth most."
        ),
    ] = FirstBy.due,
    days: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=366,
            help="Print how many messages the next N days have if nobody buys or answers, and write nothing.",
        ),
    ] = None,
    path: PathGiven = None,
    reading: OrderOptions = NOTHING_SAID,
    engine: Annotated[EngineName, typer.Option(help="Run the plan on this engine.")] = EngineName.duckdb,
    memory: MemoryUsed = None,
    to_sql: Annotated[
        Dialect | None, typer.Option(help="Print the whole plan as SQL for a warehouse, and run nothing.")
    ] = None,
    create_tables: Annotated[
        bool,
        typer.Option("--create-tables", help="With --to-sql: print the path as CREATE TABLE statements."),
    ] = False,
    format: Annotated[
        AnswerFormat,
        typer.Option("--format", help="Print the summary for people (text) or for programs (json)."),
    ] = AnswerFormat.text,
) -> None:
    """List the next action of every customer: who gets what today.

    ORDERS needs the columns customer, item and date, and may have order, quantity and status. Usual names of columns are recognised. Exports of
    Shopify, WooCommerce, Squarespace, Etsy, Gumroad, Stripe and others can be read without changes. Items are names or skus of the path.

    Exit code 1 when more rows cannot be used than --max-rejects allows.
    """
    require_extra(
        "spark" if engine is EngineName.spark else "batch",
        "`ipp plan`" if engine is EngineName.duckdb else "--engine spark",
    )
    from ipp.cli.jobs.plan import PlanOptions, print_plan

    code = print_plan(
        PlanOptions(
            tables=(orders, offers, customers),
            reading=reading,
            today=today,
            log=log,
            output=output,
            shape=tool.value if tool else None,
            rejects=rejects,
            unknown=unknown,
            max_rejects=max_rejects,
            out_of_stock=tuple(out_of_stock or ()),
            suppress=tuple(suppress or ()),
            due_by=due_by,
            only=only.value if only else None,
            via=via,
            limit=limit,
            by=by.value,
            days=days,
            path=path,
            engine=engine.value,
            memory=memory,
            to_sql=to_sql.value if to_sql else None,
            create_tables=create_tables,
            as_json=format is AnswerFormat.json,
        )
    )
    raise typer.Exit(code)
