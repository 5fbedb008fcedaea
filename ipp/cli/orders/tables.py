"""Which tables a command reads: files, folders, globs, and what comes out of stdin or a pipe."""

import shutil
from pathlib import Path

from ipp.cli.filesystem.read import read_binary
from ipp.errors import refuse_file
from ipp.loading import is_stream
from ipp.orders.files.sources import TableSource, parse_named_source, parse_source
from ipp.text.source import STDIN


def table_source(text: str, folder: Path) -> TableSource:
    """Return the table that an option names; what is in stdin (`-`), a pipe or a device is copied into `folder` first.

    Raises RequestError when it cannot be read.
    """
    if text != "-" and not is_stream(text):
        return parse_source(text)
    name = STDIN if text == "-" else text
    copy = folder / f"table-{len([*folder.iterdir()])}"
    try:
        with read_binary(text) as given, copy.open("wb") as taken:
            shutil.copyfileobj(given, taken)
    except OSError as error:
        raise refuse_file(name, error) from None
    return parse_named_source(name, str(copy))
