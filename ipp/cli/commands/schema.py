"""`ipp schema`: what a path file may hold, told to editors."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import write_schema
from ipp.render.page import Piece, make_line


def run_schema(
    part: Annotated[
        bool, typer.Option("--part", help="The schema of a file that a path file includes.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write it to a file, over an older one of ipp's."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over any file.")] = False,
) -> None:
    """Print the JSON Schema of path files, for completion and checks in editors.

    A path file names its schema in its first line, for editors that use yaml-language-server (VS Code, Neovim and many others):
    `# yaml-language-server: $schema=path.schema.json`, a file beside it or a relative way to one. `ipp init` writes both. After
    an upgrade of ipp, `ipp schema --output paths/path.schema.json` brings the schema up to date.
    """
    from ipp.path.schema.document import make_schema_text  # no other command needs it

    if output is None:
        sys.stdout.write(make_schema_text(part=part))
        return
    write_schema(Path(output), part=part, force=force)
    terminal.write_page([make_line(Piece(f"Wrote {output}.", "bold"))])
