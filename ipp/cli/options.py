"""Options that several commands have, in the same words."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import PATH_FILE, WRITTEN
from ipp.path.values import parse_day, parse_option

FORMAT_METAVAR = "FORMAT[=FILE]"


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


PathGiven = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Use this path file; default: IPP_PATH, the configured one, or the only one in paths/.",
    ),
    PATH_FILE,
]
PrintedAs = Annotated[
    AnswerFormat, typer.Option("--format", help="Print for people (text) or for programs (json).")
]
AnswerDay = Annotated[
    str | None, typer.Option(metavar="DATE", help="Treat this day as today; default: today.")
]
PageWritten = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write a page for browsers (.html)."),
    WRITTEN,
]


def choose_day(text: str | None, option: str = "today") -> date:
    """Return the day that `--today`, or another option, says, or the day on the clock."""
    return date.today() if text is None else parse_option(f"--{option}", text, parse_day)
