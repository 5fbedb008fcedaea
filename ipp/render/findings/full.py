"""Findings for people: header, place, the lines in question with the spot under-lined, related places, help."""

from collections.abc import Iterator
from itertools import groupby

from ipp.lint.report import LintReport
from ipp.render import proof_text
from ipp.render.counts import COLOURS, write_footer
from ipp.render.page import Line, Piece, make_line
from ipp.render.snippet import WIDEST, SnippetMark, render_snippet
from ipp.text.finding import Finding, Fix


def render(report: LintReport, width: int | None = None) -> list[Line]:
    """Return the findings as a page, of so many cells where that is said, an empty line after each, what was proved, and how many there are."""
    lines = [each for finding in report.findings for each in (*render_finding(finding, width), ())]
    for proved in report.proved or ():
        lines += proof_text.render_proof(proved)
    return [*lines, *write_footer(report)]


def render_finding(finding: Finding, page: int | None = None) -> Iterator[Line]:
    """Yield the lines of one finding."""
    rule, style = finding.rule, COLOURS[finding.rule.severity]
    yield make_line(Piece(f"{rule.severity}[{rule.code}]", style), Piece(f": {finding.message}", "bold"))
    marks = [
        SnippetMark(finding.span, finding.label or "", True),
        *(SnippetMark(other.span, other.message, False) for other in finding.related),
    ]
    width = len(str(max(mark.span.line for mark in marks) + 1))
    room = min(WIDEST, page - width - 3) if page else WIDEST
    here = finding.span.source
    yield from render_snippet(
        finding.span, [mark for mark in marks if mark.span.source is here], width, style, room
    )
    others = [mark for mark in marks if mark.span.source is not here]
    for _, group in groupby(others, key=lambda mark: mark.span.source):
        in_file = list(group)
        yield from render_snippet(in_file[0].span, in_file, width, style, room)
    for word, said in _list_notes(finding):
        yield make_line(" " * width, Piece(" = ", "blue"), Piece(f"{word}: ", "bold"), said)


def _list_notes(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.help:
        yield "help", finding.help
    if finding.fix:
        yield "fix", _describe_fix(finding.fix)
    yield "rule", f"ipp rule {finding.rule.name}"


def _describe_fix(fix: Fix) -> str:
    return f"{fix.title} ({'safe' if fix.safe else 'unsafe'})"
