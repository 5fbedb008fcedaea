"""How well a history is learned: what is supported holds later, and the learned ranking against others, week by week."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from benchmarks.child import ROOT
from benchmarks.figures import table
from benchmarks.marks import Setting, choose_settings, make_marks
from ipp.learn.backtest.cases import Candidates, find_beginning, list_cases
from ipp.learn.backtest.run import LEARNED, Backtest, choose_trial, find_trial_day, run_backtest
from ipp.learn.backtest.scores import score_rankings
from ipp.learn.expected import count_pairs
from ipp.learn.history import PurchaseHistory, PurchaseReader
from ipp.learn.opportunities import UNIT, find_opportunities
from ipp.learn.supported import find_supported
from ipp.loading import load_nothing
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest

MADE_UP = ROOT / "examples" / "learn" / "orders.csv"
TODAY = date(9999, 12, 31)
HEAD = ("ranking", "at first", "among 5", "rank", "95 %", "learned, less this")


class Held(NamedTuple):
    """Of `supported` pairs those of which one or more is expected later, how many of them were then seen more often, and how often in all."""

    supported: int
    tested: int
    held: int
    seen: int
    expected: float


def report(orders: str | None = None) -> str:
    """Measure, and return the report in Markdown."""
    request = OrdersRequest(parse_source(orders or str(MADE_UP)))
    policy = load_nothing().policy
    engine = DuckDB()
    reader = PurchaseReader(engine, policy, request, TODAY)
    history = reader.read_history()
    later = hold_later(engine, history)
    marks = partial(make_marks, _choose_marks(reader, history))
    found = run_backtest(engine, policy, request, TODAY, marks=marks)
    engine.close()
    return (
        f"## Learning\n\n{history.rows:,} rows, {history.orders:,} orders of {history.customers:,} customers, {history.items:,} products.\n\n"
        f"Learned before the last fifth of the time: {later.supported:,} pairs are supported. Of {later.tested:,} of them one or more is expected in that fifth, and "
        f"{later.held / max(1, later.tested):.1%} are seen more often than that: {later.seen:,} times, where {later.expected:,.0f} were expected.\n\n"
        f"{found.cases:,} orders of {found.customers:,} customers, {found.weeks} weeks of that fifth; weights {', '.join(map(str, found.weights))}. "
        "These, and how item-kNN and EASE are made, are chosen by the same weeks before it. "
        "Intervals draw customers, and in the last column the two rankings on the same ones.\n\n"
        + table(HEAD, [*_list_rows(found)])
    )


def _choose_marks(reader: PurchaseReader, history: PurchaseHistory) -> tuple[Setting, ...]:
    """Return how the marks are made: as does best in the weeks by which the weights of the learned ranking are chosen."""
    assert reader.lines is not None
    beginning = find_beginning(history.first, history.last)
    cases = list_cases(reader.engine, reader.lines, find_trial_day(beginning))
    candidates = Candidates({code: frozenset([code]) for code in sorted(history.names)})
    return choose_settings(reader.engine, history.firsts, candidates, choose_trial(cases, beginning))


def hold_later(engine: DuckDB, history: PurchaseHistory) -> Held:
    """Return how what was supported before the last fifth of the time fared in it."""
    beginning = find_beginning(history.first, history.last)
    firsts = history.firsts
    earlier = engine.keep_table("ipp_known", firsts.filter(firsts.day < beginning))
    before = history._replace(firsts=earlier, last=beginning - 1)
    supported = find_supported(engine, load_nothing().policy, before, 0.05).supported
    found = find_opportunities(engine, firsts, history.last)
    late = engine.keep_table("ipp_late", found.starts.filter(found.starts.next_day >= beginning))
    pairs = count_pairs(engine, firsts, found._replace(starts=late)).select(
        "after", "next", "seen", "expected"
    )
    counts = {
        (history.names[after], history.names[then]): (seen, mean / UNIT)
        for after, then, seen, mean in engine.fetch_rows(pairs)
    }
    own = [counts[pair.after, pair.next] for pair in supported if (pair.after, pair.next) in counts]
    held = sum(seen > mean for seen, mean in own)
    return Held(len(supported), len(own), held, sum(seen for seen, _ in own), sum(mean for _, mean in own))


def _list_rows(found: Backtest) -> Iterator[tuple[str, ...]]:
    for name, score in found.scores.items():
        low, high = score_rankings(found.ranks, name)[LEARNED].better
        less = found.scores[LEARNED].reciprocal - score.reciprocal
        yield (
            name,
            f"{score.first:.1%}",
            f"{score.five:.1%}",
            f"{score.reciprocal:.3f}",
            "{:.3f} to {:.3f}".format(*score.reciprocal_interval),
            "" if name == LEARNED else f"{less:+.3f} ({low:+.3f} to {high:+.3f})",
        )
