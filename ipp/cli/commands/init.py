"""`ipp init`: a starter file, and its schema beside it."""

from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import MADE
from ipp.cli.jobs.init import write_starter


def run_init(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Write the file here."), MADE
    ] = "paths/store.yaml",
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Write a commented path file to start from, and beside it path.schema.json, which editors read."""
    write_starter(file, force=force)
