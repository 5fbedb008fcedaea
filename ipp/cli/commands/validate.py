"""`ipp validate`: is the path sound?"""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import baselines as known
from ipp.cli import outputs
from ipp.cli.completion import complete_rules
from ipp.cli.filesystem.discovery import read_stores
from ipp.cli.options import WindowDay, choose_day
from ipp.cli.rule_selection import choose_rules
from ipp.cli.settings import read_setting
from ipp.errors import RequestError

if TYPE_CHECKING:
    from ipp.lint.report import LintReport


class FailOn(StrEnum):
    """The least severity that fails."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def run_validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES/DIRS]...", help="Path files, folders of them, or - for stdin."),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=outputs.METAVAR,
            autocompletion=outputs.complete_formats,
            help="How to print findings; FORMAT=FILE writes them to a file beside that. Repeatable.",
        ),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule, and print that.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            help="Check these rules only: code, beginning of codes, or name.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE",
            help="Leave these rules out; the narrower word wins.",
            autocompletion=complete_rules,
        ),
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
    today: WindowDay = None,
) -> None:
    """Check path files: can they be read, do they make sense, does every product lead on?

    Without FILES the configured path file, or everything in paths/. A file that another one includes is checked
    as part of it. Exit code 1 when there are errors or warnings (--fail-on), 2 when there is nothing to check.
    """
    from ipp.lint.run import LintTerms, lint_stores
    from ipp.proof.stranded.search import ProofDepth

    told = outputs.parse_outputs(format or (), read_setting("format"))
    if statistics:
        outputs.check_statistics(told)
    far = depth or read_setting("depth")
    terms = LintTerms(
        choose_rules(select, ignore),
        ProofDepth(far, far - 1),
        choose_day(today),
        proof,
        read_setting("longest-silence"),
    )
    found = list(read_stores([*(files or ()), *filter(None, [path])]))
    if unsafe_fixes and not (fix or diff):
        raise RequestError("--unsafe-fixes goes with --fix or --diff")
    if diff and write_baseline:
        raise RequestError("--diff writes nothing: say --write-baseline without it")
    changing = fix or add_ignore is not None
    if changing or diff:
        from ipp.cli import changes as mend
        from ipp.cli.filesystem import rewrite

        if changing:
            rewrite.check_files(file.name for file, _ in found)
        changes = mend.Changes({}, 0, 0)
        if fix or add_ignore is None:
            changes = mend.make_fixes(found, terms, unsafe=unsafe_fixes)
        if add_ignore is not None:
            changes = mend.add_ignores(found, terms, changes, add_ignore)
        if diff:
            code = mend.show_changes(found, changes)
            raise typer.Exit(0 if exit_zero else code)
        found = mend.write_changes(found, changes)
    read = [store for _, store in found]
    report = lint_stores(read, terms)
    if write_baseline:
        raise typer.Exit(int(bool(known.start_baseline(report, write_baseline)) and not exit_zero))
    known.note_unchecked(read, terms.rules)
    report = known.apply_baseline_file(report, baseline or read_setting("baseline"), read, terms.rules)
    stream = sys.stderr if changing and any(file.stdin for file, _ in found) else sys.stdout
    outputs.write_report(report, told, stream, statistics=statistics)
    if not exit_zero and _is_failure(report, fail_on or read_setting("fail-on")):
        raise typer.Exit(1)


def _is_failure(report: "LintReport", fail_on: str) -> bool:
    from ipp.text.finding import SEVERITIES

    worse = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.rule.severity in worse for finding in report.findings)
