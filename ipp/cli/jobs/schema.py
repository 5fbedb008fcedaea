"""What `ipp schema` does."""

import sys
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import write_schema
from ipp.path.schema.document import make_schema_text
from ipp.render.page import Piece, make_line


def print_schema(output: str | None, *, part: bool, force: bool) -> None:
    """Print the schema of path files, or of parts of them; or write it to a file, and say so."""
    if output is None:
        sys.stdout.write(make_schema_text(part=part))
        return
    write_schema(Path(output), part=part, force=force)
    terminal.write_page([make_line(Piece(f"Wrote {output}.", "bold"))])
