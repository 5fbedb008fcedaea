"""`ipp next`: what to do with one customer."""

from typing import Annotated

import typer

from ipp.cli.completion import complete_goods, complete_offers, complete_touches
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
from ipp.orders.extras import require_extra


def run_next(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="What they bought, the same as --bought NAME.",
            show_default=False,
            autocompletion=complete_goods,
        ),
    ] = None,
    bought: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A product or bundle they bought; each is an order.",
            autocompletion=complete_goods,
        ),
    ] = None,
    declined: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="An offer they said No to.", autocompletion=complete_offers),
    ] = None,
    offered: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="An offer made to them and not answered yet.", autocompletion=complete_offers
        ),
    ] = None,
    did: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A touch that was made.", autocompletion=complete_touches),
    ] = None,
    returned: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Something they gave back, one piece each time.",
            autocompletion=complete_goods,
        ),
    ] = None,
    cancelled: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A membership they ended, or something given back whole.",
            autocompletion=complete_goods,
        ),
    ] = None,
    stopped: Annotated[
        list[str] | None, typer.Option(metavar="DATE", help="A day on which they asked to get nothing.")
    ] = None,
    resumed: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="A day on which they asked to get something again."),
    ] = None,
    out_of_stock: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Take this as paused, this time only.", autocompletion=complete_goods
        ),
    ] = None,
    attr: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="What is known of them.")
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Who it is, for shares and for what --orders says; default: in no share."
        ),
    ] = None,
    orders: Annotated[
        str | None,
        typer.Option(metavar="ORDERS", help="The orders of all customers, as `ipp plan` takes them."),
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The offers made so far, as plan's --offers takes them."),
    ] = None,
    customers: Annotated[
        str | None, typer.Option(metavar="FILE", help="What is known of all customers, for segments.")
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
    today: AnswerDay = None,
    why: Annotated[bool, typer.Option("--why", help="Say what was passed over, and why.")] = False,
    path: PathGiven = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Say the next action for one customer, and what follows on Yes and on No.

    A NAME is a product, a bundle, a touch or a sku, and may carry a date and an offer its price:
    "Toe Massager 5000@2026-10-01", "Foot Spa Bundle for 49@2026-10-01". Undated means today.

    Exit code 1 when nothing is left for this customer.
    """
    if orders is not None:
        require_extra("batch", "--orders")
    from ipp.cli.jobs.next_action import NextOptions, print_next_action

    columns = {
        "customer": customer_col,
        "item": item_col,
        "sku": sku_col,
        "date": date_col,
        "order": order_col,
        "quantity": quantity_col,
        "status": status_col,
    }
    options = NextOptions(
        [*(names or ()), *(bought or ())],
        declined or (),
        offered or (),
        did or (),
        returned or (),
        cancelled or (),
        stopped or (),
        resumed or (),
        out_of_stock or (),
        attr or (),
        customer,
        (orders, log, customers),
        collect_options(columns, dates, layout, status),
        today,
        why,
        path,
        format is AnswerFormat.json,
    )
    raise typer.Exit(print_next_action(options))
