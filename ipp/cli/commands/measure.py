"""`ipp measure`: what does the path bring?"""

from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import READ
from ipp.cli.options import AnswerDay, AnswerFormat, PageWritten, PathGiven, PrintedAs
from ipp.cli.orders.options import NOTHING_SAID, MemoryUsed, OrderOptions, OrdersGiven, take_reading_options
from ipp.orders.extras import require_extra


@take_reading_options
def run_measure(
    orders: OrdersGiven,
    log: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Read from this folder what was asked and what was held out."),
        READ,
    ] = None,
    window: Annotated[
        str,
        typer.Option(metavar="DAYS", help="Count what people buy within this time of their first ask."),
    ] = "60d",
    holdout: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Compare with this holdout; default: that of the path."),
    ] = None,
    segment: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Compare customers in this segment, which has a `share`, with all others."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Set the day on which the steps of --segment began; default: the first day of the log.",
        ),
    ] = None,
    power: Annotated[
        bool,
        typer.Option(
            "--power", help="Show how long it would take to see an effect, before you hold anybody out."
        ),
    ] = False,
    path: PathGiven = None,
    today: AnswerDay = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every offer.")] = False,
    reading: OrderOptions = NOTHING_SAID,
    output: PageWritten = None,
    memory: MemoryUsed = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Measure what the path brings: customers who were asked compared with those held out, with intervals that are valid on any day.

    ORDERS are read as `ipp plan` reads them. Exit code 1: the groups cannot be compared, so no effect is shown.
    """
    require_extra("batch", "`ipp measure`")
    from ipp.cli.jobs.history.measure import MeasureOptions, print_measured

    options = MeasureOptions(
        orders=orders,
        log=log,
        window=window,
        holdout=holdout,
        segment=segment,
        since=since,
        power=power,
        reading=reading,
        path=path,
        today=today,
        everything=everything,
        output=output,
        memory=memory,
        as_json=format is AnswerFormat.json,
    )
    raise typer.Exit(print_measured(options))
