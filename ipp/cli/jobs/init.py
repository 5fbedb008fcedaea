"""What `ipp init` does."""

from importlib.resources import files
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import SCHEMA_NAME, write_modeline, write_schema
from ipp.cli.filesystem.write import write_file
from ipp.render.page import Piece, make_line


def write_starter(file: str, *, force: bool) -> None:
    """Write a path file to start from, and its schema beside it; says what to type next."""
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
