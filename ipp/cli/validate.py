"""`ipp validate`: is the path sound?"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import terminal
from ipp.cli.store import SUFFIXES, day_given, path_file, read_stdin
from ipp.errors import RequestError
from ipp.load import Store, Unread, load_file
from ipp.text.finding import Finding, worst_first

if TYPE_CHECKING:
    from ipp.lint.report import Report

_LONG = 1_000_000  # bytes; a longer file takes a while, and says so on a terminal


class Format(StrEnum):
    """How findings are printed."""

    full = "full"
    concise = "concise"
    json = "json"


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES/DIRS]...", help="Path files, folders of them, or - for stdin."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print findings.")] = Format.full,
    path: Annotated[
        str | None, typer.Option(metavar="FILE", help="One of FILES, said as to the other commands.")
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="Say what was proved, and how far it was looked.")
    ] = False,
    depth: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, max=6, help="Look for stranded customers up to N purchases and N - 1 Noes."
        ),
    ] = 2,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day from which windows are over.")
    ] = None,
) -> None:
    """Check path files: can they be read, do they make sense, does every product lead on?

    Without FILES the configured path file, or everything in paths/. A file that another one includes is checked
    as part of it. Exit code 1 when there are errors or warnings, 2 when there is nothing to check.
    """
    report = _look(
        _stores([*(files or ()), *filter(None, [path])] or _default()), depth, day_given(today), proof
    )
    if format is Format.full:
        from ipp.render.findings import full

        terminal.write(full.render(report))
    else:
        from ipp.render.findings import rendered

        sys.stdout.write(rendered(format, report))
    if any(finding.rule.severity != "info" for finding in report.findings):
        raise typer.Exit(1)


def _default() -> list[str]:
    try:
        return [path_file(None)]
    except RequestError:
        if Path("paths").is_dir():
            return ["paths"]
        raise RequestError("nothing to check: name a path file, or make one with `ipp init`") from None


def _look(stores: Iterator[Store | Unread], depth: int, today: date, proof: bool) -> "Report":
    from ipp.lint.check import examine
    from ipp.lint.proved import Proved, prove
    from ipp.lint.report import Report, Suppressed
    from ipp.proof.shortest import Depth

    findings: list[Finding] = []
    suppressed: list[Suppressed] = []
    proved: list[Proved] = []
    files = products = 0
    for loaded in stores:
        examined = examine(loaded, Depth(depth, depth - 1), today)
        findings += examined.findings
        suppressed += examined.suppressed
        files += len(loaded.path.files) if isinstance(loaded, Store) else 1
        products += len(loaded.path.products) if isinstance(loaded, Store) else 0
        if proof and examined.checked:
            proved += filter(None, [prove(examined.checked)])
    return Report(
        tuple(worst_first(findings)), files, products, tuple(suppressed), tuple(proved) if proof else None
    )


def _stores(given: Sequence[str]) -> Iterator[Store | Unread]:
    """Read each store that is meant; a file of a folder that another includes is no store of its own."""
    found = [file for name in given for file in _files(name)]
    loaded = {file: _read(file) for file in dict.fromkeys(found)}
    if not loaded:
        raise RequestError(f"nothing to check: no .yaml or .yml file in {', '.join(given)}")
    parts = {
        str(Path(source.name).resolve())
        for store in loaded.values()
        if isinstance(store, Store)
        for source, _ in store.path.files[1:]
    }
    named = set(given)
    for file, store in loaded.items():
        if file in named or str(Path(file).resolve()) not in parts:
            yield store


def _files(name: str) -> list[str]:
    folder = Path(name)
    if name == "-" or not folder.is_dir():
        return [name]
    return sorted(
        str(file)
        for file in folder.rglob("*")
        if file.suffix in SUFFIXES and file.is_file() and not _hidden(file.relative_to(folder))
    )


def _hidden(file: Path) -> bool:
    return any(part.startswith(".") for part in file.parts)


def _read(file: str) -> Store | Unread:
    if file == "-":
        return read_stdin()
    try:
        long = Path(file).stat().st_size > _LONG
    except (OSError, ValueError):
        long = False
    with terminal.progress(f"reading {file}" if long else None):
        return load_file(file)
