"""What `ipp init` does."""

from importlib.resources import files
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import SCHEMA_NAME, is_own_schema, write_modeline
from ipp.cli.filesystem.write import make_room, write_files
from ipp.path.schema.document import make_schema_text
from ipp.render.page import Piece, make_line


def write_starter(file: str, *, force: bool) -> None:
    """Write a path file to start from, and its schema beside it; says what to type next."""
    target = Path(file)
    text = files("ipp").joinpath("starter.yaml").read_text(encoding="utf-8")
    make_room(target)
    schema = target.with_name(SCHEMA_NAME)
    new = () if force else (target,) if is_own_schema(schema) else (target, schema)
    write_files({target: write_modeline(SCHEMA_NAME) + text, schema: make_schema_text()}, new)
    terminal.write_page(
        [
            make_line(Piece(f"Wrote {file}.", "bold")),
            make_line(f"  ipp validate {file}"),
            make_line(f'  ipp next --path {file} --bought "Starter Kit"'),
            make_line(f"Editors complete and check it with {SCHEMA_NAME} beside it."),
        ]
    )
