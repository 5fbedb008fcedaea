"""Lines into files, none larger than a tool takes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TextIO

from ipp.batch.outgoing.contact import Contact
from ipp.batch.outgoing.export import ContactExport, Record


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
    counts = {"contacts": 0, "cleared": 0, "left out": 0}

    def list_records() -> Iterable[Record]:
        for contact in contacts:
            record = export.write(contact)
            counts["left out" if record is None else "contacts"] += 1
            if record is not None:
                counts["cleared"] += not contact.values["action"]
                yield record

    files = _write_lines(export, export.pack_lines(list_records()), open_next)
    return WrittenExport(counts["contacts"], counts["cleared"], counts["left out"], files)


def _write_lines(export: ContactExport, lines: Iterable[str], open_next: Callable[[int], TextIO]) -> int:
    """Write lines into as many files as are needed, each with the header; returns how many those are."""
    head = export.write_head()
    number, file = 1, open_next(1)
    file.write(head)
    size, rows = len(head.encode()), 0
    for line in lines:
        length = len(line.encode())
        if rows and (size + length > export.most_bytes or rows == export.most_rows):
            number += 1
            file = open_next(number)
            file.write(head)
            size, rows = len(head.encode()), 0
        file.write(line)
        size, rows = size + length, rows + 1
    return number
