"""The forecast of one store: the question in, every figure out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.ownership import brings_good
from ipp.engine.partial_keys import WHO_GETS_WHAT, refuse_partial_keys
from ipp.engine.policy.compile import Policy
from ipp.value.held_back import HeldBack, find_held_back
from ipp.value.inputs.question import FirstPurchase, Question, make_shares, put_question
from ipp.value.leaks import Leak, find_leaks
from ipp.value.process.compiled_policy import CompiledPolicy
from ipp.value.process.transitions import Transitions
from ipp.value.process.walker import Walker
from ipp.value.solve.estimate import Estimate, estimate_mean, estimate_ratio, make_exact
from ipp.value.solve.outcome import NO_FIGURES, Figures
from ipp.value.solve.runs import SweepRuns, Watch, run_sweeps
from ipp.value.solve.valuation import Valuation, value_sale


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

    entry: FirstPurchase
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
    runs: SweepRuns
    total: Totals
    funnel: Funnel
    by_entry: tuple[ByEntry, ...]
    offers: tuple[Leak, ...]
    held_back: tuple[HeldBack, ...]

    @property
    def method(self) -> str:
        return "exact" if self.runs.exact else "sweep"


class Entrants(NamedTuple):
    """The entries of a question as spots; several may share one."""

    transitions: Transitions
    states: tuple[int, ...]

    def sum_shares(self, entries: Iterable[FirstPurchase]) -> dict[int, float]:
        found: dict[int, float] = {}
        for entry, state in zip(entries, self.states, strict=True):
            found[state] = found.get(state, 0.0) + entry.share
        return found


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


def enter_customers(policy: Policy, question: Question) -> Entrants:
    """Return the spots at which customers start; raises RequestError for keys that forecasts do not take."""
    refuse_partial_keys(policy.path, "`ipp forecast`", WHO_GETS_WHAT)
    compiled = CompiledPolicy(policy, question.attributes, question.today)
    tiers = question.rates.tiers
    walk = Walker(compiled, question.horizon, question.thinking, max(tiers, default=0))
    transitions = Transitions(walk)
    return Entrants(
        transitions,
        tuple(
            transitions.number_state(
                walk.start_with_nothing()
                if entry.name is None
                else walk.start_customer(policy.goods[entry.name])
            )
            for entry in question.entries
        ),
    )


class _FirstPurchase(NamedTuple):
    """What the first purchase brings, before the horizon and in all, and whether it is the ultimate action."""

    revenue: float
    margin: float
    lifetime_revenue: float
    lifetime_margin: float
    there: float


def _value_entry(policy: Policy, question: Question, runs: SweepRuns, entry: FirstPurchase) -> _FirstPurchase:
    if entry.name is None:
        return _FirstPurchase(0.0, 0.0, 0.0, 0.0, 0.0)
    bought, goal = policy.goods[entry.name], policy.goal.good if policy.goal else None
    there = goal is not None and brings_good(bought, goal)
    return _FirstPurchase(
        *value_sale(runs.terms.find_worth((entry.name, None)), 0, question.horizon), float(there)
    )


def _value_entries(
    policy: Policy, question: Question, runs: SweepRuns, entrants: Entrants
) -> Iterator[tuple[ByEntry, _FirstPurchase]]:
    for entry, state in zip(question.entries, entrants.states, strict=True):
        figures = [run.outcome.starts.get(state, NO_FIGURES) for run in runs.each]
        first = _value_entry(policy, question, runs, entry)
        yield ByEntry(entry, _make_totals(figures, first)), first


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
        entries=make_shares(entries) if entries else None,
        measured=dict(rates.items()),
        horizon=horizon,
        attributes=attributes,
        seed=seed,
    )
    return make_forecast(policy, question)
