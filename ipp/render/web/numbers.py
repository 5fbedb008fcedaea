"""The figures of a forecast as the page shows them: each good by its number, whatever price and turn it is offered at."""

from typing import Any

from ipp.engine.policy.compile import Policy
from ipp.value.forecast import Forecast
from ipp.value.leaks import Leak

_DECIMALS = 6


def compile_numbers(policy: Policy, forecast: Forecast) -> dict[str, Any]:
    """Return the figures per entering customer as data that JSON can hold.

    `offers` are rows of the number of a good, how often it is asked, the share who say Yes, and the margin that a point more is worth;
    `arrive` is the share who come to the ultimate action, null when the path has none. Takes are averages over the asks.
    """
    by_good: dict[int, list[Leak]] = {}
    for leak in forecast.offers:
        by_good.setdefault(policy.positions[leak.offer[0]], []).append(leak)
    return {
        "arrive": round(forecast.funnel.arrive.value, _DECIMALS) if policy.goal else None,
        "days": forecast.question.horizon,
        "offers": [_sum_leaks(number, leaks) for number, leaks in sorted(by_good.items())],
    }


def _sum_leaks(number: int, leaks: list[Leak]) -> list[float]:
    asked = sum(leak.asked.value for leak in leaks)
    yeses = sum(leak.asked.value * leak.take.value for leak in leaks)
    take = yeses / asked if asked else 0.0
    point = sum(leak.point.value for leak in leaks)
    return [number, *(round(value, _DECIMALS) for value in (asked, take, point))]
