"""One line a finding: `file:line:column: error[IPP101] message`."""

from ipp.lint.report import Report
from ipp.text.finding import Finding
from ipp.text.visible import visible


def finding_line(finding: Finding) -> str:
    """Return one finding on one line, harmless to look at."""
    span = finding.span
    line, column = span.source.place(span.start)
    rule = finding.rule
    return visible(f"{span.source.name}:{line}:{column}: {rule.severity}[{rule.code}] {finding.message}")


def render(report: Report) -> str:
    """Return the findings, a line each."""
    return "".join(finding_line(finding) + "\n" for finding in report.findings)
