"""What `ipp validate` does: fix, accept, start a baseline, report."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from ipp.cli import baselines, changes, outputs
from ipp.cli.filesystem import rewrite
from ipp.cli.filesystem.discovery import read_stores
from ipp.cli.options import choose_day
from ipp.cli.rule_selection import choose_terms
from ipp.cli.settings import read_setting
from ipp.errors import RequestError
from ipp.lint.report import LintReport
from ipp.lint.run import LintTerms, lint_stores
from ipp.text.finding import SEVERITIES


class ValidateOptions(NamedTuple):
    """What was asked, option by option; None where nothing was said."""

    files: Sequence[str]
    format: Sequence[str]
    statistics: bool
    select: list[str] | None
    ignore: list[str] | None
    fail_on: str | None
    exit_zero: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_ignore: str | None
    baseline: str | None
    write_baseline: str | None
    path: str | None
    proof: bool
    depth: int | None
    today: str | None
    customers_per_month: int | None

    @property
    def changes_files(self) -> bool:
        return self.fix or self.add_ignore is not None


def validate_files(options: ValidateOptions) -> int:
    """Check path files, after changing them if that was asked; returns the exit code: 1 for findings that fail."""
    wanted = outputs.parse_outputs(options.format, read_setting("format"))
    if options.statistics:
        outputs.check_statistics(wanted)
    terms = choose_terms(
        choose_day(options.today),
        select=options.select,
        ignore=options.ignore,
        depth=options.depth,
        proof=options.proof,
        customers=options.customers_per_month,
    )
    found: changes.Found = list(read_stores([*options.files, *filter(None, [options.path])]))
    _check_options(options)
    if options.changes_files or options.diff:
        made = _change_stores(found, terms, options)
        if options.diff:
            return changes.show_changes(found, made) if not options.exit_zero else _show_only(found, made)
        found = changes.write_changes(found, made)
    report = lint_stores([store for _, store in found], terms)
    if options.write_baseline:
        return int(bool(baselines.start_baseline(report, options.write_baseline)) and not options.exit_zero)
    report = _drop_accepted(found, report, terms, options)
    return _print_report(found, report, wanted, options)


def _check_options(options: ValidateOptions) -> None:
    """Raise RequestError for options that do not go together."""
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise RequestError("--unsafe-fixes needs --fix or --diff", "add one of them")
    if options.diff and options.write_baseline:
        raise RequestError("--diff writes nothing, and --write-baseline writes a file", "use one of them")


def _change_stores(found: changes.Found, terms: LintTerms, options: ValidateOptions) -> changes.Changes:
    """Return the fixes, and the comments that accept the rest, as far as either was asked."""
    if options.changes_files:
        rewrite.check_files(file.name for file, _ in found)
    made = changes.Changes({}, 0, 0)
    if options.fix or options.add_ignore is None:
        made = changes.make_fixes(found, terms, unsafe=options.unsafe_fixes)
    if options.add_ignore is not None:
        made = changes.add_ignores(found, terms, made, options.add_ignore)
    return made


def _show_only(found: changes.Found, made: changes.Changes) -> int:
    changes.show_changes(found, made)
    return 0


def _drop_accepted(
    found: changes.Found, report: LintReport, terms: LintTerms, options: ValidateOptions
) -> LintReport:
    """Return the report without what the baseline accepts."""
    stores = [store for _, store in found]
    baselines.note_unchecked(stores, terms.rules)
    file = options.baseline or read_setting("baseline")
    return baselines.apply_baseline_file(report, file, stores, terms.rules)


def _print_report(
    found: changes.Found,
    report: LintReport,
    wanted: Sequence[outputs.Output],
    options: ValidateOptions,
) -> int:
    """Print the report, beside a file that goes to stdout; returns the exit code."""
    stream = sys.stderr if options.changes_files and any(file.stdin for file, _ in found) else sys.stdout
    outputs.write_report(report, wanted, stream, statistics=options.statistics)
    fails = _is_failure(report, options.fail_on or read_setting("fail-on"))
    return int(fails and not options.exit_zero)


def _is_failure(report: LintReport, fail_on: str) -> bool:
    worse = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.rule.severity in worse for finding in report.findings)
