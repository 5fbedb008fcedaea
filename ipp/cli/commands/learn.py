"""`ipp learn`: what customers buy after what, more often than chance."""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import MADE_OR_PRINTED, READ, WRITTEN
from ipp.cli.options import AnswerDay, PageWritten, PathGiven
from ipp.cli.orders.options import NOTHING_SAID, MemoryUsed, OrderOptions, OrdersGiven, take_reading_options
from ipp.orders.extras import require_extra


class LearnFormat(StrEnum):
    """How what was learned is printed."""

    text = "text"
    json = "json"
    csv = "csv"


@take_reading_options
def run_learn(
    orders: OrdersGiven,
    log: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|FILE",
            help="Read the offers made before today, earlier plans and answers, for take rates.",
        ),
        READ,
    ] = None,
    path: PathGiven = None,
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Write the take rates as CSV, as `ipp forecast --rates` reads them."
        ),
        WRITTEN,
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what --write would write into the path file.")
    ] = False,
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help="Write take rates and patience into the path file, each with its numbers in a comment.",
        ),
    ] = False,
    draft: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write a draft of a whole path file, made from the orders alone; - prints it.",
        ),
        MADE_OR_PRINTED,
    ] = None,
    ultimate: Annotated[
        str | None, typer.Option(metavar="NAME", help="Set what the path of --draft leads to.")
    ] = None,
    fdr: Annotated[
        str,
        typer.Option(
            metavar="SHARE",
            help="Allow this share of the pairs found to be chance (false discovery rate), up to 20%.",
        ),
    ] = "5%",
    today: AnswerDay = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every pair and every step.")] = False,
    reading: OrderOptions = NOTHING_SAID,
    output: PageWritten = None,
    memory: MemoryUsed = None,
    format: Annotated[
        LearnFormat,
        typer.Option(
            "--format", help="Print for people (text), for programs (json) or for spreadsheets (csv)."
        ),
    ] = LearnFormat.text,
) -> None:
    """Show what customers buy next more often than by chance, and which steps of the path this supports; with --log also how many accept each offer.

    ORDERS are read as `ipp plan` reads them. Items that are not in the path count too. Without a path file, every item is named by its sku or name.
    """
    require_extra("batch", "`ipp learn`")
    from ipp.cli.jobs.history.learn import LearnOptions, print_learned

    print_learned(
        LearnOptions(
            orders=orders,
            log=log,
            rates=rates,
            diff=diff,
            write=write,
            draft=draft,
            ultimate=ultimate,
            reading=reading,
            path=path,
            false_share=fdr,
            today=today,
            everything=everything,
            output=output,
            memory=memory,
            format=format.value,
        )
    )
