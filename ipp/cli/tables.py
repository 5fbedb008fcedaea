"""Which tables a command reads: files, folders, globs, and what comes out of stdin or a pipe."""

import shutil
from pathlib import Path

from ipp.cli.read import binary
from ipp.errors import unusable
from ipp.loading import is_stream
from ipp.orders.files.sources import Source, source_called, source_of
from ipp.text.source import STDIN


def table_source(text: str, folder: Path) -> Source:
    """Return the table that an option names; what is in stdin (`-`), a pipe or a device is copied into `folder` first.

    Raises RequestError when it cannot be read.
    """
    if text != "-" and not is_stream(text):
        return source_of(text)
    name = STDIN if text == "-" else text
    copy = folder / f"table-{len([*folder.iterdir()])}"
    try:
        with binary(text) as given, copy.open("wb") as taken:
            shutil.copyfileobj(given, taken)
    except OSError as error:
        raise unusable(name, error) from None
    return source_called(name, str(copy))
