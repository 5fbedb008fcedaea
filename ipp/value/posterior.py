"""How sure a forecast is where its take rates were measured: they are drawn again and again from what the answers say of them.

A rate of p out of n answers is drawn from the Beta distribution of p·n and (1 - p)·n, independently of the others.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import sqrt
from random import Random

from ipp.engine.policy.clauses import Offer
from ipp.value.forecast import Forecast, Totals
from ipp.value.leaks import Leak, find_leaks, list_ancestries
from ipp.value.process.compiled.compiled_lists import Turn
from ipp.value.process.rates import Rates
from ipp.value.solve.ancestors import Ancestors
from ipp.value.solve.estimate import Estimate
from ipp.value.solve.outcome import Figures
from ipp.value.solve.runs import SweepRuns, evaluate_run
from ipp.value.solve.valuation import Valuation

MOST_DRAWS, LEAST_DRAWS = 200, 40
MOST_NODES = 1_000_000
"""Nodes of all draws together: the more there are in one net, the fewer draws."""
_HALF = 0.025
ByOffer = dict[tuple[Offer, Turn], Leak]
_SEED = 7_919


def widen_intervals(forecast: Forecast) -> Forecast:
    """Return the forecast with intervals (95 %) of its totals and of its offers that hold for what is not known of the measured rates, too.

    Without a number of answers nothing changes. The same seed gives the same draws.
    """
    if not forecast.question.rates.answers:
        return forecast
    run = forecast.runs.each[0]
    there = forecast.total.chance_of_ultimate.value - sum(
        each.total.chance for each in forecast.runs.each
    ) / len(forecast.runs.each)
    draws = [revalue_first(forecast.runs, rates) for rates in list_rate_draws(forecast)]
    total = _widen_totals(forecast.total, run.total, [each.each[0].total for each in draws], there)
    funnel = forecast.funnel._replace(arrive=total.chance_of_ultimate)
    return forecast._replace(total=total, funnel=funnel, offers=_widen_leaks(forecast, draws[:LEAST_DRAWS]))


def list_rate_draws(forecast: Forecast) -> list[Rates]:
    """Return the rates drawn anew, again and again; none where no rate rests on a number of answers."""
    rates = forecast.question.rates
    if not rates.answers:
        return []
    random = Random(forecast.question.seed * 1_000_003 + _SEED)
    nodes = max(len(forecast.runs.each[0].sweep.transitions), 1)
    number = max(LEAST_DRAWS, min(MOST_DRAWS, MOST_NODES // nodes))
    return [draw_rates(rates, random) for _ in range(number)]


def revalue_first(runs: SweepRuns, rates: Rates) -> SweepRuns:
    """Return the first net with other rates."""
    terms = Valuation(runs.terms.transitions, rates, runs.terms.policy)
    terms.learn_rate_keys()
    first = evaluate_run(runs.each[0].sweep, terms, runs.shares)
    return SweepRuns(runs.threshold, terms, runs.shares, (first,))


def _widen_leaks(forecast: Forecast, draws: Sequence[SweepRuns]) -> tuple[Leak, ...]:
    """Return the offers with intervals that hold for the doubt of all measured rates; their order stays."""
    first = forecast.runs._replace(each=forecast.runs.each[:1])
    ancestries = list_ancestries(first)
    base, *others = (_find_by_offer(runs, ancestries) for runs in (first, *draws))
    return tuple(_widen_leak(leak, base, others) for leak in forecast.offers)


def _widen_leak(leak: Leak, base: ByOffer, others: Sequence[ByOffer]) -> Leak:
    key = leak.offer, leak.turn
    if key not in base:
        return leak

    def widen(estimate: Estimate, read: Callable[[Leak], Estimate]) -> Estimate:
        return widen_figure(
            estimate, sorted(read(each[key]).value - read(base[key]).value for each in others)
        )

    return leak._replace(
        asked=widen(leak.asked, lambda each: each.asked),
        take=widen(leak.take, lambda each: each.take),
        point=widen(leak.point, lambda each: each.point),
        tenth=widen(leak.tenth, lambda each: each.tenth),
        removed=widen(leak.removed, lambda each: each.removed),
    )


def _find_by_offer(runs: SweepRuns, ancestries: Sequence[Ancestors]) -> ByOffer:
    return {(leak.offer, leak.turn): leak for leak in find_leaks(runs, ancestries)}


def draw_rates(rates: Rates, random: Random) -> Rates:
    """Return the rates with each that rests on a number of answers drawn anew; 0 and 1 stay what they are."""
    measured = dict(rates.measured)
    for key, answers in rates.answers.items():
        take = float(rates.measured[key])
        if 0 < take < 1:
            measured[key] = Decimal(repr(random.betavariate(take * answers, (1 - take) * answers)))
    return rates._replace(measured=measured)


def _widen_totals(total: Totals, base: Figures, figures: Sequence[Figures], there: float) -> Totals:
    def widen(estimate: Estimate, read: Callable[[Figures], float]) -> Estimate:
        return widen_figure(estimate, sorted(read(each) - read(base) for each in figures))

    def widen_ratio(estimate: Estimate | None, read: Callable[[Figures], float]) -> Estimate | None:
        if estimate is None or not base.chance + there:
            return estimate
        return widen(
            estimate, lambda each: read(each) / (each.chance + there) if each.chance + there else 0.0
        )

    return total._replace(
        revenue=widen(total.revenue, lambda each: each.revenue),
        margin=widen(total.margin, lambda each: each.margin),
        chance_of_ultimate=widen(total.chance_of_ultimate, lambda each: each.chance),
        days_to_ultimate=widen_ratio(total.days_to_ultimate, lambda each: each.days_sum),
        asks_to_ultimate=widen_ratio(total.asks_to_ultimate, lambda each: each.asks_sum),
        asks=widen(total.asks, lambda each: each.asks),
        lifetime_revenue=widen(total.lifetime_revenue, lambda each: each.lifetime_revenue),
        lifetime_margin=widen(total.lifetime_margin, lambda each: each.lifetime_margin),
    )


def widen_figure(estimate: Estimate, differences: Sequence[float]) -> Estimate:
    """Return a figure whose interval holds for both its own doubt and that of the rates, which are independent."""
    cut = int(len(differences) * _HALF)
    low, high = min(differences[cut], 0.0), max(differences[-1 - cut], 0.0)
    half = estimate.half
    return Estimate(
        estimate.value, estimate.value - sqrt(low**2 + half**2), estimate.value + sqrt(high**2 + half**2)
    )
