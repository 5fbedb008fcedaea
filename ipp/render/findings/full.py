"""Findings for people: header, place, the lines in question with the spot under-lined, related places, help."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ipp.lint.report import Report
from ipp.render import proof_text
from ipp.render.page import Line, Piece, cells, line
from ipp.text.finding import SEVERITIES, Finding
from ipp.text.source import Source, Span
from ipp.text.visible import visible

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_WIDEST = 110
"""Cells of a source line that are shown; a longer line is cut around the spot."""
_BEFORE = 20
"""Cells of a cut line that are shown before the spot."""
_DOTS = "..."


def render(report: Report) -> list[Line]:
    """Return the findings as a page, an empty line after each, what was proved, and how many there are."""
    lines = [each for finding in report.findings for each in (*_finding(finding), ())]
    for proved in report.proved or ():
        lines += proof_text.render(proved)
    return [*lines, _footer(report)]


def _footer(report: Report) -> Line:
    looked = f" ({_number(report.files, 'file')}, {_number(report.products, 'product')})."
    if not report.findings:
        return line(Piece("All checks passed", "bold green"), looked)
    severities = Counter(finding.rule.severity for finding in report.findings)
    counts = [_number(severities[each], each) for each in SEVERITIES if severities[each]]
    return line(Piece(f"Found {', '.join(counts)}", "bold"), looked)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


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
    """Show a line with its marks; those beside the shown part of a long line get a row of their own."""
    text = source.line(number)
    start, end = _part(text, marks[0].span.column - 1)
    shown = f"{_DOTS if start else ''}{_shown(text[start:end])}{_DOTS if end < len(text) else ''}"
    yield line(Piece(f"{number:>{width}} | ", "blue"), shown)
    outside = []
    for mark in marks:
        column = mark.span.column - 1
        if start <= column <= end:
            before = cells(_shown(text[start:column])) + (len(_DOTS) if start else 0)
            yield _pointer(mark, before, text[column : min(end, column + _length(mark))], width, severity)
        else:
            outside.append(mark)
    if outside:
        yield from _row(source, number, outside, width, severity)


def _pointer(mark: _Mark, before: int, covered: str, width: int, severity: str) -> Line:
    sign = ("^" if mark.primary else "-") * max(1, cells(_shown(covered)))
    style = _COLOURS[severity] if mark.primary else "blue"
    label = f" {mark.label}" if mark.label else ""
    return line(" " * width, Piece(" | ", "blue"), " " * before, Piece(sign + label, style))


def _length(mark: _Mark) -> int:
    return max(1, mark.span.end - mark.span.start)


def _part(text: str, spot: int) -> tuple[int, int]:
    """Return where the shown part of a line begins and ends: all of it, or what fits around the spot."""
    if len(text) <= _WIDEST and cells(_shown(text)) <= _WIDEST:
        return 0, len(text)
    room = _WIDEST - 2 * len(_DOTS)
    end = _forth(text, _back(text, spot, _BEFORE), room)
    return _back(text, spot, _BEFORE) if end < len(text) else _back(text, end, room), end


def _back(text: str, at: int, room: int) -> int:
    """Return from where the text before a place fits into so many cells."""
    while at > 0 and (room := room - max(1, cells(_shown(text[at - 1])))) >= 0:
        at -= 1
    return at


def _forth(text: str, at: int, room: int) -> int:
    """Return up to where the text after a place fits into so many cells."""
    while at < len(text) and (room := room - max(1, cells(_shown(text[at])))) >= 0:
        at += 1
    return at


def _shown(text: str) -> str:
    return visible(text.expandtabs(4))
