"""Lines into files, none larger than a tool takes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TextIO

from ipp.batch.outgoing.contact import Contact
from ipp.batch.outgoing.export import ContactExport


class WrittenExport(NamedTuple):
    """How many contacts were written, how many of them to clear what they had, how many could not be, and into how many files."""

    contacts: int
    cleared: int
    left_out: int
    files: int


def write_export(
    export: ContactExport, contacts: Iterable[Contact], open_next: Callable[[int], TextIO]
) -> WrittenExport:
    """Write contacts into one file or, beyond what a tool takes in one, several: `open_next` gives the file of a number, counted from 1."""
    counts = Counter[bool | None]()
    write = export.start_writing()

    def list_lines() -> Iterator[str]:
        for contact in contacts:
            line = write(contact)
            counts[None if line is None else contact.acts] += 1
            if line is not None:
                yield line

    files = _write_lines(export, export.pack(list_lines()), open_next)
    return WrittenExport(counts[True] + counts[False], counts[False], counts[None], files)


def _write_lines(export: ContactExport, lines: Iterable[str], open_next: Callable[[int], TextIO]) -> int:
    """Write lines into as many files as are needed, each with the header; returns how many those are."""
    head = export.write_head()
    number, file = 1, open_next(1)
    file.write(head)
    size, rows = len(head.encode()), 0
    for line in lines:
        length = len(line) if line.isascii() else len(line.encode())
        if rows and (size + length > export.most_bytes or rows == export.most_rows):
            number += 1
            file = open_next(number)
            file.write(head)
            size, rows = len(head.encode()), 0
        file.write(line)
        size, rows = size + length, rows + 1
    return number
