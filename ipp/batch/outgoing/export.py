"""What is known of a tool that imports contacts: its columns, and how much one file may hold."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from ipp.batch.outgoing.contact import BEFORE, SHARED, Contact, SharedTexts
from ipp.text.cells import guard_text

Record = tuple[str, ...]
Key = TypeVar("Key")
Made = TypeVar("Made")
WriteContact = Callable[[Contact], str | None]
MOST_KEPT = 50_000
"""How many things are remembered that were made cells."""
_is_plain = re.compile(r"[0-9A-Za-z][0-9A-Za-z@._+-]*").fullmatch
"""A customer by whom all cells are cells of CSV as they are."""


def keep_text(_field: str, text: str) -> str:
    """Return a text as it is."""
    return text


class ContactExport(NamedTuple):
    """A file that a tool imports.

    `key` is what `--for` calls it, `source` where the tool describes the file. `header` are its columns, none where it is no table; `identify` gives
    the cells by which a contact is known, or None for one whom the tool cannot know; the cells of FIELDS follow, `fit` gives each as the tool takes it.
    Lines are CSV, unless `start` makes another writer of them, and `pack` puts several of them into one. A file has at most `most_bytes` and `most_rows`; `ending`
    is that of its name, `word` what its name must contain.
    """

    key: str
    name: str
    source: str
    header: Record
    identify: Callable[[Contact], Record | None]
    identity: str
    most_bytes: int
    most_rows: int | None = None
    fit: Callable[[str, str], str] = keep_text
    start: Callable[[], WriteContact] | None = None
    pack: Callable[[Iterable[str]], Iterator[str]] = iter
    ending: str = ".csv"
    word: str = ""

    def write_head(self) -> str:
        """Return the first line of each file; nothing where there is none."""
        return write_line(self.header) if self.header else ""

    def start_writing(self) -> WriteContact:
        """Return what writes the line of a contact; nothing for one whom the tool cannot know."""
        return self.start() if self.start else CsvLines(self.identify, self.fit).write


class CsvLines:
    """Writes contacts as lines of CSV. What many contacts are told is made cells once."""

    def __init__(self, identify: Callable[[Contact], Record | None], fit: Callable[[str, str], str]) -> None:
        self.identify, self.fit = identify, fit
        self.shared = MadeOnce(self.write_shared)
        self.due: MadeOnce[str, str] = MadeOnce(lambda text: write_cell(fit("due", text)))

    def write(self, contact: Contact) -> str | None:
        """Return the line of a contact; nothing for one whom the tool cannot know."""
        who = self.identify(contact)
        if who is None:
            return None
        if _is_plain(contact.customer):
            cells = ",".join(who)
        elif _commands(guard_text(who[0])):
            return write_line((*who, *(self.fit(field, text) for field, text in contact.values.items())))
        else:
            cells = ",".join(map(write_cell, who))
        before, after = self.shared[contact.shared]
        return f"{cells},{before},{self.due[contact.due]},{after}\n"

    def write_shared(self, shared: SharedTexts) -> tuple[str, str]:
        """Return the cells before the day when something is due, and those after it."""
        cells = [write_cell(self.fit(field, text)) for field, text in zip(SHARED, shared.texts, strict=True)]
        return ",".join(cells[: len(BEFORE)]), ",".join(cells[len(BEFORE) :])


class MadeOnce(dict[Key, Made], Generic[Key, Made]):
    """What is made of things, each once; forgotten where there are too many."""

    def __init__(self, make: Callable[[Key], Made]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: Key) -> Made:
        if len(self) == MOST_KEPT:
            self.clear()
        made = self[key] = self.make(key)
        return made


def write_line(cells: Iterable[str]) -> str:
    """Return a line of CSV. No cell of it is a formula to a spreadsheet, nor the line a command to GitHub Actions."""
    guarded = [guard_text(cell) for cell in cells]
    acts = bool(guarded) and _commands(guarded[0])
    line = io.StringIO()
    csv.writer(line, lineterminator="\n", quoting=csv.QUOTE_ALL if acts else csv.QUOTE_MINIMAL).writerow(
        guarded
    )
    return line.getvalue()


def write_cell(text: str) -> str:
    """Return a text as a cell of such a line, of one that is no command and has several cells."""
    return write_line(("", text))[1:-1]


def _commands(cell: str) -> bool:
    """Whether a line that begins so is a command to GitHub Actions."""
    return cell.lstrip().startswith("::")


def flatten_text(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


def clip_bytes(text: str, most: int) -> str:
    """Return a text of at most so many bytes, with an ellipsis where something is missing."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore") + "…"
