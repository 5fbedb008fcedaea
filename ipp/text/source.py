"""A text with a name, and places in it."""

import re
from bisect import bisect_right
from typing import NamedTuple

from ipp.text.words import count_things

STDIN = "<stdin>"
"""The name of a text that no file holds."""
LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Source:
    """One text with the name that people know it by, equal to nothing but itself; offsets are code points from 0."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None

    @property
    def _line_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *map(re.Match.end, LINE_BREAK.finditer(self.text))]
        return self._starts

    def locate_offset(self, offset: int) -> tuple[int, int]:
        """Return line and column of `offset`, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def find_line_start(self, number: int) -> int:
        """Return the offset at which line `number`, counted from 1, starts."""
        return self._line_starts[number - 1]

    def read_line(self, number: int) -> str:
        """Return the text of line `number`, counted from 1, without its line break."""
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {count_things(len(self.text), 'character')})"


class Span(NamedTuple):
    """A stretch of a source: from `start` up to, not including, `end`."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.locate_offset(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.locate_offset(self.start)[1]
