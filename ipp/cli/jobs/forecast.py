"""What `ipp forecast` does."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.page import check_page
from ipp.cli.filesystem.path_file import load_usable_store
from ipp.cli.filesystem.read import read_text
from ipp.cli.filesystem.reorder import reorder_files, show_diffs, write_files
from ipp.cli.filesystem.write import write_file
from ipp.cli.options import choose_day
from ipp.cli.orders.entries import EntryOptions, choose_entries
from ipp.cli.orders.options import OrderOptions
from ipp.engine.customer.typed import read_attributes
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.loading import Store
from ipp.orders.first_orders.followed import LaterOrders
from ipp.path.values import parse_duration, parse_option, parse_rate
from ipp.render.answers.forecast_json import render_forecast_json
from ipp.render.answers.forecast_page import write_forecast_page
from ipp.render.answers.forecast_text import PageOptions, render_forecast
from ipp.render.answers.order_text import render_order
from ipp.text.source import STDIN
from ipp.value.forecast import Forecast, make_forecast
from ipp.value.inputs.question import Question, put_question
from ipp.value.inputs.rates_file import MeasuredRates, read_rates
from ipp.value.ordering.search import BestOrder, find_best_order
from ipp.value.posterior import widen_intervals
from ipp.value.solve.runs import Watch
from ipp.value.unasked import Unasked, measure_unasked
from ipp.value.what_if import Difference, compare_policies, evaluate_change


class ForecastOptions(NamedTuple):
    """What was asked, option by option."""

    entries: Sequence[str]
    entry_mix: str | None
    baseline: str | None
    reading: OrderOptions
    rates: str | None
    take: str
    horizon: str
    yes_after: str
    entrants: int | None
    what_if: Sequence[str]
    against: str | None
    order: bool
    diff: bool
    write: bool
    attributes: Sequence[str]
    today: str | None
    seed: int
    details: bool
    everything: bool
    path: str | None
    output: str | None
    as_json: bool


def print_forecast(options: ForecastOptions) -> None:
    """Print what the path is worth, or the best order; writes that order into the path file if it was asked to."""
    if (options.diff or options.write) and not options.order:
        raise RequestError("--diff and --write need --best-order", "add --best-order")
    if options.output:
        check_page(options.output)
    store = load_usable_store(options.path)
    question, later = _make_question(store.policy, options)
    other = load_usable_store(options.against).policy if options.against else None
    with terminal.watch_work("forecast") as watch:
        result = widen_intervals(make_forecast(store.policy, question, watch))
        differences = _list_differences(result, other, options, watch)
        best = find_best_order(result, watch) if options.order else None
    if best and (options.diff or options.write) and _change_files(store, best, options):
        return
    unasked = measure_unasked(later, question.entries, only=bool(options.entries)) if later else None
    if options.output:
        write_file(Path(options.output), write_forecast_page(result, unasked), replace=True)
    _print_answer(result, differences, best, unasked, options)


def _make_question(policy: Policy, options: ForecastOptions) -> tuple[Question, LaterOrders | None]:
    day, measured = choose_day(options.today), _choose_rates(policy, options.rates)
    horizon = _parse_days("--horizon", options.horizon, least=1)
    who = EntryOptions(options.entries, options.entry_mix, options.baseline, options.reading)
    beginning = choose_entries(policy, who, day, horizon)
    question = put_question(
        policy,
        day,
        entries=beginning.entries,
        measured=measured.takes,
        answers=measured.answers,
        fallback=parse_option("--take", options.take, parse_rate),
        horizon=horizon,
        thinking=_parse_days("--yes-after", options.yes_after),
        attributes=read_attributes(options.attributes),
        seed=options.seed,
    )
    return question, beginning.later


def _choose_rates(policy: Policy, file: str | None) -> MeasuredRates:
    return MeasuredRates({}, {}) if file is None else read_rates(policy, read_text(file))


def _parse_days(option: str, text: str, least: int = 0) -> int:
    days = parse_option(option, text, parse_duration).days
    if days < least:
        raise RequestError(f"{option} must be at least one day", "write it as 30d, 2w or 1y")
    return days


def _list_differences(
    result: Forecast, other: Policy | None, options: ForecastOptions, watch: Watch
) -> list[Difference]:
    """Return what each change would bring, and what another path would."""
    differences = [evaluate_change(result, change, watch) for change in options.what_if]
    if other and options.against:
        name = STDIN if options.against == "-" else options.against
        differences.append(compare_policies(result, other, name, watch))
    return differences


def _change_files(store: Store, best: BestOrder, options: ForecastOptions) -> bool:
    """Write the path file in the best order, or show what would be written; returns whether that is the answer."""
    texts = reorder_files(store, best)
    if options.write:
        write_files(texts)
    if options.diff:
        show_diffs(texts)
    return options.diff


def _print_answer(
    result: Forecast,
    differences: Sequence[Difference],
    best: BestOrder | None,
    unasked: Unasked | None,
    options: ForecastOptions,
) -> None:
    if options.as_json:
        sys.stdout.write(render_forecast_json(result, differences, options.entrants, best, unasked))
    elif best:
        terminal.write_page(render_order(result, best, terminal.measure_width()))
    else:
        width = (
            terminal.measure_text_width()
            if not (options.details or options.everything)
            else terminal.measure_width()
        )
        page = PageOptions(width, options.entrants, options.details, options.everything)
        terminal.write_page(render_forecast(result, differences, page, unasked))
