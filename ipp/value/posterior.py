"""How sure a forecast is where its take rates were measured: they are drawn again and again from what the answers say of them.

A rate of p out of n answers is drawn from the Beta distribution of p·n and (1 - p)·n, independently of the others.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import sqrt
from random import Random

from ipp.value.forecast import Forecast, Totals
from ipp.value.process.rates import Rates
from ipp.value.solve.estimate import Estimate
from ipp.value.solve.outcome import Figures
from ipp.value.solve.runs import evaluate_run
from ipp.value.solve.valuation import Valuation

MOST_DRAWS, LEAST_DRAWS = 200, 40
MOST_NODES = 1_000_000
"""Nodes of all draws together: the more there are in one net, the fewer draws."""
_HALF = 0.025
_SEED = 7_919


def widen_intervals(forecast: Forecast) -> Forecast:
    """Return the forecast with intervals (95 %) of its totals that hold for what is not known of the measured rates, too.

    Without a number of answers nothing changes. The same seed gives the same draws.
    """
    if not forecast.question.rates.answers:
        return forecast
    run = forecast.runs.each[0]
    there = forecast.total.chance_of_ultimate.value - sum(
        each.total.chance for each in forecast.runs.each
    ) / len(forecast.runs.each)
    figures = list(_draw_figures(forecast))
    total = _widen_totals(forecast.total, run.total, figures, there)
    return forecast._replace(total=total, funnel=forecast.funnel._replace(arrive=total.chance_of_ultimate))


def _draw_figures(forecast: Forecast) -> Iterator[Figures]:
    """Yield what the first net comes to with rates drawn anew."""
    runs = forecast.runs
    random = Random(forecast.question.seed * 1_000_003 + _SEED)
    nodes = max(len(runs.each[0].sweep.transitions), 1)
    for _ in range(max(LEAST_DRAWS, min(MOST_DRAWS, MOST_NODES // nodes))):
        terms = Valuation(
            runs.terms.transitions, draw_rates(forecast.question.rates, random), forecast.policy
        )
        terms.learn_rate_keys()
        yield evaluate_run(runs.each[0].sweep, terms, runs.shares).total


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
        return _widen(estimate, sorted(read(each) - read(base) for each in figures))

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


def _widen(estimate: Estimate, differences: Sequence[float]) -> Estimate:
    """Return a figure whose interval holds for both its own doubt and that of the rates, which are independent."""
    cut = int(len(differences) * _HALF)
    low, high = min(differences[cut], 0.0), max(differences[-1 - cut], 0.0)
    half = estimate.half
    return Estimate(
        estimate.value, estimate.value - sqrt(low**2 + half**2), estimate.value + sqrt(high**2 + half**2)
    )
