"""JUnit XML: a suite a story file, a test case a story; a story that could not be played is an error."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ipp.render.findings.concise import write_finding
from ipp.render.findings.junit import escape_xml
from ipp.render.money import write_day
from ipp.render.stories.words import describe_failure
from ipp.stories.result import StoryReport, StoryResult, TranscriptLine


def render_report_junit(report: StoryReport) -> str:
    """Return the document."""
    counts = f'tests="{len(report.results)}" failures="{report.failed}" errors="{report.broken}"'
    suites = "".join(_write_suites(report))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<testsuites name="ipp test" {counts}>\n{suites}</testsuites>\n'


def _write_suites(report: StoryReport) -> Iterator[str]:
    for name, group in groupby(report.results, key=lambda result: result.file.source.name):
        results = list(group)
        failed = sum(not result.broken and not result.passed for result in results)
        broken = sum(result.broken for result in results)
        counts = f'tests="{len(results)}" failures="{failed}" errors="{broken}" skipped="0"'
        said = [write_finding(each) for each in report.findings if each.span.source.name == name]
        cases = "".join(_write_case(name, result, said) for result in results)
        yield f'  <testsuite name="{escape_xml(name)}" {counts}>\n{cases}  </testsuite>\n'


def _write_case(name: str, result: StoryResult, findings: Iterable[str]) -> str:
    head = f'    <testcase name="{escape_xml(result.story.name)}" classname="{escape_xml(name)}"'
    if result.passed:
        return f"{head}/>\n"
    if result.broken:
        text = escape_xml("\n".join(findings))
        outcome = f'<error type="broken story" message="the story could not be played">{text}</error>'
    else:
        outcome = _write_failure(result)
    return f"{head}>\n      {outcome}\n    </testcase>\n"


def _write_failure(result: StoryResult) -> str:
    moment = next(moment for moment in result.moments if moment.failures)
    words = describe_failure(moment.failures[0], moment.day)
    message = f"expected {words.expected}, got {words.got}"
    text = "&#10;".join(escape_xml(line) for line in _list_lines(result.moments))
    return f'<failure type="{moment.word}" message="{escape_xml(message)}">{text}</failure>'


def _list_lines(moments: tuple[TranscriptLine, ...]) -> Iterator[str]:
    """Yield the transcript up to the last failure."""
    last = max(number for number, moment in enumerate(moments) if moment.failures)
    for moment in moments[: last + 1]:
        yield f"{write_day(moment.day)}  {moment.word}  {moment.text}"
        for failure in moment.failures:
            words = describe_failure(failure, moment.day)
            place = f"{words.span.source.name}:{words.span.line}"
            yield f"  {place}: expected {words.expected}, got {words.got}"
            yield from (f"  {each}" for each in words.why)
