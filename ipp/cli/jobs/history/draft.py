"""What `ipp learn --draft` does: a path file out of orders."""

import sys
from pathlib import Path

from ipp.cli import terminal
from ipp.cli.filesystem.schema_file import SCHEMA_NAME, make_new_schema, write_modeline
from ipp.cli.filesystem.write import write_files
from ipp.cli.jobs.read_back import check_made
from ipp.errors import RequestError
from ipp.learn.draft.make_draft import Draft
from ipp.render.learning.draft_text import render_draft
from ipp.render.learning.draft_yaml import DraftTerms, write_draft


def check_target(target: str) -> None:
    """Raise RequestError, before anything is worked out, for a file that is there already."""
    if target != "-" and Path(target).exists():
        raise RequestError(f"--draft {target}: there is such a file already", "name another one")


def write_drafted(draft: Draft, target: str, ultimate: str | None, *, shown: bool) -> None:
    """Write a draft into a file, or to stdout, and say beside it what is in it, and on stdout if it is `shown`."""
    text = write_draft(draft, DraftTerms(ultimate, draft.learned.history.rejects.source))
    check_made(text, "these orders", named=ultimate is not None)
    if target == "-":
        sys.stdout.write(text)
    else:
        file = Path(target)
        write_files({file: write_modeline(SCHEMA_NAME) + text, **make_new_schema(file)}, (file,))
    stream = sys.stdout if shown and target != "-" else sys.stderr
    terminal.write_page(render_draft(draft, None if target == "-" else target, ultimate), stream)
