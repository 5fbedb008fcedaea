"""`ipp diff`: who gets something else?"""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import READ
from ipp.cli.options import AnswerDay
from ipp.cli.orders.options import NOTHING_SAID, OrderOptions, take_reading_options
from ipp.orders.extras import require_extra


class DiffFormat(StrEnum):
    """How the comparison is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"
    github = "github"


class FailLevel(StrEnum):
    """From which level on the exit code is 1."""

    lost = "lost"
    change = "change"
    never = "never"


@take_reading_options
def run_diff(
    sides: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD [NEW]",
            help="Compare these files, folders, git revisions (main) or REVISION:FILE; default of NEW: the path file in the working folder.",
        ),
        READ,
    ] = None,
    fail_on: Annotated[
        FailLevel, typer.Option(help="Exit with 1 when something is lost, or when anything changes.")
    ] = FailLevel.lost,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, help="Print at most N lines of each section.")
    ] = 20,
    counts: Annotated[
        bool,
        typer.Option("--counts/--no-counts", help="Print numbers of customers, or only shares of them."),
    ] = True,
    git: Annotated[
        bool,
        typer.Option(
            "--git", help="Read the arguments as git passes them to an external diff (diff.NAME.command)."
        ),
    ] = False,
    orders: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS", help="Read orders, as `ipp plan` does, and show whose next action differs."
        ),
        READ,
    ] = None,
    log: Annotated[
        str | None,
        typer.Option(metavar="DIR|FILE", help="Read what was sent and answered before today."),
        READ,
    ] = None,
    customers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read what is known of customers, for segments."), READ
    ] = None,
    reading: OrderOptions = NOTHING_SAID,
    forecast: Annotated[
        bool,
        typer.Option(
            "--forecast", help="Show what the change is worth; this takes as long as two forecasts."
        ),
    ] = False,
    today: AnswerDay = None,
    format: Annotated[
        DiffFormat, typer.Option("--format", help="Print what differs in this format.")
    ] = DiffFormat.text,
) -> None:
    """Show which customers get something else when a path file changes.

    The meaning of the files is compared, not their text. Exit code 1: somebody loses what they had (--fail-on). 2: something cannot be compared.
    """
    if orders is not None:
        require_extra("batch", "--orders")
    from ipp.cli.jobs.diff.run import DiffOptions, print_diff

    options = DiffOptions(
        sides or (), git, (orders, log, customers), reading, forecast, today, fail_on.value, limit, counts, format.value
    )  # fmt: skip
    raise typer.Exit(print_diff(options))
