"""`ipp suggest`: candidates for products with no next of their own."""

from typing import Annotated

import typer

from ipp.cli.jobs.catalogue.suggest import print_suggestions
from ipp.cli.options import AnswerFormat, PathGiven, PrintedAs


def run_suggest(
    path: PathGiven = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write them into the path file as drafts, with a comment.")
    ] = False,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Say what could follow each product that has no next of its own, and why.

    A bundle of its category comes first, then products of its category at about a third of its price. They are candidates: read each before you
    commit it.
    """
    print_suggestions(path, write=write, json=format is AnswerFormat.json)
