"""Workflow commands of GitHub Actions: each finding becomes an annotation of the pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from ipp.lint.report import LintReport
from ipp.text.finding import Finding
from ipp.text.source import STDIN, Span
from ipp.text.visible import make_visible

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: LintReport) -> str:
    """Return a command a finding. GitHub shows the first ten of a level in a step: the worst come first."""
    return "".join(_write_command(finding) + "\n" for finding in report.findings)


def _write_command(finding: Finding) -> str:
    rule = finding.rule
    properties = {**describe_span(finding.span), "title": f"{rule.code} {rule.name}"}
    written = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[rule.severity]} {written}::{'%0A'.join(map(escape_data, _list_lines(finding)))}"


def _list_lines(finding: Finding) -> list[str]:
    lines = [finding.message]
    for other in finding.related:
        line, column = other.span.source.locate_offset(other.span.start)
        lines.append(f"{other.span.source.name}:{line}:{column}: {other.message}")
    return [*lines, f"help: {finding.help}"] if finding.help else lines


def describe_span(span: Span) -> dict[str, str | int]:
    """Return the place; columns only within one line, as GitHub wants it, and the last one inclusive."""
    if span.source.name == STDIN:
        return {}  # an annotation of no file stands with the run
    line, column = span.source.locate_offset(span.start)
    end_line, end_column = span.source.locate_offset(span.end)
    place: dict[str, str | int] = {"file": span.source.name, "line": line, "endLine": end_line}
    if line == end_line:
        place |= {"col": column, "endColumn": max(column, end_column - 1)}
    return place


def escape_data(text: str) -> str:
    """Return text for the message of a command."""
    return make_visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return text for a property of a command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
