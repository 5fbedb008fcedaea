"""`--format`: what is printed, and what is written to files beside it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import SUFFIXES
from ipp.cli.filesystem.repository import find_repository_name
from ipp.cli.filesystem.write import write_file
from ipp.cli.guard import is_in_actions, write_commands
from ipp.errors import RequestError
from ipp.lint.report import LintReport
from ipp.lint.repository_paths import rename_files
from ipp.render import statistics as counts
from ipp.render.findings import FORMATS, render_page, render_text
from ipp.render.page import Line
from ipp.text.suggest import Suggester
from ipp.text.words import count_things

_PEOPLE = ("full", "concise", "grouped")
"""Formats to look at, beside which GitHub Actions is told its annotations."""
_SERVICES = ("github", "gitlab", "sarif", "junit", "markdown")
"""Formats for CI, which knows files by their place in the repository."""
_MOST_RESULTS = 25_000
"""Results that GitHub code scanning takes; a longer list is refused as a whole."""


class Output(NamedTuple):
    """A format, and the file that it goes to; None for stdout."""

    format: str
    file: Path | None


def parse_outputs(given: Sequence[str], usual: str = "full") -> tuple[Output, ...]:
    """Return what `--format` asks for, stdout first: there the usual format, unless it names another.

    Raises RequestError for an unknown format, two on stdout, two in one file, or a path file to be written over.
    """
    outputs = [_parse_output(text) for text in given]
    printed = [output for output in outputs if output.file is None]
    files = [output for output in outputs if output.file is not None]
    if len(printed) > 1:
        one, other = printed[0].format, printed[1].format
        raise RequestError(
            f"--format {one} and --format {other}: only one can be printed",
            f"write the other one to a file, `--format {other}=FILE`",
        )
    taken: dict[Path, str] = {}
    for output in files:
        assert output.file is not None
        first = taken.setdefault(Path(os.path.realpath(output.file)), output.format)
        if first != output.format:
            raise RequestError(
                f"--format: {first} and {output.format} are to be written to one file, {output.file}"
            )
    return (*(printed or [Output(_check_format(usual), None)]), *dict.fromkeys(files))


def check_statistics(outputs: Sequence[Output]) -> None:
    """Raise RequestError when what is printed cannot be statistics: they are for people, or JSON."""
    (printed,) = (output.format for output in outputs if output.file is None)
    if printed not in (*_PEOPLE, "json"):
        raise RequestError(
            f"--statistics cannot be printed as {printed}, only as text or json",
            f"write {printed} to a file, `--format {printed}=FILE`",
        )


def _parse_output(text: str) -> Output:
    name, equals, file = text.partition("=")
    name = _check_format(name)
    if not equals or file == "-":
        return Output(name, None)
    if not file or "\0" in file:
        raise RequestError(f"--format {name}=: the name of a file is missing", f"write --format {name}=FILE")
    if Path(file).suffix.lower() in SUFFIXES:
        raise RequestError(
            f"--format {name}={file}: this is a path file, and a report would overwrite it",
            "choose another name",
        )
    return Output(name, Path(file))


def _check_format(name: str) -> str:

    if name in FORMATS:
        return name
    near = Suggester().find_nearest(name, FORMATS)
    hint = f"did you mean {near}? " if near else ""
    raise RequestError(
        f"--format: there is no format {name!r}", f"{hint}the formats are {', '.join(FORMATS)}"
    )


def write_report(
    report: "LintReport", outputs: Sequence[Output], stream: TextIO, *, statistics: bool = False
) -> None:
    """Write a report to the files, each whole or not at all, and then to a stream: there only its numbers, if wanted.

    Raises RequestError when a file cannot be written.
    """
    for format, file in sorted(outputs, key=lambda output: output.file is None):
        told = _adapt_report(format, report)
        if file is not None:
            write_file(file, render_text(format, told), replace=True)
        elif statistics and format == "json":
            stream.write(counts.write_statistics_json(told))
        elif statistics or format in _PEOPLE:
            _print_page(
                list(counts.render_statistics(report))
                if statistics
                else render_page(format, told, terminal.find_width(stream)),
                report,
                stream,
            )
        elif format == "github":
            write_commands(stream, render_text(format, told))
        else:
            stream.write(render_text(format, told))


def _adapt_report(format: str, report: "LintReport") -> "LintReport":
    """Return the report as the readers of a format know it."""
    if format not in _SERVICES:
        return report
    return rename_files(
        _drop_accepted(report) if format == "sarif" and is_in_actions() else report, find_repository_name
    )


def _drop_accepted(report: "LintReport") -> "LintReport":
    """Return what code scanning can take: for accepted findings it would open alerts all the same."""
    if len(report.findings) > _MOST_RESULTS:
        terminal.print_note(
            f"SARIF holds the first {_MOST_RESULTS} of {count_things(len(report.findings), 'finding')}: GitHub takes no more"
        )
    return report._replace(findings=report.findings[:_MOST_RESULTS], suppressed=())


def _print_page(page: "list[Line] | str", report: "LintReport", stream: TextIO) -> None:
    """Print a page for people; GitHub Actions is told its annotations too."""
    if isinstance(page, str):
        stream.write(page)
    else:
        terminal.write_page(page, stream)
    if is_in_actions():
        write_commands(stream, render_text("github", _adapt_report("github", report)))
