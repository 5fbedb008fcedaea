"""The lines of a source that a finding is about, with marks under the spots: `^^^^` and `----`, each with its label."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ipp.render.page import Line, Piece, count_cells, make_line
from ipp.text.source import Source, Span
from ipp.text.visible import make_visible

WIDEST = 110
"""Cells of a source line that are shown, unless a page has fewer; a longer line is cut around the spot."""
_BEFORE = 20
"""Cells of a cut line that are shown before the spot."""
_DOTS = "..."
_TAB = 4


class SnippetMark(NamedTuple):
    """A stretch to point at: with `^` in a style of its own, or with `-`."""

    span: Span
    label: str
    primary: bool


def render_snippet(
    at: Span, marks: Sequence[SnippetMark], width: int, style: str, room: int = WIDEST
) -> Iterator[Line]:
    """Yield the place `at` and the lines of its source that hold marks; `width` is that of the line numbers, `room` that of the lines."""
    source = at.source
    row, column = source.locate_offset(at.start)
    yield make_line(" " * width, Piece("--> ", "blue"), f"{source.name}:{row}:{column}")
    yield make_line(" " * width, Piece(" |", "blue"))
    by_row = sorted(marks, key=lambda mark: (mark.span.line, not mark.primary, mark.span.start))
    rows = {number: list(group) for number, group in groupby(by_row, key=lambda mark: mark.span.line)}
    for mark in marks:
        if mark.primary:
            for number in _list_context(source, mark.span.line):
                rows.setdefault(number, [])
    previous = None
    for number in sorted(rows):
        if previous is not None and number > previous + 1:
            yield make_line(Piece("...", "blue"))
        previous = number
        yield from _render_row(source, number, rows[number], width, style, room)
    yield make_line(" " * width, Piece(" |", "blue"))


def _list_context(source: Source, row: int) -> Iterator[int]:
    """Yield the lines above and below a line, where they say something."""
    last = source.locate_offset(len(source.text))[0]
    yield from (
        number for number in (row - 1, row + 1) if 1 <= number <= last and source.read_line(number).strip()
    )


def _render_row(
    source: Source, number: int, marks: Sequence[SnippetMark], width: int, style: str, room: int
) -> Iterator[Line]:
    """Show a line with its marks; those beside the shown part of a long line get a row of their own."""
    text = source.read_line(number)
    start, end = _choose_part(text, _find_column(marks[0], text) if marks else 0, room)
    shown = f"{_DOTS if start else ''}{_show_text(text[start:end])}{_DOTS if end < len(text) else ''}"
    yield make_line(Piece(f"{number:>{width}} | ", "blue"), shown)
    outside = []
    for mark in marks:
        column = _find_column(mark, text)
        if start <= column <= end:
            before = count_cells(_show_text(text[start:column]))
            covered = count_cells(_show_text(text[start : min(end, column + _measure_mark(mark))])) - before
            yield _render_pointer(mark, before + (len(_DOTS) if start else 0), covered, width, style)
        else:
            outside.append(mark)
    if outside:
        yield from _render_row(source, number, outside, width, style, room)


def _find_column(mark: SnippetMark, text: str) -> int:
    """Return where a mark begins in its line, from 0; what begins in a line break, at the line's end."""
    return min(mark.span.column - 1, len(text))


def _render_pointer(mark: SnippetMark, before: int, covered: int, width: int, style: str) -> Line:
    sign = ("^" if mark.primary else "-") * max(1, covered)
    label = f" {mark.label}" if mark.label else ""
    return make_line(
        " " * width,
        Piece(" | ", "blue"),
        " " * before,
        Piece(sign + label, style if mark.primary else "blue"),
    )


def _measure_mark(mark: SnippetMark) -> int:
    return max(1, mark.span.end - mark.span.start)


def _choose_part(text: str, column: int, widest: int) -> tuple[int, int]:
    """Return where the shown part of a line begins and ends: all of it, or what fits around the spot."""
    if len(text) <= widest and count_cells(_show_text(text)) <= widest:
        return 0, len(text)
    room = widest - 2 * len(_DOTS)
    end = _move_forth(text, _move_back(text, column, _BEFORE), room)
    return _move_back(text, column, _BEFORE) if end < len(text) else _move_back(text, end, room), end


def _move_back(text: str, at: int, room: int) -> int:
    """Return from where the text before a place fits into so many cells."""
    while at > 0 and (room := room - max(1, count_cells(_show_text(text[at - 1])))) >= 0:
        at -= 1
    return at


def _move_forth(text: str, at: int, room: int) -> int:
    """Return up to where the text after a place fits into so many cells."""
    while at < len(text) and (room := room - max(1, count_cells(_show_text(text[at])))) >= 0:
        at += 1
    return at


def _show_text(text: str) -> str:
    return make_visible(text.expandtabs(_TAB))
