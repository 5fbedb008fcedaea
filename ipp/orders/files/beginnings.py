"""Where the table begins in a file of texts: what parts its cells, and which line holds the names of its columns."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ipp.orders.files.records import Record, Splitter, split_records
from ipp.text.column_names import EVERY_COLUMN, plain_name

MARKS = ",;\t|"
"""What parts the cells of a line, likeliest first."""
MOST_LINES = 60
"""Lines at the beginning of a file in which its table is looked for."""
_SEP = re.compile(r'"?sep=(.)"?[,;\t| ]*', re.IGNORECASE)


class Beginning(NamedTuple):
    """What parts cells, the number of the line that names the columns, how many it names, and the names."""

    delimiter: str
    header: int
    width: int
    names: tuple[str, ...] = ()


def find_beginning(text: str) -> Beginning:
    """Return where the table begins, by the first lines of a file: below `sep=;`, titles and empty lines."""
    lines = re.split(r"\r\n|\r|\n", text)[:MOST_LINES]
    said = _SEP.fullmatch(lines[0].strip()) if lines else None
    first = 2 if said else 1
    lines = lines[first - 1 :]
    marks = said[1] if said else MARKS
    found = [(mark, _find_header(lines, mark, first)) for mark in marks]
    mark, header = max(found, key=lambda each: (each[1].known, each[1].alike, each[1].width))
    return Beginning(mark, header.line, len(header.names), header.names)


class _Header(NamedTuple):
    """A line that may name the columns: how many names are known, and how many of the first lines have as many cells."""

    line: int
    names: tuple[str, ...]
    known: int
    alike: int

    @property
    def width(self) -> int:
        return len(self.names)


def _find_header(lines: Sequence[str], mark: str, first: int) -> _Header:
    records = [each for each in split_records(lines, Splitter(mark), first) if _is_filled(each)]
    if not records:
        return _Header(first, (), 0, 0)
    record = find_header(records)
    cells = record.cells or []
    width = len(cells)
    alike = sum(each.cells is not None and len(each.cells) == width > 1 for each in records)
    return _Header(record.line, tuple(cells), count_named(cells), alike)


def find_header(records: Sequence[Record]) -> Record:
    """Return the record that names the columns: below titles, the first with two names that tables of shops have; else the first of its width."""
    widest = 0
    for each in records:
        filled = _count_filled(each)
        if filled > widest and count_named(each.cells or []) >= 2:
            return each
        widest = max(widest, filled)
    widths = Counter(_count_filled(each) for each in records if each.cells)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    return next((each for each in records if _count_filled(each) >= max(usual, 1)), records[0])


def count_named(cells: Sequence[str]) -> int:
    """Return how many of these cells are names that columns of shops have."""
    return len({plain_name(cell) for cell in cells if 0 < len(cell) < 60} & EVERY_COLUMN)


def _count_filled(record: Record) -> int:
    return sum(1 for cell in record.cells or [] if cell.strip())


def _is_filled(record: Record) -> bool:
    return record.cells is None or _count_filled(record) > 0


def name_columns(cells: Sequence[str]) -> list[str]:
    """Return names for columns, each once: a name that stands twice gets a number, an empty one its place."""
    taken: set[str] = set()
    names: list[str] = []
    for place, cell in enumerate(cells):
        name = cell.strip() or f"column{place}"
        number, free = 0, name
        while free.lower() in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free.lower())
        names.append(free)
    return names
