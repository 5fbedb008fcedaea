"""Findings for people: header, place, the lines in question with the spot under-lined, related places, help."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ipp.lint.report import Report
from ipp.render import proof_text
from ipp.render.page import Line, Piece, line
from ipp.render.snippet import Mark, snippet
from ipp.text.finding import SEVERITIES, Finding, Fix

COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


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
    for _, group in groupby(others, key=lambda mark: id(mark.span.source)):
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


def footer(report: Report) -> Iterator[Line]:
    """Yield how much was looked at, how many findings there are, and what can be done about them at once."""
    looked = f" ({_number(report.files, 'file')}, {_number(report.products, 'product')})."
    severities = Counter(finding.rule.severity for finding in report.findings)
    counts = [_number(severities[each], each) for each in SEVERITIES if severities[each]]
    said = Piece(f"Found {', '.join(counts)}", "bold") if counts else Piece("All checks passed", "bold green")
    yield line(said, looked)
    if report.suppressed:
        yield line(f"{_number(len(report.suppressed), 'finding')} suppressed.")
    safe, unsafe = report.fixable
    if safe or unsafe:
        parts = [f"{safe} with --fix"] * bool(safe) + [f"{unsafe} with --fix --unsafe-fixes"] * bool(unsafe)
        yield line(f"Fixable: {', '.join(parts)}.")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
