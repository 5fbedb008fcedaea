"""Findings for people: header, place, the lines in question with the spot under-lined, related places, help."""

from collections.abc import Iterator
from itertools import groupby

from ipp.lint.report import Report
from ipp.render import proof_text
from ipp.render.counts import COLOURS, footer
from ipp.render.page import Line, Piece, line
from ipp.render.snippet import Mark, snippet
from ipp.text.finding import Finding, Fix


def render(report: Report) -> list[Line]:
    """Return the findings as a page, an empty line after each, what was proved, and how many there are."""
    lines = [each for finding in report.findings for each in (*_finding(finding), ())]
    for proved in report.proved or ():
        lines += proof_text.render(proved)
    return [*lines, *footer(report)]


def _finding(finding: Finding) -> Iterator[Line]:
    rule, style = finding.rule, COLOURS[finding.rule.severity]
    yield line(Piece(f"{rule.severity}[{rule.code}]", style), Piece(f": {finding.message}", "bold"))
    marks = [
        Mark(finding.span, finding.label or "", True),
        *(Mark(other.span, other.message, False) for other in finding.related),
    ]
    width = len(str(max(mark.span.line for mark in marks) + 1))
    here = finding.span.source
    yield from snippet(finding.span, [mark for mark in marks if mark.span.source is here], width, style)
    others = [mark for mark in marks if mark.span.source is not here]
    for _, group in groupby(others, key=lambda mark: mark.span.source):
        in_file = list(group)
        yield from snippet(in_file[0].span, in_file, width, style)
    for word, said in _notes(finding):
        yield line(" " * width, Piece(" = ", "blue"), Piece(f"{word}: ", "bold"), said)


def _notes(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.help:
        yield "help", finding.help
    if finding.fix:
        yield "fix", _fix(finding.fix)
    yield "rule", f"ipp rule {finding.rule.name}"


def _fix(fix: Fix) -> str:
    return f"{fix.title} ({'safe' if fix.safe else 'unsafe'})"
