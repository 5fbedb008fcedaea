"""`ipp forecast`: what the path is worth, where it leaks, which order is best."""

import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipp.cli import terminal
from ipp.cli.completion import complete_goods
from ipp.cli.filesystem.path_file import load_usable_store
from ipp.cli.options import AnswerFormat, PathGiven, PrintedAs, choose_day
from ipp.errors import RequestError
from ipp.text.source import STDIN

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from ipp.engine.policy.clauses import Offer
    from ipp.engine.policy.compile import Policy
    from ipp.loading import Store
    from ipp.text.source import Source
    from ipp.value.forecast import Forecast
    from ipp.value.inputs.question import FirstPurchase
    from ipp.value.ordering.search import BestOrder
    from ipp.value.solve.runs import Watch


def run_forecast(
    entry: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="A first purchase; several in equal shares.",
            autocompletion=complete_goods,
        ),
    ] = None,
    entry_mix: Annotated[
        str | None,
        typer.Option(
            metavar="ORDERS",
            help="Take the shares of first purchases from orders, as `ipp plan` reads them.",
        ),
    ] = None,
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Measured take rates: CSV (offer,take) or YAML; they go before the path's."
        ),
    ] = None,
    take: Annotated[
        str, typer.Option(metavar="RATE", help="The take rate of offers of which nothing is known.")
    ] = "10%",
    horizon: Annotated[
        str, typer.Option(metavar="TIME", help="For how long a customer is followed.")
    ] = "365d",
    yes_after: Annotated[
        str, typer.Option(metavar="TIME", help="How long people think before they say Yes.")
    ] = "0",
    entrants: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Customers who enter in a month: worths are told by month."),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHANGE",
            help="take:NAME=15%, price:NAME=49, cost:NAME=7, churn:NAME=5%, remove:NAME or stay=95%; joined by ; to make several together.",
        ),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another path file, to tell the difference to.")
    ] = None,
    order: Annotated[
        bool, typer.Option("--best-order", help="Search the order of steps that brings most.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --best-order: show what would be written.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="With --best-order: write the path file in that order.")
    ] = False,
    attr: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="What is known of the customers.")
    ] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="The day on which they enter.")] = None,
    seed: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Of the lots that are drawn where there are too many ways."),
    ] = 1,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every offer and every first purchase.")
    ] = False,
    path: PathGiven = None,
    format: PrintedAs = AnswerFormat.text,
) -> None:
    """Say what the path is worth per entering customer, how far customers get, and where it leaks.

    Customers enter by one first purchase each: those of --from, those of --entry-mix, or every product in equal shares.
    """
    from ipp.engine.customer.typed import read_attributes
    from ipp.path.values import parse_option, parse_rate
    from ipp.value.forecast import make_forecast
    from ipp.value.inputs.question import put_question
    from ipp.value.what_if import compare_policies as compared
    from ipp.value.what_if import evaluate_change as changed

    if (diff or write) and not order:
        raise RequestError("--diff and --write go with --best-order")
    store = load_usable_store(path)
    policy = store.policy
    day = choose_day(today)
    question = put_question(
        policy,
        day,
        entries=_choose_entries(policy, entry or [], entry_mix, day),
        measured=_choose_rates(policy, rates),
        fallback=parse_option("--take", take, parse_rate),
        horizon=_parse_days("--horizon", horizon, least=1),
        thinking=_parse_days("--yes-after", yes_after),
        attributes=read_attributes(attr or ()),
        seed=seed,
    )
    other = load_usable_store(against).policy if against else None
    with terminal.watch_work("forecast") as watch:
        result = make_forecast(policy, question, watch)
        differences = [changed(result, said, watch) for said in what_if or ()]
        if other and against:
            differences.append(compared(result, other, STDIN if against == "-" else against, watch))
        best = _find_best_order(result, watch) if order else None
    if best:
        texts = _reorder_files(store, best) if diff or write else ()
        if write:
            _write_files(texts)
        if diff:
            _show_diffs(texts)
            return
    if format is AnswerFormat.json:
        from ipp.render.answers import forecast_json

        sys.stdout.write(forecast_json.render_forecast_json(result, differences, entrants, best))
    elif best:
        from ipp.render.answers import order_text

        terminal.write_page(order_text.render_order(result, best, terminal.measure_width()))
    else:
        from ipp.render.answers import forecast_text

        page = forecast_text.PageOptions(terminal.measure_width(), entrants, everything)
        terminal.write_page(forecast_text.render_forecast(result, differences, page))


