"""`ipp next`: what to do with one customer."""

from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import READ
from ipp.cli.completion import complete_goods, complete_offers, complete_touches
from ipp.cli.options import AnswerDay, AnswerFormat, PathGiven, PrintedAs
from ipp.cli.orders.options import NOTHING_SAID, OrderOptions, take_reading_options
from ipp.orders.extras import require_extra

HAPPENED, KNOWN = "What happened", "What is known of them"
"""Panels of options on the help page."""


@take_reading_options
def run_next(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="Name what they bought; the same as --bought NAME.",
            show_default=False,
            autocompletion=complete_goods,
        ),
    ] = None,
    bought: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Add a purchase of this product or bundle; each is an order of its own.",
            autocompletion=complete_goods,
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    declined: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Add an offer that they said No to.",
            autocompletion=complete_offers,
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    offered: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Add an offer that was made and is not answered yet.",
            autocompletion=complete_offers,
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    did: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Add a touch that was made.",
            autocompletion=complete_touches,
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    returned: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Add one piece that they gave back.",
            autocompletion=complete_goods,
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    cancelled: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Add the end of a membership, or the return of all pieces.",
            autocompletion=complete_goods,
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    stopped: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE", help="Add a day on which they asked to get nothing.", rich_help_panel=HAPPENED
        ),
    ] = None,
    resumed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE",
            help="Add a day on which they asked to get something again.",
            rich_help_panel=HAPPENED,
        ),
    ] = None,
    out_of_stock: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Treat this item as paused, this time only.", autocompletion=complete_goods
        ),
    ] = None,
    attr: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE", help="Set what is known of them, for segments.", rich_help_panel=KNOWN
        ),
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Name the customer, for shares and for --orders; default: in no share.",
            rich_help_panel=KNOWN,
        ),
    ] = None,
    orders: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Read their purchases from the orders of all customers, as `ipp plan` does.",
            rich_help_panel=KNOWN,
        ),
        READ,
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Read what was sent and answered so far, as `ipp plan --log` does.",
            rich_help_panel=KNOWN,
        ),
        READ,
    ] = None,
    customers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Read what is known of all customers, for segments.", rich_help_panel=KNOWN
        ),
        READ,
    ] = None,
    reading: OrderOptions = NOTHING_SAID,
    today: AnswerDay = None,
    why: Annotated[bool, typer.Option("--why", help="Print what was passed over, and why.")] = False,
    path: PathGiven = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Show what to offer or send one customer next, and what follows on Yes and on No.

    A NAME is a product, a bundle, a touch or a sku. It may have a date, and an offer its price: "Toe Massager 5000@2026-10-01",
    "Foot Spa Bundle for 49@2026-10-01". Without a date it is today.

    Exit code 1: nothing is left for this customer.
    """
    if orders is not None:
        require_extra("batch", "--orders")
    from ipp.cli.jobs.next_action import NextOptions, print_next_action

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
        reading,
        today,
        why,
        path,
        format is AnswerFormat.json,
    )
    raise typer.Exit(print_next_action(options))
