"""`ipp validate`: is the path sound?"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import outputs, terminal
from ipp.cli.files import stores
from ipp.cli.settings import setting, settings
from ipp.cli.store import day_given
from ipp.errors import RequestError

if TYPE_CHECKING:
    from ipp.lint.report import Report


class FailOn(StrEnum):
    """The least severity that fails."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES/DIRS]...", help="Path files, folders of them, or - for stdin."),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=outputs.METAVAR,
            autocompletion=outputs.complete,
            help="How to print findings; FORMAT=FILE writes them to a file beside that. Repeatable.",
        ),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule, and print that.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Check these rules only: code, beginning of codes, or name."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Leave these rules out; the narrower word wins.")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The least severity that makes the exit code 1; default: warning.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make safe fixes, and tell what is left.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Make fixes that decide something for the shop, too.")
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Write nothing: print what --fix would change; exit code 1 if anything."),
    ] = False,
    add_ignore: Annotated[
        str | None, typer.Option(metavar="REASON", help="Accept every finding by a comment with this reason.")
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Accept the findings in this file; tell of those that are gone."),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write every finding into this file, to start from there."),
    ] = None,
    path: Annotated[
        str | None, typer.Option(metavar="FILE", help="One of FILES, said as to the other commands.")
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="Say what was proved, and how far it was looked.")
    ] = False,
    depth: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=6,
            help="Look for stranded customers up to N purchases and N - 1 Noes; default: 2.",
        ),
    ] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day from which windows are over.")
    ] = None,
) -> None:
    """Check path files: can they be read, do they make sense, does every product lead on?

    Without FILES the configured path file, or everything in paths/. A file that another one includes is checked
    as part of it. Exit code 1 when there are errors or warnings (--fail-on), 2 when there is nothing to check.
    """
    from ipp.lint.look import Terms, look
    from ipp.proof.shortest import Depth

    told = outputs.asked(format or (), setting("format"))
    far = depth or setting("depth")
    terms = Terms(_rules(select, ignore), Depth(far, far - 1), day_given(today), proof)
    found = list(stores([*(files or ()), *filter(None, [path])]))
    if unsafe_fixes and not (fix or diff):
        raise RequestError("--unsafe-fixes goes with --fix or --diff")
    changing = fix or add_ignore is not None
    if changing or diff:
        from ipp.cli import mend

        texts = mend.fixed(found, terms, unsafe=unsafe_fixes) if fix or diff else {}
        if add_ignore is not None:
            texts = mend.accepted(found, terms, texts, add_ignore)
        if diff:
            raise typer.Exit(mend.show(found, texts))
        found = mend.written(found, texts)
    report = look((store for _, store in found), terms)
    if write_baseline:
        _start_from(report, write_baseline)
        return
    report = _without_known(report, baseline or setting("baseline"))
    stream = sys.stderr if changing and any(file.stdin for file, _ in found) else sys.stdout
    outputs.tell(report, told, stream, statistics=statistics)
    if not exit_zero and _fails(report, fail_on or setting("fail-on")):
        raise typer.Exit(1)


def _rules(select: list[str] | None, ignore: list[str] | None) -> frozenset[str]:
    """Return the codes of the rules to check; options go before settings."""
    from ipp.lint.select import UnknownRule, selected

    found = settings(Path.cwd())
    for name, given in (("select", select), ("ignore", ignore)):
        origin = f"--{name}" if given is not None else f"{found[name].origin}: `{name}`"
        words = _words(given) if given is not None else found[name].value
        try:
            selected(words, ())
        except UnknownRule as unknown:
            raise RequestError(f"{origin}: {unknown}; `ipp rules` lists them") from None
    return selected(
        _words(select) if select is not None else found["select"].value,
        _words(ignore) if ignore is not None else found["ignore"].value,
    )


def _words(given: list[str]) -> list[str]:
    return [word for each in given for word in each.split(",") if word.strip()]


def _start_from(report: "Report", file: str) -> None:
    """Write a baseline of everything that was found."""
    from ipp.cli.write import write_file
    from ipp.lint.baseline import written

    write_file(Path(file), written(report), replace=True)
    terminal.note(
        f"{file} holds {len(report.findings)} findings; `ipp validate --baseline {file}` tells only others"
    )


def _without_known(report: "Report", file: str | None) -> "Report":
    """Take out the findings of a baseline, and tell of its entries that match nothing any more."""
    if file is None:
        return report
    from ipp.lint.baseline import described, hold, read

    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise RequestError(f"{file}: {reason or 'not UTF-8'}") from None
    held = hold(report, read(file, text))
    for entry in held.stale:
        terminal.note(f"{file}: nothing is found any more like {described(entry)}")
    if held.stale:
        terminal.note(f"`ipp validate --write-baseline {file}` writes it anew")
    return held.report


def _fails(report: "Report", fail_on: str) -> bool:
    from ipp.text.finding import SEVERITIES

    worse = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.rule.severity in worse for finding in report.findings)
