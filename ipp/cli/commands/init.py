"""`ipp init`: a starter file, and its schema beside it."""

from pathlib import Path
from typing import Annotated

import typer

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import SCHEMA_NAME, write_modeline, write_schema
from ipp.cli.filesystem.write import write_file
from ipp.render.page import Piece, make_line


def run_init(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="Where to write it.")] = "paths/store.yaml",
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
) -> None:
    """Write a commented path file to start from, and beside it path.schema.json, which editors read."""
    from importlib.resources import files  # with what it imports half a bare start, for every command

    target = Path(file)
    text = files("ipp").joinpath("starter.yaml").read_text(encoding="utf-8")
    write_file(target, write_modeline(SCHEMA_NAME) + text, replace=force)
    write_schema(target.with_name(SCHEMA_NAME), force=force)
    terminal.write_page(
        [
            make_line(Piece(f"Wrote {file}.", "bold")),
            make_line(f"  ipp validate {file}"),
            make_line(f'  ipp next --path {file} --bought "Starter Kit"'),
            make_line(f"Editors complete and check it with {SCHEMA_NAME} beside it."),
        ]
    )
