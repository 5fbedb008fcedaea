"""The forecast of one store: the question in, every figure out."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipp.engine.ownership import brings
from ipp.engine.policy import Policy
from ipp.value.chart import Chart
from ipp.value.estimate import Estimate, estimated, exactly, ratio
from ipp.value.held_back import HeldBack, held_back
from ipp.value.leaks import Leak, leaks
from ipp.value.outcome import NOTHING, Figures
from ipp.value.question import Entry, Question
from ipp.value.sweeps import Runs, Watch, swept
from ipp.value.terms import Terms, gains
from ipp.value.walk import Walk
from ipp.value.ways import Ways


class Totals(NamedTuple):
    """Expectations per entering customer. What the path adds after the first purchase, the first purchase itself, and both for life."""

    revenue: Estimate
    margin: Estimate
    chance_of_ultimate: Estimate
    days_to_ultimate: Estimate | None
    asks_to_ultimate: Estimate | None
    asks: Estimate
    first_revenue: Estimate
    first_margin: Estimate
    lifetime_revenue: Estimate
    lifetime_margin: Estimate


class ByEntry(NamedTuple):
    """The totals of those who enter by one purchase."""

    entry: Entry
    totals: Totals


class Funnel(NamedTuple):
    """Shares of the entering customers."""

    buy_again: Estimate
    asked_ultimate: Estimate
    arrive: Estimate


class Forecast(NamedTuple):
    """Everything `ipp forecast` says of one store."""

    policy: Policy
    question: Question
    runs: Runs
    total: Totals
    funnel: Funnel
    by_entry: tuple[ByEntry, ...]
    offers: tuple[Leak, ...]
    held_back: tuple[HeldBack, ...]

    @property
    def method(self) -> str:
        return "exact" if self.runs.exact else "sweep"


class Entered(NamedTuple):
    """The entries of a question as spots; several may share one."""

    ways: Ways
    spots: tuple[int, ...]

    def shares(self, entries: Iterable[Entry]) -> dict[int, float]:
        found: dict[int, float] = {}
        for entry, spot in zip(entries, self.spots, strict=True):
            found[spot] = found.get(spot, 0.0) + entry.share
        return found


def forecast(
    policy: Policy, question: Question, watch: Watch = lambda _: None, threshold: float | None = None
) -> Forecast:
    """Return what the path is worth to customers who enter as the question says.

    `threshold`: 0 forces the exact evaluation, a share of the customers the sweep; without it the program chooses.
    """
    entered, runs = swept_for(policy, question, watch, threshold)
    firsts = list(_each(policy, question, runs, entered))
    total = _totals([run.total for run in runs.each], _all(firsts))
    funnel = Funnel(
        estimated([run.outcome.again for run in runs.each]),
        estimated([run.outcome.met for run in runs.each]),
        total.chance_of_ultimate,
    )
    by_entry = tuple(by for by, _ in firsts)
    return Forecast(policy, question, runs, total, funnel, by_entry, leaks(runs), held_back(runs))


def swept_for(
    policy: Policy, question: Question, watch: Watch = lambda _: None, threshold: float | None = None
) -> tuple[Entered, Runs]:
    """Return the customers who enter, and the nets of all their ways."""
    entered = enter(policy, question)
    terms = Terms(entered.ways, question.rates)
    return entered, swept(terms, entered.shares(question.entries), question.seed, watch, threshold)


def enter(policy: Policy, question: Question) -> Entered:
    """Return the spots at which customers start."""
    chart = Chart(policy, question.attributes, question.today)
    tiers = question.rates.tiers
    walk = Walk(chart, question.horizon, question.thinking, max(tiers, default=0))
    ways = Ways(walk)
    return Entered(
        ways, tuple(ways.number(walk.entered(policy.goods[entry.name])) for entry in question.entries)
    )


class _First(NamedTuple):
    """What the first purchase brings, before the horizon and in all, and whether it is the ultimate action."""

    revenue: float
    margin: float
    lifetime_revenue: float
    lifetime_margin: float
    there: float


def _first(policy: Policy, question: Question, runs: Runs, entry: Entry) -> _First:
    bought, goal = policy.goods[entry.name], policy.goal.good if policy.goal else None
    there = goal is not None and (bought.name == goal.name or brings(bought, goal))
    return _First(*gains(runs.terms.worth((entry.name, None)), 0, question.horizon), float(there))


def _each(
    policy: Policy, question: Question, runs: Runs, entered: Entered
) -> Iterator[tuple[ByEntry, _First]]:
    for entry, spot in zip(question.entries, entered.spots, strict=True):
        figures = [run.outcome.starts.get(spot, NOTHING) for run in runs.each]
        first = _first(policy, question, runs, entry)
        yield ByEntry(entry, _totals(figures, first)), first


def _all(firsts: list[tuple[ByEntry, _First]]) -> _First:
    return _First(*(sum(by.entry.share * first[place] for by, first in firsts) for place in range(5)))


def _totals(figures: list[Figures], first: _First) -> Totals:
    chance = [each.chance + first.there for each in figures]
    return Totals(
        estimated([each.revenue for each in figures]),
        estimated([each.margin for each in figures]),
        estimated(chance),
        ratio([each.days_sum for each in figures], chance),
        ratio([each.asks_sum for each in figures], chance),
        estimated([each.asks for each in figures]),
        exactly(first.revenue),
        exactly(first.margin),
        estimated([each.lifetime_revenue + first.lifetime_revenue for each in figures]),
        estimated([each.lifetime_margin + first.lifetime_margin for each in figures]),
    )
