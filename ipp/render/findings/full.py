"""Findings for people: header, place, the lines in question with the spot under-lined, related places, help."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ipp.render.page import Line, Piece, cells, line
from ipp.text.finding import Finding
from ipp.text.source import Source, Span
from ipp.text.visible import visible

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_WIDEST = 110
"""Cells of a source line that are shown; a longer line is cut around the spot."""


def render(findings: Iterable[Finding]) -> list[Line]:
    """Return the findings as a page, an empty line after each."""
    return [each for finding in findings for each in (*_finding(finding), ())]


class _Mark(NamedTuple):
    """A stretch to point at: with `^` and the severity's colour, or with `-` and a label."""

    span: Span
    label: str
    primary: bool


def _finding(finding: Finding) -> Iterator[Line]:
    rule = finding.rule
    yield line(
        Piece(f"{rule.severity}[{rule.code}]", _COLOURS[rule.severity]), Piece(f": {finding.message}", "bold")
    )
    marks = [
        _Mark(finding.span, "", True),
        *(_Mark(other.span, other.message, False) for other in finding.related),
    ]
    width = max(len(str(mark.span.line)) for mark in marks)
    here = finding.span.source
    ordered = [mark for mark in marks if mark.span.source is here]
    others = [mark for mark in marks if mark.span.source is not here]
    yield from _snippet(here, finding.span, ordered, width, rule.severity)
    for source, group in groupby(others, key=lambda mark: mark.span.source):
        in_file = list(group)
        yield from _snippet(source, in_file[0].span, in_file, width, rule.severity)
    if finding.help:
        yield line(" " * width, Piece(" = ", "blue"), Piece("help: ", "bold"), finding.help)
    yield line(" " * width, Piece(" = ", "blue"), Piece("rule: ", "bold"), f"ipp rule {rule.name}")


def _snippet(source: Source, at: Span, marks: Sequence[_Mark], width: int, severity: str) -> Iterator[Line]:
    row, column = source.place(at.start)
    yield line(" " * width, Piece("--> ", "blue"), f"{source.name}:{row}:{column}")
    yield line(" " * width, Piece(" |", "blue"))
    previous = None
    by_row = sorted(marks, key=lambda mark: (mark.span.line, not mark.primary, mark.span.start))
    for number, group in groupby(by_row, key=lambda mark: mark.span.line):
        if previous is not None and number > previous + 1:
            yield line(Piece("...", "blue"))
        previous = number
        yield from _row(source, number, list(group), width, severity)
    yield line(" " * width, Piece(" |", "blue"))


def _row(source: Source, number: int, marks: Sequence[_Mark], width: int, severity: str) -> Iterator[Line]:
    text = source.line(number)
    first = marks[0].span
    begin = first.column - 1
    start, text = _cut(text, begin, max(1, first.end - first.start))
    yield line(Piece(f"{number:>{width}} | ", "blue"), _shown(text))
    for mark in marks:
        column = max(0, mark.span.column - 1 - start)
        before = cells(_shown(text[:column]))
        covered = cells(_shown(text[column : column + max(1, mark.span.end - mark.span.start)]))
        sign = ("^" if mark.primary else "-") * max(1, covered)
        style = _COLOURS[severity] if mark.primary else "blue"
        label = f" {mark.label}" if mark.label else ""
        yield line(" " * width, Piece(" | ", "blue"), " " * before, Piece(sign + label, style))


def _cut(text: str, begin: int, length: int) -> tuple[int, str]:
    """Return where the shown part of a line begins, and the part: all of it, or what stands around the spot."""
    if len(text) <= _WIDEST:
        return 0, text
    start = max(0, min(begin - 20, len(text) - _WIDEST))
    end = min(len(text), max(start + _WIDEST, min(begin + length, start + _WIDEST)))
    return start, text[start:end]


def _shown(text: str) -> str:
    return visible(text.expandtabs(4).replace("\t", "    "))
