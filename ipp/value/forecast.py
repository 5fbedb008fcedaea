"""The forecast of one store: the question in, every figure out."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.ownership import buy_goods, is_had
from ipp.engine.policy.clauses import HoldoutTerms
from ipp.engine.policy.compile import Policy
from ipp.value.entrants import Entrants, enter_customers, find_held_out
from ipp.value.held_back import HeldBack, find_held_back
from ipp.value.inputs.question import FirstPurchase, Question, make_shares, make_single, put_question
from ipp.value.leaks import Leak, find_leaks
from ipp.value.process.leaving import count_memberships
from ipp.value.solve.estimate import Estimate, estimate_mean, estimate_ratio, make_exact
from ipp.value.solve.outcome import NO_FIGURES, Figures
from ipp.value.solve.runs import SweepRun, SweepRuns, Watch, run_sweeps
from ipp.value.solve.valuation import Valuation, value_pieces


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
    """The totals of those who enter by one purchase; `arrived`: it makes the ultimate action theirs at once."""

    entry: FirstPurchase
    totals: Totals
    arrived: bool


class Funnel(NamedTuple):
    """Shares of the entering customers."""

    buy_again: Estimate
    asked_ultimate: Estimate
    arrive: Estimate


class Forecast(NamedTuple):
    """Everything `ipp forecast` says of one store."""

    policy: Policy
    question: Question
    runs: SweepRuns
    total: Totals
    funnel: Funnel
    by_entry: tuple[ByEntry, ...]
    offers: tuple[Leak, ...]
    held_back: tuple[HeldBack, ...]

    @property
    def held_out(self) -> HoldoutTerms | None:
        """The holdout whose customers are left out, None where nobody is held out in this time."""
        return find_held_out(self.policy, self.question)

    @property
    def method(self) -> str:
        return "exact" if self.runs.exact else "sweep"


def make_forecast(
    policy: Policy, question: Question, watch: Watch = lambda _: None, threshold: float | None = None
) -> Forecast:
    """Return what the path is worth to customers who enter as the question says.

    `threshold`: 0 forces the exact evaluation, a share of the customers the sweep; without it the program chooses.
    """
    entrants, runs = run_question(policy, question, watch, threshold)
    firsts = list(_value_entries(policy, question, runs, entrants))
    total = _make_totals([run.total for run in runs.each], _combine_entries(firsts))
    funnel = Funnel(
        estimate_mean([run.outcome.again for run in runs.each]),
        estimate_mean([run.outcome.reached for run in runs.each]),
        total.chance_of_ultimate,
    )
    by_entry = tuple(by for by, _ in firsts)
    return Forecast(policy, question, runs, total, funnel, by_entry, find_leaks(runs), find_held_back(runs))


def run_question(
    policy: Policy, question: Question, watch: Watch = lambda _: None, threshold: float | None = None
) -> tuple[Entrants, SweepRuns]:
    """Return the customers who enter, and the nets of all their ways."""
    entrants = enter_customers(policy, question)
    terms = Valuation(entrants.transitions, question.rates)
    return entrants, run_sweeps(terms, entrants.sum_shares(question.entries), question.seed, watch, threshold)


class _FirstPurchase(NamedTuple):
    """What the first purchase brings, before the horizon and in all, and whether it is the ultimate action."""

    revenue: float
    margin: float
    lifetime_revenue: float
    lifetime_margin: float
    there: float


def _value_entry(policy: Policy, question: Question, runs: SweepRuns, entry: FirstPurchase) -> _FirstPurchase:
    order = [(policy.goods[name], pieces) for name, pieces in entry.items]
    theirs = buy_goods(good for good, _ in order)
    there = policy.goal is not None and is_had(policy.goal.good, theirs.bought, theirs.owned)
    money = [0.0] * 4
    for good, pieces in order:
        worth, periods = runs.terms.find_worth((good.name, None)), count_memberships(order, good)
        for place, value in enumerate(value_pieces(worth, pieces, periods, question.horizon)):
            money[place] += value
    return _FirstPurchase(money[0], money[1], money[2], money[3], float(there))


def _value_entries(
    policy: Policy, question: Question, runs: SweepRuns, entrants: Entrants
) -> Iterator[tuple[ByEntry, _FirstPurchase]]:
    for entry, kinds in zip(question.entries, entrants.kinds, strict=True):
        figures = [_sum_figures(run, kinds) for run in runs.each]
        first = _value_entry(policy, question, runs, entry)
        yield ByEntry(entry, _make_totals(figures, first), bool(first.there)), first


def _sum_figures(run: SweepRun, kinds: Mapping[int, float]) -> Figures:
    """Return what a net comes to for customers of several kinds, by start spot with their shares."""
    total = NO_FIGURES
    for state, share in kinds.items():
        total = total.add_figures(run.outcome.starts.get(state, NO_FIGURES).scale_by(share))
    return total


def _combine_entries(firsts: list[tuple[ByEntry, _FirstPurchase]]) -> _FirstPurchase:
    return _FirstPurchase(*(sum(by.entry.share * first[place] for by, first in firsts) for place in range(5)))


def _make_totals(figures: list[Figures], first: _FirstPurchase) -> Totals:
    chance = [each.chance + first.there for each in figures]
    return Totals(
        estimate_mean([each.revenue for each in figures]),
        estimate_mean([each.margin for each in figures]),
        estimate_mean(chance),
        estimate_ratio([each.days_sum for each in figures], chance),
        estimate_ratio([each.asks_sum for each in figures], chance),
        estimate_mean([each.asks for each in figures]),
        make_exact(first.revenue),
        make_exact(first.margin),
        estimate_mean([each.lifetime_revenue + first.lifetime_revenue for each in figures]),
        estimate_mean([each.lifetime_margin + first.lifetime_margin for each in figures]),
    )


def forecast_entries(
    policy: Policy,
    today: date,
    *,
    entries: Mapping[str, float] | None,
    rates: Mapping[str, Decimal],
    horizon: int,
    attributes: Mapping[str, str],
    seed: int,
) -> Forecast:
    """Return the forecast of customers who enter by these purchases, with how many by each; None: every product alike.

    `rates` are measured take rates by item, which go before those of the path; `horizon` is in days. Raises RequestError for a name that is
    not in the path.
    """
    question = put_question(
        policy,
        today,
        entries=_enter_singly(entries) if entries else None,
        measured=dict(rates.items()),
        horizon=horizon,
        attributes=attributes,
        seed=seed,
    )
    return make_forecast(policy, question)


def _enter_singly(counts: Mapping[str, float]) -> tuple[FirstPurchase, ...]:
    """Return entries of one thing each."""
    return make_shares({make_single(name): count for name, count in counts.items()})
