"""What `ipp measure` does, once it is known that what it needs is installed."""

import sys
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.page import check_page
from ipp.cli.filesystem.path_file import has_path_file, load_usable_store
from ipp.cli.filesystem.write import write_file
from ipp.cli.options import choose_day
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.errors import RequestError
from ipp.loading import Store, load_nothing
from ipp.measure.experiment import Experiment, find_arm, find_holdout
from ipp.measure.power import Outlook, look_ahead
from ipp.measure.run import Measured, measure_path
from ipp.path.values import parse_duration, parse_option
from ipp.render.measuring.measured_json import write_measured_json
from ipp.render.measuring.measured_text import render_measured
from ipp.render.measuring.power import render_outlook, write_outlook_json
from ipp.render.measuring.report import write_measured_page

LONGEST = 730
"""Days of the longest window."""


class MeasureOptions(NamedTuple):
    """What was asked: the files, what is compared, and how the answer is printed."""

    orders: str
    log: str | None
    window: str
    holdout: str | None
    segment: str | None
    since: str | None
    power: bool
    reading: OrderOptions
    path: str | None
    today: str | None
    everything: bool
    output: str | None
    memory: str | None
    as_json: bool


def print_measured(options: MeasureOptions) -> int:
    """Print what the path brings, or with --power how long it takes to see it; return the exit code."""
    _check_options(options)
    return _print_outlook(options) if options.power else _print_comparison(options)


def _print_comparison(options: MeasureOptions) -> int:
    store = load_usable_store(options.path)
    found = _measure_store(store, _find_experiment(store, options), options)
    if options.output:
        write_file(Path(options.output), write_measured_page(found, store.path.store), replace=True)
    if options.as_json:
        sys.stdout.write(write_measured_json(found, store.path.store))
    else:
        width = terminal.measure_width()
        terminal.write_page(render_measured(found, width, everything=options.everything))
    return 1 if found.stops else 0


def _print_outlook(options: MeasureOptions) -> int:
    store = load_usable_store(options.path) if has_path_file(options.path) else load_nothing()
    found = _look_ahead(store, options)
    if options.as_json:
        sys.stdout.write(write_outlook_json(found, store.path.store))
    else:
        terminal.write_page(render_outlook(found, terminal.measure_width()))
    return 0


def _check_options(options: MeasureOptions) -> None:
    """Raise RequestError for options that do not go together."""
    if options.holdout and options.segment:
        raise RequestError("--holdout and --segment are two comparisons", "say one of them")
    if options.since and not options.segment:
        raise RequestError("--since goes with --segment", "a holdout says its own first day, `from`")
    compared = {
        "--log": options.log,
        "--holdout": options.holdout,
        "--segment": options.segment,
        "--output": options.output,
    }
    said = [name for name, value in compared.items() if value]
    if options.power and said:
        raise RequestError("--power looks at orders alone", f"leave out {said[0]}")
    if not options.power and not options.log:
        raise RequestError(
            "--log is missing: it says who was asked, and who was held",
            "name the folder that `ipp plan` writes to with --log DIR, or look ahead with --power",
        )
    if options.output:
        check_page(options.output)


def _find_experiment(store: Store, options: MeasureOptions) -> Experiment:
    if options.segment:
        since = choose_day(options.since, "since") if options.since else None
        return find_arm(store.policy, options.segment, since)
    return find_holdout(store.policy, options.holdout)


def _measure_store(store: Store, experiment: Experiment, options: MeasureOptions) -> Measured:
    day, window = choose_day(options.today), _parse_window(options.window)
    with open_orders((options.orders, options.log, None), options.reading, day, options.memory) as opened:
        return measure_path(
            opened.engine,
            store.policy,
            opened.request,
            day,
            experiment,
            window,
            opened.progress,
            follow=options.output is not None,
        )


def _look_ahead(store: Store, options: MeasureOptions) -> Outlook:
    day, window = choose_day(options.today), _parse_window(options.window)
    with open_orders((options.orders, None, None), options.reading, day, options.memory) as opened:
        return look_ahead(opened.engine, store.policy, opened.request, day, window, opened.progress)


def _parse_window(text: str) -> int:
    days = parse_option("--window", text, parse_duration).days
    if not 1 <= days <= LONGEST:
        raise RequestError(f"--window {text}: that is no window", f"say 1 to {LONGEST} days, such as 60d")
    return days