def _find_best_order(result: "Forecast", watch: "Watch") -> "BestOrder":
    from ipp.value.ordering.search import find_best_order

    return find_best_order(result, watch)


def _reorder_files(store: "Store", best: "BestOrder") -> "tuple[tuple[Source, str], ...]":
    """Return the new texts; lists that cannot be written safely are told."""
    from ipp.loading import make_opener
    from ipp.value.ordering.rewrite import rewrite_lists

    folder = Path() if store.source.name == STDIN else Path(store.source.name).parent
    found = rewrite_lists(store, [(each.written, each.steps) for each in best.proposals], make_opener(folder))
    for written in found.unwritten:
        terminal.print_note(f"{written.label}: written in a way that is put into another order by hand only")
    return found.texts


def _write_files(texts: "tuple[tuple[Source, str], ...]") -> None:
    """Write the files anew, all or none."""
    from ipp.cli.filesystem import rewrite

    if any(source.name == STDIN for source, _ in texts):
        raise RequestError("--write: stdin cannot be written; say --path FILE")
    rewrite.replace_texts({source.name: (source.text, text) for source, text in texts})
    for source, _ in texts:
        terminal.print_note(f"wrote {source.name}")


def _show_diffs(texts: "tuple[tuple[Source, str], ...]") -> None:
    """Print what changes in the files."""
    from ipp.cli.filesystem import rewrite
    from ipp.render import diff

    rewrite.print_diffs(diff.write_diff(source.name, source.text, text) for source, text in texts)


def _choose_entries(
    policy: "Policy", names: list[str], mix: str | None, today: date
) -> "tuple[FirstPurchase, ...] | None":
    from ipp.engine.customer.typed import read_offer
    from ipp.value.inputs.question import make_shares

    if names and mix:
        raise RequestError("--from and --entry-mix both say who enters: choose one")
    if names:
        return make_shares(dict.fromkeys((read_offer(policy, name, "from")[0] for name in names), 1.0))
    if not mix:
        return None
    return make_shares({name: float(count) for name, count in _count_entries(policy, mix, today).items()})


def _count_entries(policy: "Policy", mix: str, today: date) -> "dict[str, Fraction]":
    """Count the first purchases of an export of orders, and say what was left out."""
    from ipp.orders.engines.extras import require_extra
    from ipp.text.words import count_things

    require_extra("batch", "--entry-mix")
    from ipp.cli.interrupt import make_temporary_folder
    from ipp.cli.tables import table_source
    from ipp.orders.engines.duckdb import DuckDB
    from ipp.orders.entries import count_entries
    from ipp.orders.reading import OrdersRequest

    with (
        terminal.watch_work(),
        make_temporary_folder() as folder,
        closing(DuckDB(folder=str(folder))) as engine,
    ):
        source = table_source(mix, folder)
        found = count_entries(policy, engine, OrdersRequest(source), today)
    said = [f"{source.name}: first purchases of {count_things(found.customers, 'customer')}"]
    for what, texts in (("left out", found.rejected), ("not known, taken as bought", dict(found.statuses))):
        if texts:
            said.append(f"{what}: {', '.join(f'{text}: {number:,}' for text, number in texts.items())}")
    terminal.print_note("; ".join(said))
    return found.counts


def _choose_rates(policy: "Policy", file: str | None) -> "dict[str | Offer, Decimal]":
    from ipp.cli.filesystem.read import read_text
    from ipp.value.inputs.rates_file import read_rates

    return {} if file is None else read_rates(policy, read_text(file))


def _parse_days(option: str, text: str, least: int = 0) -> int:
    from ipp.path.values import parse_duration, parse_option

    days = parse_option(option, text, parse_duration).days
    if days < least:
        raise RequestError(f"{option}: at least a day")
    return days
