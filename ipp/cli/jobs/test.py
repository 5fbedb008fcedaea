"""What `ipp test` does: play stories, bring them up to date, print what they come to."""

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from decimal import Decimal
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem import rewrite
from ipp.cli.filesystem.path_file import PathFile, find_path_file
from ipp.cli.filesystem.repository import find_repository_name
from ipp.cli.filesystem.story_files import read_story_sources
from ipp.cli.guard import is_in_actions, write_commands
from ipp.cli.jobs.generate_stories import generate_stories
from ipp.cli.options import choose_day
from ipp.errors import RequestError
from ipp.loading import Store, UnreadFile
from ipp.path.values import parse_option, parse_rate
from ipp.render import diff
from ipp.render.page import make_line
from ipp.render.stories.as_json import render_report_json
from ipp.render.stories.coverage import render_coverage
from ipp.render.stories.github import render_report_github
from ipp.render.stories.junit import render_report_junit
from ipp.render.stories.text import render_report
from ipp.stories.coverage.record import Coverage, CoverageRecord, StoryWatch
from ipp.stories.result import StoryReport
from ipp.stories.run import StoryTerms, run_story_files
from ipp.stories.update import update_stories
from ipp.text.source import STDIN, Source
from ipp.text.visible import shorten_text
from ipp.text.words import count_things


class TestOptions(NamedTuple):
    """What was asked, option by option; None where nothing was said."""

    files: Sequence[str]
    wanted: str | None
    path: str | None
    update: bool
    coverage: bool
    least: str | None
    generate: int | None
    today: str | None
    format: str


def run_tests(options: TestOptions) -> int:
    """Play stories and print what they come to; returns the exit code: 1 when one fails, 2 when there is nothing to play."""
    if options.generate is not None:
        return generate_stories(options.files, options.path, choose_day(options.today), options.generate)
    if options.today is not None:
        raise RequestError(
            "--today needs --generate: each story file names its own day", "write `today:` in the story file"
        )
    if options.update:
        _check_updatable()
    least = parse_option("--min-coverage", options.least, parse_rate) if options.least is not None else None
    records: dict[str, CoverageRecord] = {}
    sources = read_story_sources(options.files)

    def watch(store: Store) -> StoryWatch:
        name = store.source.name
        return records.setdefault(name, CoverageRecord(store.policy, name)).watch_story()

    terms = StoryTerms(_load_store, options.path, lambda: find_path_file(None), options.wanted, watch)
    report = run_story_files(sources, terms)
    _check_played(report, options)
    if options.update:
        report = run_story_files(_update_sources(sources, report, options.format), terms)
    wanted = options.coverage or least is not None
    coverages = [record.count_goals() for record in records.values()] if wanted else None
    _print_report(report, coverages, options.format)
    return max(_find_exit_code(report), _check_coverage(coverages or (), least))


def _load_store(name: str) -> Store | UnreadFile:
    return PathFile(name).load_store({})


def _check_updatable() -> None:
    """Raise RequestError in CI: what is expected is decided by people, who read the diff."""
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        raise RequestError(
            "--update does not run in CI (the variable `CI` is set)", "run it where somebody reads the diff"
        )


def _check_played(report: StoryReport, options: TestOptions) -> None:
    """Raise RequestError where there was nothing to play, and nothing is wrong with the files."""
    if report.results or report.findings:
        return
    if options.wanted is not None:
        raise RequestError(
            f"nothing to run: no story has {shorten_text(options.wanted)!r} in its name",
            "`ipp test -v` lists the stories",
        )
    raise RequestError("nothing to run: the story files hold no story")


def _update_sources(sources: Sequence[Source], report: StoryReport, format: str) -> list[Source]:
    """Write what the engine says in the place of what is wrong, print the diff, and return the files as they are now."""
    update = update_stories(report)
    texts = {source.name: (source.text, text) for source, text in update.texts if text != source.text}
    if STDIN in texts:
        raise RequestError("--update: stdin cannot be written to", "name a file")
    rewrite.replace_texts(texts)
    with redirect_stdout(sys.stdout if format == "text" else sys.stderr):  # programs read one answer
        rewrite.print_diffs(diff.write_diff(name, before, after) for name, (before, after) in texts.items())
        if texts:
            files = count_things(len(texts), "file")
            terminal.write_page([make_line(f"Changed {count_things(update.changed, 'value')} in {files}.")])
    for span in update.unwritten:
        terminal.print_note(f"{span.source.name}:{span.line}: written in a way that is changed by hand only")
    return [Source(each.name, texts[each.name][1]) if each.name in texts else each for each in sources]


def _check_coverage(coverages: Sequence[Coverage], least: Decimal | None) -> int:
    """Say which paths are reached less than they must be; returns 1 if there is one."""
    short = [each for each in coverages if least is not None and not each.is_at_least(least)]
    for each in short:
        terminal.print_note(
            f"{each.path}: {each.percent}% is reached, less than {least:.2%}".replace(".00%", "%")
        )
    return int(bool(short))


def _print_report(report: StoryReport, coverages: Sequence[Coverage] | None, format: str) -> None:
    annotations = ""
    if format == "github" or (format == "text" and is_in_actions()):
        annotations = render_report_github(report, find_repository_name)
    match format:
        case "json":
            sys.stdout.write(render_report_json(report, coverages))
        case "junit":
            sys.stdout.write(render_report_junit(report))
        case "text":
            terminal.write_page(render_report(report))
            for each in coverages or ():
                terminal.write_page([(), *render_coverage(each)])
    if annotations:
        write_commands(sys.stdout, annotations)


def _find_exit_code(report: StoryReport) -> int:
    if not report.played and report.unserved:
        return 2
    wrong = any(finding.rule.severity == "error" for finding in report.findings)
    return int(bool(report.failed or report.broken or wrong))
