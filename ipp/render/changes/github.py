"""Workflow commands of GitHub Actions: what somebody loses is a warning at its line, a verdict a notice."""

from collections.abc import Callable, Iterator, Sequence

from ipp.diff.report import DiffReport, Statement
from ipp.render.changes.words import write_number, write_verdict
from ipp.render.findings.github import describe_span, escape_data, escape_property

MOST_ANNOTATIONS = 10
"""Annotations of one kind that GitHub shows of a step."""


def render_reports_github(
    reports: Sequence[DiffReport], rename: Callable[[str], str], *, counts: bool
) -> str:
    """Return a notice for each verdict, and a warning for each statement of the level `lost`; `rename` says what the repository calls a file."""
    commands = [command for report in reports for command in _list_commands(report, rename, counts)]
    return "".join(command + "\n" for command in commands)


def _list_commands(report: DiffReport, rename: Callable[[str], str], counts: bool) -> Iterator[str]:
    kind = "error" if report.problem else "notice"
    properties = f"title={escape_property(f'ipp diff: {report.new}')}"
    yield f"::{kind} {properties}::{escape_data(write_verdict(report, counts=counts))}"
    lost = [each for each in report.statements if each.level == "lost"]
    for statement in lost[:MOST_ANNOTATIONS]:
        yield _write_command(statement, report, rename, counts)


def _write_command(
    statement: Statement, report: DiffReport, rename: Callable[[str], str], counts: bool
) -> str:
    number = write_number(statement, counts=counts)
    said = f"{statement.message} ({number})" if number else statement.message
    place = describe_span(statement.span)
    if statement.span.source.name.startswith(f"{report.old.partition(':')[0]}:"):
        place = {}  # of a file that the pull request does not have
    elif "file" in place:
        place["file"] = rename(statement.span.source.name)
    properties = {**place, "title": "ipp diff: lost"}
    written = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    return f"::warning {written}::{escape_data(said)}"
