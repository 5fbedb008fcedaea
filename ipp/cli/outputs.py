"""`--format`: what is printed, and what is written to files beside it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from ipp.cli import terminal
from ipp.cli.guard import in_actions, write_commands
from ipp.cli.store import SUFFIXES
from ipp.errors import RequestError

if TYPE_CHECKING:
    from ipp.lint.report import Report
    from ipp.render.page import Line

METAVAR = "FORMAT[=FILE]"
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


def asked(given: Sequence[str], usual: str = "full") -> tuple[Output, ...]:
    """Return what `--format` asks for, stdout first: there the usual format, unless it names another.

    Raises RequestError for an unknown format, two on stdout, two in one file, or a path file to be written over.
    """
    outputs = [_output(text) for text in given]
    printed = [output for output in outputs if output.file is None]
    files = [output for output in outputs if output.file is not None]
    if len(printed) > 1:
        one, other = printed[0].format, printed[1].format
        raise RequestError(
            f"--format {one} and --format {other}: one is printed; write the other to a file, `--format {other}=FILE`"
        )
    taken: dict[Path, str] = {}
    for output in files:
        assert output.file is not None
        first = taken.setdefault(Path(os.path.realpath(output.file)), output.format)
        if first != output.format:
            raise RequestError(
                f"--format: {first} and {output.format} are to be written to one file, {output.file}"
            )
    return (*(printed or [Output(_known(usual), None)]), *dict.fromkeys(files))


def check_statistics(outputs: Sequence[Output]) -> None:
    """Raise RequestError when what is printed cannot be statistics: they are for people, or JSON."""
    (printed,) = (output.format for output in outputs if output.file is None)
    if printed not in (*_PEOPLE, "json"):
        raise RequestError(
            f"--statistics is printed for people or as json; write {printed} to a file, `--format {printed}=FILE`"
        )


def _output(text: str) -> Output:
    name, equals, file = text.partition("=")
    name = _known(name)
    if not equals or file == "-":
        return Output(name, None)
    if not file or "\0" in file:
        raise RequestError(f"--format {name}=: say the name of a file")
    if Path(file).suffix.lower() in SUFFIXES:
        raise RequestError(
            f"--format {name}={file}: a report is not written over a path file; call it otherwise"
        )
    return Output(name, Path(file))


def _known(name: str) -> str:
    from ipp.render.findings import FORMATS
    from ipp.text.suggest import Suggester

    if name in FORMATS:
        return name
    near = Suggester().nearest(name, FORMATS)
    hint = f"; did you mean {near}?" if near else ""
    raise RequestError(f"--format: there is no format {name!r}{hint} (there are {', '.join(FORMATS)})")


def complete(incomplete: str) -> list[str]:
    """Complete the names of formats."""
    from ipp.render.findings import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def tell(report: "Report", outputs: Sequence[Output], stream: TextIO, *, statistics: bool = False) -> None:
    """Write a report to the files, each whole or not at all, and then to a stream: there only its numbers, if wanted.

    Raises RequestError when a file cannot be written.
    """
    from ipp.cli.write import write_file
    from ipp.render import statistics as counts
    from ipp.render.findings import page, rendered

    for format, file in sorted(outputs, key=lambda output: output.file is None):
        told = _for(format, report)
        if file is not None:
            write_file(file, rendered(format, told), replace=True)
        elif statistics and format == "json":
            stream.write(counts.as_json(told))
        elif statistics or format in _PEOPLE:
            _show(list(counts.render(report)) if statistics else page(format, told), report, stream)
        elif format == "github":
            write_commands(stream, rendered(format, told))
        else:
            stream.write(rendered(format, told))


def _for(format: str, report: "Report") -> "Report":
    """Return the report as the readers of a format know it."""
    from ipp.cli.repository import name_in_repository
    from ipp.lint.renamed import renamed

    if format not in _SERVICES:
        return report
    return renamed(_scanned(report) if format == "sarif" and in_actions() else report, name_in_repository)


def _scanned(report: "Report") -> "Report":
    """Return what code scanning can take: for accepted findings it would open alerts all the same."""
    if len(report.findings) > _MOST_RESULTS:
        terminal.note(
            f"SARIF holds the first {_MOST_RESULTS} of {len(report.findings)} findings: GitHub takes no more"
        )
    return report._replace(findings=report.findings[:_MOST_RESULTS], suppressed=())


def _show(page: "list[Line] | str", report: "Report", stream: TextIO) -> None:
    """Print a page for people; GitHub Actions is told its annotations too."""
    from ipp.render.findings import rendered

    stream.write(page if isinstance(page, str) else terminal.shown(page))
    if in_actions():
        write_commands(stream, rendered("github", _for("github", report)))
