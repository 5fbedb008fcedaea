"""What is known of a tool that imports contacts: its columns, and how much one file may hold."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ipp.batch.outgoing.contact import Contact
from ipp.text.cells import guard_text

Record = tuple[str, ...]


class ContactExport(NamedTuple):
    """A file that a tool imports.

    `key` is what `--for` calls it, `source` where the tool describes the file. `header` are its columns, none where it is no table;
    `write` gives the cells of a contact, or None for one whom the tool cannot know; `pack` makes lines of records, by default those of CSV.
    A file has at most `most_bytes` and `most_rows`; `ending` is that of its name, `word` what its name must contain.
    """

    key: str
    name: str
    source: str
    header: Record
    write: Callable[[Contact], Record | None]
    identity: str
    most_bytes: int
    most_rows: int | None = None
    pack: Callable[[Iterable[Record]], Iterator[str]] | None = None
    ending: str = ".csv"
    word: str = ""

    def write_head(self) -> str:
        """Return the first line of each file; nothing where there is none."""
        return write_line(self.header) if self.header else ""

    def pack_lines(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield the lines of a file."""
        return self.pack(records) if self.pack else map(write_line, records)


def write_line(cells: Iterable[str]) -> str:
    """Return a line of CSV. No cell of it is a formula to a spreadsheet, nor the line a command to GitHub Actions."""
    guarded = [guard_text(cell) for cell in cells]
    acts = bool(guarded) and guarded[0].lstrip().startswith("::")
    line = io.StringIO()
    csv.writer(line, lineterminator="\n", quoting=csv.QUOTE_ALL if acts else csv.QUOTE_MINIMAL).writerow(
        guarded
    )
    return line.getvalue()


def flatten_text(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


def clip_bytes(text: str, most: int) -> str:
    """Return a text of at most so many bytes, with an ellipsis where something is missing."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore") + "…"
