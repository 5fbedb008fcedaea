"""What `ipp learn` does, once it is known that what it needs is installed."""

import sys
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.page import check_page
from ipp.cli.filesystem.path_file import find_path_file, has_path_file, load_usable_store
from ipp.cli.filesystem.rewrite import check_files, print_diffs, replace_texts
from ipp.cli.filesystem.write import write_file
from ipp.cli.jobs.history.draft import check_target, write_drafted
from ipp.cli.options import choose_day
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.errors import RequestError
from ipp.learn.draft.make_draft import Draft, make_draft
from ipp.learn.supported import Learned, learn_pairs
from ipp.learn.writing.write_rates import write_rates
from ipp.loading import Store, load_nothing
from ipp.path.values import parse_option, parse_rate
from ipp.render.diff import write_diff
from ipp.render.learning.learned_csv import write_learned_csv, write_rates_csv
from ipp.render.learning.learned_json import write_learned_json
from ipp.render.learning.learned_text import render_learned
from ipp.render.learning.rates_text import list_unwritten
from ipp.render.learning.report import write_learned_page


class LearnOptions(NamedTuple):
    """What was asked: the orders, how to read them, and how what is learned is printed."""

    orders: str
    log: str | None
    rates: str | None
    diff: bool
    write: bool
    draft: str | None
    ultimate: str | None
    reading: OrderOptions
    path: str | None
    false_share: str
    today: str | None
    everything: bool
    output: str | None
    memory: str | None
    format: str


def print_learned(options: LearnOptions) -> None:
    """Print what follows what in some orders, and what that says of the path, if there is one; or write a draft of a path."""
    _check_options(options)
    if options.output:
        check_page(options.output)
    store, draft = _load_path(options), None
    if options.draft:
        draft = _draft_path(store, options)
        write_drafted(draft, options.draft, options.ultimate, shown=options.format == "text")
    learned = draft.learned if draft else _learn_orders(store, options)
    if options.rates:
        write_file(Path(options.rates), write_rates_csv(learned.rates or ()), replace=True)
    if options.output:
        write_file(Path(options.output), write_learned_page(learned, store.path.store), replace=True)
    changes = options.diff or options.write
    if changes:
        _change_path(store, learned, options)
    match options.format:
        case "json":
            sys.stdout.write(write_learned_json(learned, store.path.store))
        case "csv":
            terminal.open_output().write(write_learned_csv(learned))
        case _ if not (changes or draft):
            width = terminal.measure_width()
            terminal.write_page(render_learned(learned, width, everything=options.everything))


def _load_path(options: LearnOptions) -> Store:
    """Return the path that is meant; an empty one for a draft, or where there is none."""
    if options.draft or not has_path_file(options.path):
        return load_nothing()
    return load_usable_store(options.path)


def _check_options(options: LearnOptions) -> None:
    if options.ultimate is not None and not options.draft:
        raise RequestError("--ultimate is for a draft", "say --draft FILE, too")
    if options.draft:
        given = {"--path": options.path, "--log": options.log, "--rates": options.rates}
        for option in (name for name, value in given.items() if value):
            raise RequestError("--draft makes a path out of orders alone", f"leave out {option}")
        check_target(options.draft)
    if options.log and not has_path_file(options.path):
        raise RequestError("--log needs a path file, whose offers it holds", "name it with --path FILE")
    if options.rates and not options.log:
        raise RequestError("--rates needs a log of offers", "name it with --log FILE")
    if options.diff or options.write:
        if not options.log:
            raise RequestError("--write and --diff need a log of offers", "name it with --log FILE")
        if options.write:
            check_files([find_path_file(options.path)])


def _change_path(store: Store, learned: Learned, options: LearnOptions) -> None:
    """Write the take rates into the path file, or only say what would be written; prints the diff unless something else is the answer."""
    found = write_rates(store, learned.rates or (), choose_day(options.today).isoformat())
    before = {source.name: source.text for source, _ in store.path.files}
    if options.write:
        replace_texts({name: (before[name], text) for name, text in found.texts.items()})
    if options.format == "text":
        print_diffs(write_diff(name, before[name], text) for name, text in found.texts.items())
    for line in list_unwritten(found):
        terminal.print_note(line)
    for name in found.texts if options.write else ():
        terminal.print_note(f"wrote {name}")


def _draft_path(store: Store, options: LearnOptions) -> Draft:
    day, share = choose_day(options.today), _read_share(options)
    with open_orders((options.orders, None, None), options.reading, day, options.memory) as opened:
        return make_draft(opened.engine, store.policy, opened.request, day, share, opened.progress)


def _read_share(options: LearnOptions) -> float:
    return float(parse_option("--fdr", options.false_share, parse_rate))


def _learn_orders(store: Store, options: LearnOptions) -> Learned:
    day = choose_day(options.today)
    false_share = _read_share(options)
    files = options.orders, options.log, None
    with open_orders(files, options.reading, day, options.memory) as opened:
        return learn_pairs(opened.engine, store.policy, opened.request, day, false_share, opened.progress)
