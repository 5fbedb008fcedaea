"""`ipp forecast`: what the path is worth, where it leaks, which order is best."""

from typing import Annotated

import typer

from ipp.cli.completion import complete_goods
from ipp.cli.options import AnswerFormat, PathGiven, PrintedAs
from ipp.cli.orders.options import (
    CustomerColumn,
    DateColumn,
    DatesRead,
    ItemColumn,
    LayoutName,
    OrderColumn,
    QuantityColumn,
    SkuColumn,
    StatusColumn,
    StatusMeanings,
    collect_options,
)


def run_forecast(
    entry: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="A first purchase; several in equal shares.",
            autocompletion=complete_goods,
        ),
    ] = None,
    entry_mix: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Take the shares of first purchases from orders, as `ipp plan` reads them.",
        ),
    ] = None,
    customer_col: CustomerColumn = None,
    item_col: ItemColumn = None,
    sku_col: SkuColumn = None,
    date_col: DateColumn = None,
    order_col: OrderColumn = None,
    quantity_col: QuantityColumn = None,
    status_col: StatusColumn = None,
    status: StatusMeanings = None,
    layout: LayoutName = None,
    dates: DatesRead = None,
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Measured take rates: CSV (offer,take) or YAML; they go before the path's."
        ),
    ] = None,
    take: Annotated[
        str, typer.Option(metavar="RATE", help="The take rate of offers of which nothing is known.")
    ] = "10%",
    horizon: Annotated[
        str, typer.Option(metavar="TIME", help="For how long a customer is followed.")
    ] = "365d",
    yes_after: Annotated[
        str, typer.Option(metavar="TIME", help="How long people think before they say Yes.")
    ] = "0",
    entrants: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Customers who enter in a month: worths are told by month."),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHANGE",
            help="take:NAME=15%, price:NAME=49, cost:NAME=7, churn:NAME=5%, remove:NAME or stay=95%; joined by ; to make several together.",
        ),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another path file, to tell the difference to.")
    ] = None,
    order: Annotated[
        bool, typer.Option("--best-order", help="Search the order of steps that brings most.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --best-order: show what would be written.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="With --best-order: write the path file in that order.")
    ] = False,
    attr: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="What is known of the customers.")
    ] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="The day on which they enter.")] = None,
    seed: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Of the lots that are drawn where there are too many ways."),
    ] = 1,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every offer and every first purchase.")
    ] = False,
    path: PathGiven = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Say what the path is worth per entering customer, how far customers get, and where it leaks.

    Customers enter by one first purchase each: those of --from, those of --entry-mix, or every product in equal shares.
    """
    from ipp.cli.jobs.forecast import ForecastOptions, print_forecast

    columns = {
        "customer": customer_col,
        "item": item_col,
        "sku": sku_col,
        "date": date_col,
        "order": order_col,
        "quantity": quantity_col,
        "status": status_col,
    }
    print_forecast(
        ForecastOptions(
            entries=entry or (),
            entry_mix=entry_mix,
            reading=collect_options(columns, dates, layout, status),
            rates=rates,
            take=take,
            horizon=horizon,
            yes_after=yes_after,
            entrants=entrants,
            what_if=what_if or (),
            against=against,
            order=order,
            diff=diff,
            write=write,
            attributes=attr or (),
            today=today,
            seed=seed,
            everything=everything,
            path=path,
            as_json=format is AnswerFormat.json,
        )
    )
