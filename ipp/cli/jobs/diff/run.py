"""What `ipp diff` does: read both sides, compare them, print what differs."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.repository import find_repository_name
from ipp.cli.filesystem.sides import SidePair, pair_git_files, pair_sides
from ipp.cli.guard import is_in_actions, write_commands
from ipp.cli.jobs.diff.compare import FurtherLook, compare_pair
from ipp.cli.options import choose_day
from ipp.cli.orders.options import OrderOptions
from ipp.diff.report import DiffReport, fails_on
from ipp.errors import RequestError
from ipp.render.changes.as_json import render_reports_json
from ipp.render.changes.github import render_reports_github
from ipp.render.changes.markdown import render_reports_markdown
from ipp.render.changes.text import render_reports


class DiffOptions(NamedTuple):
    """What was asked, option by option; None where nothing was said."""

    sides: Sequence[str]
    git: bool
    files: tuple[str | None, str | None, str | None]
    reading: OrderOptions
    forecast: bool
    today: str | None
    fail_on: str
    most: int
    counts: bool
    format: str


def print_diff(options: DiffOptions) -> int:
    """Compare and print; returns the exit code: 1 when something is as bad as `fail_on`, 2 when something could not be compared. As git's external diff always 0."""
    today = choose_day(options.today)
    pairs = _find_pairs(options)
    _check_orders(pairs, options)
    further = FurtherLook(options.files, options.reading, options.forecast)
    reports = [compare_pair(pair, today, further) for pair in pairs]
    _print_reports(reports, today, options)
    if options.git:
        return 0
    if any(report.problem for report in reports):
        return 2
    return int(fails_on(reports, options.fail_on))


def _find_pairs(options: DiffOptions) -> list[SidePair]:
    if options.git:
        return [pair_git_files(options.sides)]
    if not options.sides or len(options.sides) > 2:
        raise RequestError(
            "nothing to compare with", "type `ipp diff OLD [NEW]`: files, folders, or git revisions"
        )
    return pair_sides(options.sides[0], options.sides[1] if len(options.sides) == 2 else None)


def _check_orders(pairs: Sequence[SidePair], options: DiffOptions) -> None:
    """Raise RequestError where a log or customers come without orders, or orders for several stores."""
    if options.files[0] is None and (any(options.files) or any(options.reading)):
        raise RequestError(
            "an option says how to read orders, and no orders are named", "name them with --orders FILE"
        )
    if options.files[0] is not None and len(pairs) > 1:
        raise RequestError(
            f"--orders belong to one store, and {len(pairs)} path files are compared", "name one path file"
        )


def _print_reports(reports: Sequence[DiffReport], today: date, options: DiffOptions) -> None:
    match options.format:
        case "json":
            sys.stdout.write(render_reports_json(reports, today, counts=options.counts))
        case "markdown":
            sys.stdout.write(render_reports_markdown(reports, most=options.most, counts=options.counts))
        case "github":
            write_commands(
                sys.stdout, render_reports_github(reports, find_repository_name, counts=options.counts)
            )
        case _:
            terminal.write_page(render_reports(reports, most=options.most, counts=options.counts))
            if is_in_actions():
                commands = render_reports_github(reports, find_repository_name, counts=options.counts)
                write_commands(sys.stdout, commands)
