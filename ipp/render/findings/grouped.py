"""Findings for people who mend one file after the other: a heading for each file, a line a finding."""

from collections.abc import Iterator, Sequence

from ipp.lint.report import Report
from ipp.render.counts import COLOURS, footer
from ipp.render.page import Line, Piece, line, padded
from ipp.text.finding import SEVERITIES, Finding


def render(report: Report) -> list[Line]:
    """Return the findings by file; the file with the worst comes first, and within it the worst, then by place."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.span.source.name, []).append(finding)
    page = [each for name, group in groups.items() for each in (*_file(name, group), ())]
    return [*page, *footer(report)]


def _file(name: str, findings: Sequence[Finding]) -> Iterator[Line]:
    yield line(Piece(name, "bold"))
    places = [":".join(map(str, finding.span.source.place(finding.span.start))) for finding in findings]
    wide = max(map(len, places))
    longest = max(len(severity) for severity in SEVERITIES)
    for finding, place in zip(findings, places, strict=True):
        rule = finding.rule
        yield line(
            f"  {padded(place, wide)}  ",
            Piece(padded(rule.severity, longest), COLOURS[rule.severity]),
            f"  {rule.code}  {finding.message}",
        )
