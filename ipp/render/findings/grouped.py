"""Findings for people who mend one file after the other: a heading for each file, a line a finding."""

from collections.abc import Iterator, Sequence

from ipp.lint.report import LintReport
from ipp.render.counts import COLOURS, write_footer
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.text.finding import SEVERITIES, Finding


def render(report: LintReport) -> list[Line]:
    """Return the findings by file; the file with the worst comes first, and within it the worst, then by place."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.span.source.name, []).append(finding)
    page = [each for name, group in groups.items() for each in (*_render_file(name, group), ())]
    return [*page, *write_footer(report)]


def _render_file(name: str, findings: Sequence[Finding]) -> Iterator[Line]:
    yield make_line(Piece(name, "bold"))
    places = [
        ":".join(map(str, finding.span.source.locate_offset(finding.span.start))) for finding in findings
    ]
    wide = max(map(len, places))
    longest = max(len(severity) for severity in SEVERITIES)
    for finding, place in zip(findings, places, strict=True):
        rule = finding.rule
        yield make_line(
            f"  {pad_text(place, wide)}  ",
            Piece(pad_text(rule.severity, longest), COLOURS[rule.severity]),
            f"  {rule.code}  {finding.message}",
        )
