"""Read what an option names, or say in one line why that cannot be done."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from ipp.errors import RequestError, refuse_file
from ipp.loading import MOST_BYTES, decode_content, read_content
from ipp.text.source import STDIN, Source

_read_from: list[object] = []
"""The stdin that was read."""


def stdin_opened() -> BinaryIO:
    """Return stdin, to be read to its end. Raises RequestError when it is closed, or was asked for already."""
    if sys.stdin is None:
        raise RequestError("stdin is closed: there is nothing to read from -")
    if any(each is sys.stdin for each in _read_from):
        raise RequestError("stdin can be read only once", "write - for one file only")
    _read_from[:] = [sys.stdin]
    return sys.stdin.buffer


def stdin_content(most: int = -1) -> bytes:
    """Return what stdin holds, or the first `most` bytes. Raises RequestError when it cannot be read."""
    try:
        return stdin_opened().read(most)
    except OSError as error:
        raise refuse_file(STDIN, error) from None


def read_text(file: str) -> Source:
    """Return the text of a file, or of stdin for `-`; raises RequestError when it cannot be read, or is not UTF-8."""
    name = STDIN if file == "-" else file
    source = decode_content(name, stdin_content(MOST_BYTES) if file == "-" else read_content(file))
    if isinstance(source, Source):
        return source
    raise RequestError(f"{name}: {source.message}")


def read_binary(file: str) -> AbstractContextManager[BinaryIO]:
    """Open a file, or stdin for `-`, to read its bytes."""
    return nullcontext(stdin_opened()) if file == "-" else Path(file).open("rb")
