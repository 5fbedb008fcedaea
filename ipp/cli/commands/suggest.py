"""`ipp suggest`: candidates for products with no next of their own."""

from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import READ
from ipp.cli.jobs.catalogue.suggest import print_suggestions
from ipp.cli.options import AnswerDay, AnswerFormat, PathGiven, PrintedAs
from ipp.cli.orders.options import NOTHING_SAID, OrderOptions, take_reading_options


@take_reading_options
def run_suggest(
    path: PathGiven = None,
    orders: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Begin with what customers bought next more often than by chance, as `ipp learn` says.",
        ),
        READ,
    ] = None,
    today: AnswerDay = None,
    reading: OrderOptions = NOTHING_SAID,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Write the suggestions into the path file as drafts, each with a comment."
        ),
    ] = False,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Suggest what could follow each product that has no next of its own, and why.

    With --orders, the products that customers bought next come first. Then come a bundle of the same category, and products of this category at
    about a third of the price. They are candidates: check each before you use it.
    """
    print_suggestions(path, orders, reading, today, write=write, json=format is AnswerFormat.json)
