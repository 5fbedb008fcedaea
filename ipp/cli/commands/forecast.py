"""`ipp forecast`: what the path is worth, where it leaks, which order is best."""

from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import READ
from ipp.cli.completion import complete_goods
from ipp.cli.options import AnswerFormat, PageWritten, PathGiven, PrintedAs
from ipp.cli.orders.options import NOTHING_SAID, OrderOptions, take_reading_options


@take_reading_options
def run_forecast(
    entry: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="Start with this first purchase; several have equal shares.",
            autocompletion=complete_goods,
        ),
    ] = None,
    entry_mix: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Take the shares of first orders from these orders, read as `ipp plan` reads them.",
        ),
        READ,
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Show what the customers of these orders did unasked beside what the path adds; they enter as these did, unless it is said otherwise.",
        ),
        READ,
    ] = None,
    reading: OrderOptions = NOTHING_SAID,
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Read measured take rates: CSV (offer,take) or YAML; they replace those of the path.",
        ),
        READ,
    ] = None,
    take: Annotated[
        str, typer.Option(metavar="RATE", help="Use this take rate for offers without one.")
    ] = "10%",
    horizon: Annotated[str, typer.Option(metavar="TIME", help="Follow a customer for this long.")] = "365d",
    yes_after: Annotated[
        str, typer.Option(metavar="TIME", help="Assume that a Yes comes this long after the offer.")
    ] = "0",
    entrants: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Show worths per month, for so many customers who enter in a month."
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHANGE",
            help="Forecast this change too: take:NAME=15%, price:NAME=49, cost:NAME=7, churn:NAME=5%, remove:NAME or stay=95%; join several with ;.",
        ),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="FILE", help="Compare with this path file."), READ
    ] = None,
    order: Annotated[
        bool, typer.Option("--best-order", help="Search for the order of steps that brings most.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --best-order: print what would be written.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="With --best-order: write the path file in that order.")
    ] = False,
    attr: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Set what is known of the customers, for segments."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Assume that customers enter on this day; default: today."),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help="Random seed, used when the path is too large to evaluate exactly."
        ),
    ] = 1,
    details: Annotated[
        bool, typer.Option("--details", help="Print every figure and assumption; default: a summary.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Print every figure of every offer and every first purchase.")
    ] = False,
    path: PathGiven = None,
    output: PageWritten = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Forecast what the path is worth per entering customer, how far customers get, and where to improve it.

    Each customer enters with one first order: one of --from, of --entry-mix or of --baseline, or any product, in equal shares.
    """
    from ipp.cli.jobs.forecast import ForecastOptions, print_forecast

    print_forecast(
        ForecastOptions(
            entries=entry or (),
            entry_mix=entry_mix,
            baseline=baseline,
            reading=reading,
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
            details=details,
            everything=everything,
            path=path,
            output=output,
            as_json=format is AnswerFormat.json,
        )
    )
