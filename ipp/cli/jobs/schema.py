"""What `ipp schema` does."""

import sys
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import write_schema
from ipp.errors import RequestError
from ipp.path.schema.document import make_schema_text
from ipp.render.page import Piece, make_line
from ipp.stories.schema import make_stories_schema_text


def print_schema(output: str | None, *, part: bool, stories: bool, force: bool) -> None:
    """Print the schema of path files, of parts of them, or of story files; or write it to a file, and say so."""
    if part and stories:
        raise RequestError("--part and --stories: only one schema is printed", "use one of them")
    if output is None:
        sys.stdout.write(make_stories_schema_text() if stories else make_schema_text(part=part))
    else:
        write_schema(Path(output), part=part, stories=stories, force=force)
        _say_written(output)


def _say_written(output: str) -> None:
    terminal.write_page([make_line(Piece(f"Wrote {output}.", "bold"))])
