"""Lines of text into records of cells, whatever became of their quotes: a quote that is never closed costs its line, not the file.

This is what a file of texts means. DuckDB reads the same out of files in which every line is whole, and much faster.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MOST_LINES, MOST_TEXT = 500, 1_000_000
"""Lines and characters that one record may run over: what needs more has lost its closing quote."""


class Record(NamedTuple):
    """The cells of one record, and the number of its first line; `cells` is None for a line that cannot be read."""

    line: int
    cells: list[str] | None
    text: str = ""


class Split(NamedTuple):
    """What was split off so far: the cells, and where the cell begins that has no end yet (None: there is none)."""

    cells: list[str]
    open_at: int | None = None


class Splitter:
    """Splits records at one delimiter. `width` is how many cells a whole line has: a cell that holds such lines was not closed."""

    def __init__(self, delimiter: str, width: int = 0) -> None:
        self.delimiter, self.width = delimiter, width
        mark = re.escape(delimiter)
        self._quoted = re.compile(rf' *"([^"]*(?:""[^"]*)*)" *(?:{mark}|\Z)')
        self._open = re.compile(r' *"[^"]*(?:""[^"]*)*\Z')

    def split(self, text: str, before: Split | None = None) -> Split | None:
        """Return the cells of a record, going on from what was split before; None where text stands behind a closed quote."""
        cells = list(before.cells) if before else []
        at = before.open_at or 0 if before else 0
        while at <= len(text):
            quoted = self._quoted.match(text, at)
            if quoted:
                cells.append(quoted[1].replace('""', '"'))
                at = quoted.end() if text[quoted.end() - 1] == self.delimiter else len(text) + 1
            elif self._open.match(text, at):
                return Split(cells, at)
            else:
                end = text.find(self.delimiter, at)
                cell = text[at : end if end >= 0 else len(text)]
                if cell.lstrip(" ").startswith('"'):
                    return None
                cells.append(cell)
                at = end + 1 if end >= 0 else len(text) + 1
        return Split(cells)

    def swallows_lines(self, cells: Iterable[str]) -> bool:
        """Whether a cell holds whole lines of the table: the quote before it was never closed."""
        inner = (line for cell in cells if "\n" in cell for line in cell.split("\n")[1:])
        return self.width > 1 and any(line.count(self.delimiter) >= self.width - 1 for line in inner)


def split_records(lines: Iterable[str], splitter: Splitter, first: int = 1) -> Iterator[Record]:
    """Yield the records of lines, which are numbered from `first`."""
    ahead = _Ahead(enumerate(lines, first))
    while (taken := ahead.take()) is not None:
        number, line = taken
        if '"' not in line:
            yield Record(number, line.split(splitter.delimiter))
        else:
            yield _join_lines(number, line, ahead, splitter)


class _Ahead:
    """Numbered lines, some of which were looked at already."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._seen: deque[tuple[int, str]] = deque()

    def take(self) -> tuple[int, str] | None:
        return self._seen.popleft() if self._seen else next(self._lines, None)

    def look(self, position: int) -> str | None:
        """Return the line that comes so many lines later; None behind the last."""
        while len(self._seen) <= position:
            line = next(self._lines, None)
            if line is None:
                return None
            self._seen.append(line)
        return self._seen[position][1]

    def skip(self, count: int) -> None:
        for _ in range(count):
            self._seen.popleft()


def _join_lines(number: int, line: str, ahead: _Ahead, splitter: Splitter) -> Record:
    """Return the record that begins with a line, with the lines that a quoted cell of it runs over."""
    text, used, split = line, 0, splitter.split(line)
    while split and split.open_at is not None and used < MOST_LINES and len(text) < MOST_TEXT:
        following = ahead.look(used)
        if following is None:
            break
        text, used = f"{text}\n{following}", used + 1
        if '"' in following:
            split = splitter.split(text, split)
    if split is None or split.open_at is not None or splitter.swallows_lines(split.cells):
        return Record(number, None, line)
    ahead.skip(used)
    return Record(number, split.cells)
