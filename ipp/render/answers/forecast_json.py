"""`ipp forecast --format json`: the contract is in docs/forecast.md; minor versions only add keys."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from ipp.path.values import write_period
from ipp.render.answers.order_text import name_steps
from ipp.render.money import write_amount
from ipp.text.visible import escape_json
from ipp.value.assumptions import list_assumptions
from ipp.value.forecast import ByEntry, Forecast, Totals
from ipp.value.held_back import HeldBack
from ipp.value.inputs.question import FirstPurchase
from ipp.value.leaks import Leak
from ipp.value.ordering.search import BestOrder
from ipp.value.process.compiled.draws import measure_share
from ipp.value.solve.estimate import Estimate
from ipp.value.subscriptions import Continuity, list_continuities
from ipp.value.unasked import Unasked, UnaskedHabit
from ipp.value.what_if import Difference

FORMAT_VERSION = "1.0"
_MONEY = Decimal("0.0001")
"""Money is told to a hundredth of a cent: what a point is worth is often less than a cent."""


def render_forecast_json(
    forecast: Forecast,
    differences: Sequence[Difference] = (),
    entrants: int | None = None,
    best: BestOrder | None = None,
    unasked: Unasked | None = None,
) -> str:
    """Return the forecast as JSON, one object, ending in a line break."""
    said = {**_make_body(forecast, entrants), "what_if": [_describe_difference(each) for each in differences]}
    said["baseline"] = _describe_unasked(unasked) if unasked else None
    if best:
        said["best_order"] = _describe_order(forecast, best)
    return escape_json(json.dumps(said, ensure_ascii=False, indent=2)) + "\n"


def _make_body(forecast: Forecast, entrants: int | None) -> dict[str, Any]:
    question, runs = forecast.question, forecast.runs
    return {
        "format_version": FORMAT_VERSION,
        "store": forecast.policy.path.store,
        "currency": forecast.policy.path.currency,
        "method": forecast.method,
        "runs": len(runs.each),
        "nodes": runs.nodes,
        "seed": None if runs.exact and not question.rates.answers else question.seed,
        "today": question.today.isoformat(),
        "horizon_days": question.horizon,
        "entrants_per_month": entrants,
        "relative_error": measure_relative_error(forecast.total.margin),
        "holdout": _describe_holdout(forecast),
        "entry": [_describe_entry(entry) for entry in question.entries],
        "total": _describe_totals(forecast.total),
        "funnel": {name: _describe_estimate(figure) for name, figure in forecast.funnel._asdict().items()},
        "held_back": [_write_held_back(each) for each in forecast.held_back],
        "by_entry": [_describe_by_entry(by) for by in forecast.by_entry],
        "offers": [_describe_leak(leak, entrants) for leak in forecast.offers],
        "continuities": [_describe_continuity(each) for each in list_continuities(forecast)],
        "assumed": list(list_assumptions(forecast)),
    }


def _describe_entry(entry: FirstPurchase) -> dict[str, Any]:
    return {"name": entry.name, "share": round(entry.share, 6), "items": _list_items(entry)}


def _describe_by_entry(by: ByEntry) -> dict[str, Any]:
    return {"name": by.entry.name, **_describe_totals(by.totals), "items": _list_items(by.entry)}


def _list_items(entry: FirstPurchase) -> list[dict[str, Any]]:
    return [{"name": name, "pieces": pieces} for name, pieces in entry.items]


def _describe_unasked(unasked: Unasked) -> dict[str, Any]:
    orders = unasked.orders
    return {
        "orders": orders.source,
        "from": date.fromordinal(orders.first).isoformat(),
        "until": date.fromordinal(orders.last).isoformat(),
        "too_recent": orders.recent,
        "money": "paid" if orders.paid else "list",
        "whom": "entries" if unasked.only else "everybody",
        **_describe_habit(unasked.total),
        "by_entry": [
            {"name": entry.name, "items": _list_items(entry), **_describe_habit(habit)}
            for entry, habit in unasked.by_entry
        ],
    }


def _describe_habit(habit: UnaskedHabit | None) -> dict[str, Any]:
    return {
        "customers": habit.customers if habit else None,
        "bought_again": _describe_estimate(habit.bought_again) if habit else None,
        "spent": _describe_money(habit.spent) if habit else None,
    }


def _describe_holdout(forecast: Forecast) -> dict[str, Any] | None:
    held = forecast.held_out
    if held is None:
        return None
    return {
        "name": held.name,
        "share": round(measure_share(held.share), 6),
        "of": "everything" if held.everything else "offers",
        "from": held.first.isoformat() if held.first else None,
        "until": held.last.isoformat() if held.last else None,
    }


def measure_relative_error(figure: Estimate) -> float:
    """Return half the interval in parts of the figure; 0 when it is exact."""
    return round(figure.half / abs(figure.value), 6) if figure.value else 0.0


def _describe_totals(totals: Totals) -> dict[str, Any]:
    return {
        "revenue": _describe_money(totals.revenue),
        "margin": _describe_money(totals.margin),
        "chance_of_ultimate": _describe_estimate(totals.chance_of_ultimate),
        "days_to_ultimate": _describe_if_any(totals.days_to_ultimate),
        "asks": _describe_estimate(totals.asks),
        "asks_to_ultimate": _describe_if_any(totals.asks_to_ultimate),
        "first_purchase": {
            "revenue": _describe_money(totals.first_revenue),
            "margin": _describe_money(totals.first_margin),
        },
        "lifetime": {
            "revenue": _describe_money(totals.lifetime_revenue),
            "margin": _describe_money(totals.lifetime_margin),
        },
    }


def _write_held_back(each: HeldBack) -> dict[str, Any]:
    return {
        "name": each.offer[0] if each.offer else each.touch,
        "price": write_amount(each.offer[1]) if each.offer and each.offer[1] is not None else None,
        "reason": each.reason,
        "share": _describe_estimate(each.share),
        "days": _describe_if_any(each.days),
    }


def _describe_continuity(each: Continuity) -> dict[str, Any]:
    price, every = each.offer[1], each.product.every
    return {
        "name": each.offer[0],
        "price": None if price is None else write_amount(price),
        "every": write_period(every) if every else None,
        "payments": round(each.payments, 6),
        "margin": write_money(each.margin),
        "lifetime_margin": write_money(each.lifetime_margin),
    }


def _describe_leak(leak: Leak, entrants: int | None) -> dict[str, Any]:
    name, price = leak.offer
    return {
        "name": name,
        "price": None if price is None else write_amount(price),
        "turn": leak.turn or None,
        "asked": _describe_estimate(leak.asked),
        "take": _describe_estimate(leak.take),
        "worth_of_one_point": _describe_money(leak.point),
        "worth_of_one_tenth": _describe_money(leak.tenth),
        "worth_if_removed": _describe_money(leak.removed),
        "worth_of_one_point_per_month": _describe_money(leak.point.scale_by(entrants)) if entrants else None,
        "distance": leak.distance,
        "rank": leak.rank,
    }


def _describe_difference(difference: Difference) -> dict[str, Any]:
    return {
        "change": difference.change,
        "margin": _describe_money(difference.margin),
        "revenue": _describe_money(difference.revenue),
        "lifetime_margin": _describe_money(difference.lifetime_margin),
        "chance_of_ultimate": _describe_estimate(difference.chance),
        "margin_after": _describe_money(difference.after),
    }


def _describe_order(forecast: Forecast, best: BestOrder) -> dict[str, Any]:
    policy = forecast.policy
    return {
        "gain": _describe_difference(best.together) if best.together else None,
        "lists": best.lists,
        "tried": best.trials,
        "all_tried": best.all_tried,
        "held": best.held,
        "changes": [
            {
                "list": each.written.label,
                "before": name_steps(policy, each.written.steps),
                "after": name_steps(policy, each.steps),
                "gain": _describe_money(each.gain),
            }
            for each in best.proposals
        ],
    }


def _describe_if_any(figure: Estimate | None) -> dict[str, float] | None:
    return _describe_estimate(figure) if figure else None


def _describe_estimate(figure: Estimate) -> dict[str, float]:
    return {key: round(value, 6) + 0.0 for key, value in figure._asdict().items()}


def _describe_money(figure: Estimate) -> dict[str, str]:
    return {key: write_money(value) for key, value in figure._asdict().items()}


def write_money(value: float) -> str:
    """Write an expected amount with four decimals."""
    return f"{Decimal(value).quantize(_MONEY, ROUND_HALF_EVEN) + 0:f}"
