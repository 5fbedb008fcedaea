"""`ipp measure --format json`: minor versions only add keys."""

import json
from datetime import date
from typing import Any

from ipp.measure.effect import OfferEffect
from ipp.measure.interval import GroupDifference
from ipp.measure.run import Measured
from ipp.render.money import write_amount
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def write_measured_json(found: Measured, store: str | None) -> str:
    """Return the answer as JSON."""
    experiment = found.experiment
    answer: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "store": store,
        "kind": experiment.kind,
        "name": experiment.name,
        "planned_share": round(experiment.planned, 6),
        "from": _write_day(found.begins),
        "until": experiment.last and experiment.last.isoformat(),
        "known_before": _write_day(found.day),
        "window_days": found.window,
        "set_aside": found.read.orders.counts,
        "log_set_aside": found.read.log.counts if found.read.log else {},
        "people": {
            "first": found.first,
            "second": found.second,
            "open": found.open,
            "left_out": found.left_out,
        },
        "sample_ratio": {"factor": float(f"{min(found.factor, 1e300):.4g}"), "fine": not _is_broken(found)},
        "problems": [problem._asdict() for problem in found.problems],
        "gaps": [
            {"first": _write_day(gap.first), "last": _write_day(gap.last), "missing": gap.what}
            for gap in found.gaps
        ],
        "effect": _write_effect(found),
        "offers": [_write_offer(each, found) for each in found.offers],
        "missing": found.missing and found.missing._asdict(),
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def _write_effect(found: Measured) -> dict[str, Any] | None:
    if found.effect is None:
        return None
    return {
        name: None if name.startswith("margin") and not found.knows_costs else _write_difference(difference)
        for name, difference in found.effect._asdict().items()
    }


def _write_difference(difference: GroupDifference | None) -> dict[str, float] | None:
    """Return a figure with its interval, and the means of both groups."""
    if difference is None:
        return None
    return {name: round(getattr(difference, name), 6) for name in ("value", "low", "high", "first", "second")}


def _write_offer(each: OfferEffect, found: Measured) -> dict[str, Any]:
    name, price = found.names[each.offer]
    return {
        "name": name,
        "price": None if price is None else write_amount(price),
        "first": each.first,
        "second": each.second,
        "revenue": _write_difference(each.revenue),
    }


def _is_broken(found: Measured) -> bool:
    return any(problem.kind == "ratio" for problem in found.problems)


def _write_day(day: int) -> str:
    return date.fromordinal(day).isoformat()
