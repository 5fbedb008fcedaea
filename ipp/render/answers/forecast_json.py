"""`ipp forecast --format json`: the contract is in docs/forecast.md; minor versions only add keys."""

import json
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from ipp.render.answers.order_text import names
from ipp.render.money import amount, period
from ipp.text.visible import json_safe
from ipp.value.assumed import assumed
from ipp.value.changes import Difference
from ipp.value.continuity import Continuity, continuities
from ipp.value.estimate import Estimate
from ipp.value.forecast import Forecast, Totals
from ipp.value.held_back import HeldBack
from ipp.value.leaks import Leak
from ipp.value.order import BestOrder

FORMAT_VERSION = "1.0"
_MONEY = Decimal("0.0001")
"""Money is told to a hundredth of a cent: what a point is worth is often less than a cent."""


def render(
    forecast: Forecast,
    differences: Sequence[Difference] = (),
    entrants: int | None = None,
    best: BestOrder | None = None,
) -> str:
    """Return the forecast as JSON, one object, ending in a line break."""
    said = {**_body(forecast, entrants), "what_if": [_difference(each) for each in differences]}
    if best:
        said["best_order"] = _best(forecast, best)
    return json_safe(json.dumps(said, ensure_ascii=False, indent=2)) + "\n"


def _body(forecast: Forecast, entrants: int | None) -> dict[str, Any]:
    question, runs = forecast.question, forecast.runs
    return {
        "format_version": FORMAT_VERSION,
        "store": forecast.policy.path.store,
        "currency": forecast.policy.path.currency,
        "method": forecast.method,
        "runs": len(runs.each),
        "nodes": runs.nodes,
        "seed": None if runs.exact else question.seed,
        "today": question.today.isoformat(),
        "horizon_days": question.horizon,
        "entrants_per_month": entrants,
        "relative_error": relative_error(forecast.total.margin),
        "entry": [{"name": entry.name, "share": round(entry.share, 6)} for entry in question.entries],
        "total": _totals(forecast.total),
        "funnel": {name: _plain(figure) for name, figure in forecast.funnel._asdict().items()},
        "held_back": [_held(each) for each in forecast.held_back],
        "by_entry": [{"name": by.entry.name, **_totals(by.totals)} for by in forecast.by_entry],
        "offers": [_offer(leak, entrants) for leak in forecast.offers],
        "continuities": [_continuity(each) for each in continuities(forecast)],
        "assumed": list(assumed(forecast)),
    }


def relative_error(figure: Estimate) -> float:
    """Return half the interval in parts of the figure; 0 when it is exact."""
    return round(figure.half / abs(figure.value), 6) if figure.value else 0.0


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "revenue": _money(totals.revenue),
        "margin": _money(totals.margin),
        "chance_of_ultimate": _plain(totals.chance_of_ultimate),
        "days_to_ultimate": _maybe(totals.days_to_ultimate),
        "asks": _plain(totals.asks),
        "asks_to_ultimate": _maybe(totals.asks_to_ultimate),
        "first_purchase": {"revenue": _money(totals.first_revenue), "margin": _money(totals.first_margin)},
        "lifetime": {"revenue": _money(totals.lifetime_revenue), "margin": _money(totals.lifetime_margin)},
    }


def _held(each: HeldBack) -> dict[str, Any]:
    return {
        "name": each.offer[0] if each.offer else each.touch,
        "price": amount(each.offer[1]) if each.offer and each.offer[1] is not None else None,
        "reason": each.reason,
        "share": _plain(each.share),
        "days": _maybe(each.days),
    }


def _continuity(each: Continuity) -> dict[str, Any]:
    price, every = each.offer[1], each.product.every
    return {
        "name": each.offer[0],
        "price": None if price is None else amount(price),
        "every": period(every) if every else None,
        "payments": round(each.payments, 6),
        "margin": money(each.margin),
        "lifetime_margin": money(each.lifetime_margin),
    }


def _offer(leak: Leak, entrants: int | None) -> dict[str, Any]:
    name, price = leak.offer
    return {
        "name": name,
        "price": None if price is None else amount(price),
        "turn": leak.turn or None,
        "asked": _plain(leak.asked),
        "take": _plain(leak.take),
        "worth_of_one_point": _money(leak.point),
        "worth_of_one_tenth": _money(leak.tenth),
        "worth_if_removed": _money(leak.removed),
        "worth_of_one_point_per_month": _money(leak.point.times(entrants)) if entrants else None,
        "distance": leak.distance,
        "rank": leak.rank,
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "change": difference.said,
        "margin": _money(difference.margin),
        "revenue": _money(difference.revenue),
        "lifetime_margin": _money(difference.lifetime_margin),
        "chance_of_ultimate": _plain(difference.chance),
        "margin_after": _money(difference.after),
    }


def _best(forecast: Forecast, best: BestOrder) -> dict[str, Any]:
    policy = forecast.policy
    return {
        "gain": _difference(best.together) if best.together else None,
        "lists": best.lists,
        "tried": best.trials,
        "all_tried": best.all_tried,
        "held": best.held,
        "changes": [
            {
                "list": each.written.label,
                "before": names(policy, each.written.steps),
                "after": names(policy, each.steps),
                "gain": _money(each.gain),
            }
            for each in best.proposals
        ],
    }


def _maybe(figure: Estimate | None) -> dict[str, float] | None:
    return _plain(figure) if figure else None


def _plain(figure: Estimate) -> dict[str, float]:
    return {key: round(value, 6) + 0.0 for key, value in figure._asdict().items()}


def _money(figure: Estimate) -> dict[str, str]:
    return {key: money(value) for key, value in figure._asdict().items()}


def money(value: float) -> str:
    """Write an expected amount with four decimals."""
    return f"{Decimal(value).quantize(_MONEY, ROUND_HALF_EVEN) + 0:f}"
