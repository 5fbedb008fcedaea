"""One line a finding: `file:line:column: error[IPP101] message`."""

from ipp.lint.report import LintReport
from ipp.text.finding import Finding
from ipp.text.visible import make_visible


def write_finding(finding: Finding) -> str:
    """Return one finding on one line, harmless to look at."""
    span = finding.span
    line, column = span.source.locate_offset(span.start)
    rule = finding.rule
    return make_visible(f"{span.source.name}:{line}:{column}: {rule.severity}[{rule.code}] {finding.message}")


def render(report: LintReport) -> str:
    """Return the findings, a line each."""
    return "".join(write_finding(finding) + "\n" for finding in report.findings)
