"""Files as people save them into plain CSV that every reader reads alike: one table, its columns named once, every row as wide.

Titles above the table and empty rows are left out, short rows are filled up, long ones cut; a line that cannot be read is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from ipp.orders.files.beginnings import Beginning, name_columns
from ipp.orders.files.encodings import Encoding, open_text
from ipp.orders.files.records import Record, Splitter, split_records
from ipp.orders.files.rejects import NO_UTF8, UNREADABLE, Reject
from ipp.text.visible import shorten_text

LONGEST_CELL = 100_000
"""Characters of one cell that are kept: no name is as long."""
LONGEST_LINE = 1 << 26
"""Characters of one line that are read at once: a file of one longer line is no table."""


def rewrite_texts(
    file: str, encoding: Encoding, zipped: bool, beginning: Beginning, target: Path
) -> list[Reject]:
    """Write a file of texts as plain CSV in UTF-8; returns the lines that cannot be read, each with its number."""
    splitter = Splitter(beginning.delimiter, beginning.width)
    with (
        open_text(file, encoding, zipped) as opened,
        target.open("w", encoding="utf-8", newline="") as written,
    ):
        lines = iter(lambda: opened.readline(LONGEST_LINE), "")
        for _ in range(beginning.header - 1):
            next(lines, None)
        records = split_records((line.rstrip("\n") for line in lines), splitter, beginning.header)
        return write_records(records, written)


def write_records(records: Iterable[Record], written: TextIO) -> list[Reject]:
    """Write records, the first of which names the columns; returns those that cannot be read."""
    rejects: list[Reject] = []
    rows = iter(records)
    header = next(rows, None)
    names = name_columns((header.cells if header else None) or [])
    written.write(_join_cells(names))
    for record in rows:
        if record.cells is None:
            rejects.append(_make_reject(record, UNREADABLE))
        elif any(cell.strip() for cell in record.cells):
            line = _join_cells(_fit_cells(record.cells, len(names)))
            if _is_text(line):
                written.write(line)
            else:
                rejects.append(_make_reject(record, NO_UTF8))
    return rejects


def _fit_cells(cells: list[str], width: int) -> list[str]:
    return cells[:width] if len(cells) >= width else cells + [""] * (width - len(cells))


def _join_cells(cells: Sequence[str]) -> str:
    """Return cells as a line of CSV, each in quotes: what is in them cannot be taken for what parts them."""
    line = '","'.join(cells)
    if line.count('"') > 2 * (len(cells) - 1) or len(line) > LONGEST_CELL:
        line = '","'.join(cell[:LONGEST_CELL].replace('"', '""') for cell in cells)
    return f'"{line}"\n'.replace("\0", "")


def _is_text(line: str) -> bool:
    """Whether a line has no byte in it that is no UTF-8: such bytes are read as lone surrogates."""
    if line.isascii():
        return True
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _make_reject(record: Record, reason: str) -> Reject:
    text = record.text or ",".join(record.cells or [])
    shown = text.encode("utf-8", "replace").decode("utf-8")
    return Reject(reason, text=f"line {record.line}: {shorten_text(shown)}")


def number_rows(rows: Iterable[Sequence[str]], first: int = 1) -> Iterator[Record]:
    """Yield rows that are parted already, as records."""
    for number, cells in enumerate(rows, first):
        yield Record(number, list(cells))
