"""What `ipp learn` does, once it is known that what it needs is installed."""

import sys
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.path_file import has_path_file, load_usable_store
from ipp.cli.filesystem.write import write_file
from ipp.cli.jobs.history.page import check_page
from ipp.cli.options import choose_day
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.errors import RequestError
from ipp.learn.supported import Learned, learn_pairs
from ipp.loading import Store, load_nothing
from ipp.path.values import parse_option, parse_rate
from ipp.render.learning.learned_csv import write_learned_csv, write_rates_csv
from ipp.render.learning.learned_json import write_learned_json
from ipp.render.learning.learned_text import render_learned
from ipp.render.learning.report import write_learned_page


class LearnOptions(NamedTuple):
    """What was asked: the orders, how to read them, and how what is learned is printed."""

    orders: str
    log: str | None
    rates: str | None
    reading: OrderOptions
    path: str | None
    false_share: str
    today: str | None
    everything: bool
    output: str | None
    memory: str | None
    format: str


def print_learned(options: LearnOptions) -> None:
    """Print what follows what in some orders, and what that says of the path, if there is one."""
    store = load_usable_store(options.path) if has_path_file(options.path) else load_nothing()
    _check_options(options)
    if options.output:
        check_page(options.output)
    learned = _learn_orders(store, options)
    if options.rates:
        write_file(Path(options.rates), write_rates_csv(learned.rates or ()), replace=True)
    if options.output:
        write_file(Path(options.output), write_learned_page(learned, store.path.store), replace=True)
    match options.format:
        case "json":
            sys.stdout.write(write_learned_json(learned, store.path.store))
        case "csv":
            sys.stdout.write(write_learned_csv(learned))
        case _:
            width = terminal.measure_width()
            terminal.write_page(render_learned(learned, width, everything=options.everything))


def _check_options(options: LearnOptions) -> None:
    if options.log and not has_path_file(options.path):
        raise RequestError("--log holds offers of a path: which path file? Say --path FILE")
    if options.rates and not options.log:
        raise RequestError("--rates FILE takes what a log tells: which log? Say --log FILE")


def _learn_orders(store: Store, options: LearnOptions) -> Learned:
    day = choose_day(options.today)
    false_share = float(parse_option("--fdr", options.false_share, parse_rate))
    with open_orders((options.orders, options.log, None), options.reading, options.memory) as opened:
        return learn_pairs(opened.engine, store.policy, opened.request, day, false_share, opened.progress)
