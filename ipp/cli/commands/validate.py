"""`ipp validate`: is the path sound?"""

from enum import StrEnum
from typing import Annotated

import typer

from ipp.cli.arguments.file_uses import BASELINE, NEW_BASELINE, PATH_FILE, READ, REPORT
from ipp.cli.completion import complete_formats, complete_rules
from ipp.cli.options import FORMAT_METAVAR, AnswerDay


class FailOn(StrEnum):
    """The least severity that fails."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def run_validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES/DIRS]...", help="Check these path files, folders of them, or stdin with -."
        ),
        READ,
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=FORMAT_METAVAR,
            autocompletion=complete_formats,
            help="Print findings in this format; FORMAT=FILE also writes them to a file. Repeatable.",
        ),
        REPORT,
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print how many findings each rule has.")
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
            help="Do not check these rules; where --select names them too, the longer text wins.",
            autocompletion=complete_rules,
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="Exit with 1 if a finding has this severity or a worse one; default: warning."),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even if something is found.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make safe fixes, and print what is left.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also make fixes that decide something for the shop.")
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Print what --fix would change, and write nothing; exit with 1 if there is anything.",
        ),
    ] = False,
    add_ignore: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Accept every finding with a comment that gives this reason."),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Accept the findings listed in this file, and print those that are gone."
        ),
        BASELINE,
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write all findings to this file, to accept them with --baseline."),
        NEW_BASELINE,
    ] = None,
    path: Annotated[
        str | None, typer.Option(metavar="FILE", help="Same as naming the file as an argument."), PATH_FILE
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="Print what was proved and how far the search went.")
    ] = False,
    depth: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=6,
            help="Search for stranded customers up to N purchases and N - 1 refusals; default: 2.",
        ),
    ] = None,
    today: AnswerDay = None,
    customers_per_month: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Say how many customers buy in a month, to check whether a holdout is large enough.",
        ),
    ] = None,
) -> None:
    """Check that path files are sound: they can be read, make sense, and every product leads on.

    Without FILES, the configured path file is checked, or every file in paths/. A file that another one includes is checked as part of it.
    Exit code 1: there are errors or warnings (--fail-on). 2: there is nothing to check.
    """
    from ipp.cli.jobs.validate import ValidateOptions, validate_files

    options = ValidateOptions(
        files=files or (),
        format=format or (),
        statistics=statistics,
        select=select,
        ignore=ignore,
        fail_on=fail_on.value if fail_on else None,
        exit_zero=exit_zero,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        add_ignore=add_ignore,
        baseline=baseline,
        write_baseline=write_baseline,
        path=path,
        proof=proof,
        depth=depth,
        today=today,
        customers_per_month=customers_per_month,
    )
    raise typer.Exit(validate_files(options))
