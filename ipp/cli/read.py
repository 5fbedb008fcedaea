"""Read what an option names, or say in one line why that cannot be done."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ipp.errors import RequestError, unusable
from ipp.loading import content_of, decoded
from ipp.text.source import Source


def text_of(file: str) -> Source:
    """Return the text of a file; raises RequestError when it cannot be read, or is not UTF-8."""
    source = decoded(file, content_of(file))
    if isinstance(source, Source):
        return source
    raise RequestError(f"{file}: {source.message}")


@contextmanager
def opened(file: str) -> Iterator[TextIO]:
    """Open a table to read it line by line; `-` is stdin. Raises RequestError when it cannot be read, or is not UTF-8."""
    if file == "-":
        yield sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            yield lines
    except OSError as error:
        raise unusable(file, error) from None
    except UnicodeDecodeError:
        raise RequestError(f"{file}: the file is not UTF-8") from None
