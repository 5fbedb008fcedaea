"""`ipp test`: does the path still say what it must?"""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import READ


class TestFormat(StrEnum):
    """How the outcome is printed."""

    text = "text"
    json = "json"
    junit = "junit"
    github = "github"


def run_test(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES/DIRS]...", help="Read these story files, folders of them, or stdin with -."
        ),
        READ,
    ] = None,
    wanted: Annotated[
        str | None,
        typer.Option("-k", metavar="TEXT", help="Play only the stories whose FILE::NAME contains this text."),
    ] = None,
    path: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Play against this path file; default: the one that a story file names."
        ),
        READ,
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help="Replace wrong expectations by what really comes next, and print the diff; do not use it in CI.",
        ),
    ] = False,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help="Print how much of the path the stories reach, and what they do not reach."
        ),
    ] = False,
    min_coverage: Annotated[
        str | None,
        typer.Option(
            "--min-coverage",
            metavar="SHARE",
            help="Exit with 1 when less than this is reached, such as 90%; implies --coverage.",
        ),
    ] = None,
    generate: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Write at most N stories that reach the most of the path, to FILE or printed.",
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Begin generated stories on this day; default: today."),
    ] = None,
    format: Annotated[
        TestFormat, typer.Option("--format", help="Print the result in this format.")
    ] = TestFormat.text,
) -> None:
    """Run stories: what customers do, and what must come next.

    Without FILES, every *.test.yaml in paths/ is run. A failure does not stop the other stories. Exit code 1: a story fails or a file has a
    mistake. 2: there is no story to run.
    """
    from ipp.cli.jobs.test import TestOptions, run_tests

    raise typer.Exit(
        run_tests(
            TestOptions(
                files or (), wanted, path, update, coverage, min_coverage, generate, today, format.value
            )
        )
    )
