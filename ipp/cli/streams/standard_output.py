"""The answer on stdout: where it cannot be written, that is said once, and as what it is."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ipp.errors import RequestError


def open_closed() -> TextIO:
    """Return what stands for a stdout that was closed before we started: to write into it fails, as on a full disk."""
    return open(os.devnull, "w", encoding="utf-8", opener=lambda file, _: os.open(file, os.O_RDONLY))


def refuse_answer(error: OSError, tip: str = "") -> RequestError:
    """Return the refusal of an answer that cannot be written; from now on nothing is written to stdout any more."""
    drop_answer()
    why = "stdout is closed" if error.errno == errno.EBADF else error.strerror or str(error)
    return RequestError(f"the answer cannot be written: {why}", tip)


@contextmanager
def print_before(file: Path | None) -> Iterator[None]:
    """Print an answer to its end before a file takes the place of another one.

    Raises RequestError where that fails, so that the file is not written. Without a file, whoever stops reading is no failure.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or (file is None and isinstance(error, BrokenPipeError)):
            raise
        raise refuse_answer(error, f"{file} was not written" if file else "") from None


def drop_answer() -> None:
    """Forget what is left of an answer: Python would try again at exit to write it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
