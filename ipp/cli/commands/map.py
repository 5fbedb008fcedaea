"""`ipp map`: the path as a picture."""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import PRINTED
from ipp.cli.completion import complete_items
from ipp.cli.options import AnswerDay, PathGiven


class MapFormat(StrEnum):
    """What the picture is drawn as."""

    tree = "tree"
    mermaid = "mermaid"
    dot = "dot"
    svg = "svg"
    html = "html"
    json = "json"


def run_map(
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="NAME", help="Draw only what NAME leads to.", autocompletion=complete_items
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="NAME", help="Draw only what leads to NAME.", autocompletion=complete_items
        ),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=1000, help="Follow this many arrows from or to NAME; default: 3."
        ),
    ] = None,
    format: Annotated[
        MapFormat | None,
        typer.Option("--format", help="Draw in this format; default: the ending of FILE, else tree."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to this file, or to stdout with -."),
        PRINTED,
    ] = None,
    numbers: Annotated[
        bool,
        typer.Option(
            "--numbers",
            help="Show the figures of `ipp forecast` on the page; making it then takes as long as that.",
        ),
    ] = False,
    path: PathGiven = None,
    today: AnswerDay = None,
) -> None:
    """Draw the path: as a tree on the terminal, as Mermaid, DOT or SVG, or as a page for browsers.

    The findings of `ipp validate`, with the same settings, are shown in their places. A file with mistakes is drawn as far as it can be read.
    """
    from ipp.cli.jobs.map import MapOptions, print_map

    form = format.value if format else None
    print_map(MapOptions(start, end, depth, form, output, numbers, path, today))
