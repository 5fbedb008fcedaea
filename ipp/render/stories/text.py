"""Stories for people: of each that failed the transcript up to the last failure, what was expected, what came, and why."""

from collections.abc import Iterator

from ipp.render.findings.full import render_finding
from ipp.render.money import write_day
from ipp.render.page import Line, Piece, make_line, pad_text
from ipp.render.stories.words import describe_failure
from ipp.stories.result import StoryReport, StoryResult, TranscriptLine
from ipp.text.words import count_things

_LABEL = 11


def render_report(report: StoryReport) -> Iterator[Line]:
    """Yield findings, failures, and how many stories passed."""
    for finding in report.findings:
        yield from render_finding(finding)
        yield make_line()
    for result in report.results:
        if result.failures:
            yield from _render_result(result)
            yield make_line()
    yield _render_summary(report)


def _render_result(result: StoryResult) -> Iterator[Line]:
    place = f"{result.file.source.name}:{result.story.span.line}"
    yield make_line(Piece("FAIL ", "red"), Piece(result.story.name, "bold"), Piece(f"  {place}", "dim"))
    last = max(number for number, moment in enumerate(result.moments) if moment.failures)
    for moment in result.moments[: last + 1]:
        yield from _render_moment(moment)


def _render_moment(moment: TranscriptLine) -> Iterator[Line]:
    mark = Piece("  ✗ ", "red") if moment.failures else Piece("    ")
    day = Piece(pad_text(write_day(moment.day), 13), "dim")
    yield make_line(mark, day, Piece(pad_text(moment.word, _LABEL), "cyan"), moment.text)
    for failure in moment.failures:
        words = describe_failure(failure, moment.day)
        rows = [("expected", words.expected), ("got", words.got), *(("why", each) for each in words.why)]
        for label, text in rows:
            style = "red" if label == "got" else "bold"
            yield make_line(" " * 17, Piece(pad_text(label, _LABEL), style), text)
        yield make_line(
            " " * 17, Piece(f"{pad_text('at', _LABEL)}{words.span.source.name}:{words.span.line}", "dim")
        )


def _render_summary(report: StoryReport) -> Line:
    passed = report.played - report.failed
    files = count_things(report.files, "file")
    stories = count_things(report.played, "story", "stories")
    if not report.failed and not (report.broken or report.unserved or report.unread):
        return make_line(Piece(f"{stories} passed", "green"), f" ({files}).")
    parts = [
        f"{report.failed} of {stories} failed"
        if report.failed
        else f"{count_things(passed, 'story', 'stories')} passed"
    ]
    if report.broken:
        parts.append(f"{count_things(report.broken, 'story', 'stories')} could not be played")
    if report.unread:
        were = "was" if report.unread == 1 else "were"
        parts.append(f"{count_things(report.unread, 'file')} could not be read and {were} not played")
    return make_line(Piece(", ".join(parts), "red"), f" ({files}).")
