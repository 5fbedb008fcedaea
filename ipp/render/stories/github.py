"""Workflow commands of GitHub Actions: each failure becomes an annotation at its line of the story file."""

from collections.abc import Callable

from ipp.lint.report import LintReport
from ipp.lint.repository_paths import rename_files
from ipp.render.findings import github
from ipp.render.findings.github import describe_span, escape_data, escape_property
from ipp.render.stories.words import describe_failure
from ipp.stories.result import Failure, StoryReport, StoryResult, TranscriptLine


def render_report_github(report: StoryReport, rename: Callable[[str], str]) -> str:
    """Return a command a finding and a failure; `rename` says what the repository calls a file."""
    findings = rename_files(LintReport(report.findings, report.files, 0), rename)
    commands = [
        _write_command(result, moment, failure, rename)
        for result in report.results
        for moment in result.moments
        for failure in moment.failures
    ]
    return github.render(findings) + "".join(command + "\n" for command in commands)


def _write_command(
    result: StoryResult, moment: TranscriptLine, failure: Failure, rename: Callable[[str], str]
) -> str:
    words = describe_failure(failure, moment.day)
    place = describe_span(words.span)
    if "file" in place:
        place["file"] = rename(words.span.source.name)
    properties = {**place, "title": f"ipp test: {result.story.name}"}
    written = ",".join(f"{key}={escape_property(str(value))}" for key, value in properties.items())
    lines = [f"expected {words.expected}", f"got {words.got}", *words.why]
    return f"::error {written}::{'%0A'.join(map(escape_data, lines))}"
