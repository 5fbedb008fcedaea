"""`ipp suggest`: candidates for products with no next of their own."""

from typing import Annotated

import typer

from ipp.cli.jobs.catalogue.suggest import print_suggestions
from ipp.cli.options import AnswerDay, AnswerFormat, PathGiven, PrintedAs
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


def run_suggest(
    path: PathGiven = None,
    orders: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Begin with what customers bought next more often than chance, as `ipp learn` says.",
        ),
    ] = None,
    today: AnswerDay = None,
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
    write: Annotated[
        bool, typer.Option("--write", help="Write them into the path file as drafts, each with a comment.")
    ] = False,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Say what could follow each product that has no next of its own, and why.

    With --orders what customers bought next comes first. Then come a bundle of its category, and products of its category at about a third of its
    price. They are candidates: read each before you commit it.
    """
    columns = {
        "customer": customer_col,
        "item": item_col,
        "sku": sku_col,
        "date": date_col,
        "order": order_col,
        "quantity": quantity_col,
        "status": status_col,
    }
    reading = collect_options(columns, dates, layout, status)
    print_suggestions(path, orders, reading, today, write=write, json=format is AnswerFormat.json)
