"""What `ipp backtest` does, once it is known that what it needs is installed."""

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
from ipp.learn.backtest.run import run_backtest
from ipp.loading import load_nothing
from ipp.render.learning.backtest_json import write_backtest_json
from ipp.render.learning.backtest_text import render_backtest
from ipp.render.learning.report import write_backtest_page


class BacktestOptions(NamedTuple):
    """What was asked: the orders, how to read them, and how the answer is printed."""

    orders: str
    reading: OrderOptions
    path: str | None
    today: str | None
    output: str | None
    memory: str | None
    as_json: bool


def print_backtest(options: BacktestOptions) -> None:
    """Print how often the path, and others, would have said what customers did next."""
    store = load_usable_store(options.path) if has_path_file(options.path) else load_nothing()
    day = choose_day(options.today)
    if options.output:
        check_page(options.output)
    with open_orders((options.orders, None, None), options.reading, day, options.memory) as opened:
        found = run_backtest(opened.engine, store.policy, opened.request, day, opened.progress)
    if options.output:
        write_file(Path(options.output), write_backtest_page(found, store.path.store), replace=True)
    if options.as_json:
        sys.stdout.write(write_backtest_json(found, store.path.store))
    else:
        terminal.write_page(render_backtest(found, terminal.measure_width()))
