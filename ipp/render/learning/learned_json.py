"""`ipp learn --format json`: minor versions only add keys."""

import json
from collections import Counter
from datetime import date
from typing import Any

from ipp.engine.decision.action import label_offer
from ipp.learn.pairs import TestedPair
from ipp.learn.rates.estimate import RateEstimate
from ipp.learn.rates.placement_rates import PlacementRate
from ipp.learn.rates.take_rates import TakeRate
from ipp.learn.supported import VERDICTS, Learned, StepVerdict
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def write_learned_json(learned: Learned, store: str | None) -> str:
    """Return the answer as JSON."""
    history = learned.history
    verdicts = Counter(each.verdict for each in learned.steps)
    answer: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "store": store,
        "read": {
            "rows": history.rows,
            "orders": history.orders,
            "customers": history.customers,
            "items": history.items,
            "from": _write_day(history.first),
            "until": _write_day(history.last),
        },
        "layout": history.layout,
        "customers_are_names": history.named,
        "set_aside": history.rejects.counts,
        "after_today": history.later,
        "unknown_statuses": [{"status": status, "rows": rows} for status, rows in history.statuses],
        "returned": learned.returned,
        "tested": learned.tested,
        "fdr": learned.false_share,
        "supported": [write_pair(pair) for pair in learned.supported],
        "verdicts": {verdict.replace(" ", "_"): verdicts[verdict] for verdict in VERDICTS},
        "steps": [_write_step(each) for each in learned.steps],
        "organic": [_write_organic(each) for each in learned.steps if each.pair],
        "rates": None if learned.rates is None else [write_rate(rate) for rate in learned.rates],
        "by_rung": None
        if learned.placements is None
        else [_write_rung(each) for each in learned.placements.rungs],
        "by_list": None
        if learned.placements is None
        else [_write_list(each) for each in learned.placements.lists],
        "log_set_aside": learned.unread.counts if learned.unread else {},
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def write_pair(pair: TestedPair) -> dict[str, Any]:
    """Return a pair for programs, its numbers to a thousandth."""
    return {
        name: round(value, 3) if isinstance(value, float) else value for name, value in pair._asdict().items()
    }


def _write_step(each: StepVerdict) -> dict[str, Any]:
    counts = ("opportunities", "seen", "expected", "low", "high", "days")
    pair = {} if each.pair is None else write_pair(each.pair)
    return {
        "after": each.step.after,
        "next": each.step.next,
        "place": each.step.place,
        "verdict": each.verdict.replace(" ", "_"),
        "customers": each.customers,
        **{name: pair.get(name) for name in counts},
    }


def _write_organic(each: StepVerdict) -> dict[str, Any]:
    """Return how many went a step of the path in their next order, asked or not."""
    assert each.pair is not None
    share = each.pair.seen / each.pair.opportunities
    return {"after": each.step.after, "next": each.step.next, "rate": round(share, 4)}


def write_rate(rate: TakeRate) -> dict[str, Any]:
    """Return a take rate for programs, shares to a hundredth of a percent."""
    written = rate.written
    return {
        "offer": label_offer(rate.offer),
        "kind": rate.kind,
        **_write_estimate(rate.estimate),
        "path_take": None if written is None or written.take is None else str(written.take),
        "path_patience": None if written is None else written.patience,
    }


def _write_rung(rate: PlacementRate) -> dict[str, Any]:
    """Return the rate of a rung; `rung` is null for offers of several rungs, or of none."""
    rung = rate.where if isinstance(rate.where, int) else None
    return {"rung": rung, **_write_placement(rate)}


def _write_list(rate: PlacementRate) -> dict[str, Any]:
    """Return the rate of a kind of list; `list` is null for offers of several kinds, or of none."""
    return {"list": None if rate.where in _UNPLACED else rate.where, **_write_placement(rate)}


_UNPLACED = ("several", "none")


def _write_placement(rate: PlacementRate) -> dict[str, Any]:
    places = rate.where if rate.where in _UNPLACED else "one"
    offers = [label_offer(offer) for offer in rate.offers]
    return {"places": places, "offers": offers, **_write_estimate(rate.estimate)}


def _write_estimate(rate: RateEstimate) -> dict[str, Any]:
    return {
        "asked": rate.asked,
        "yes": rate.yes,
        "open": rate.open,
        "raw": round(rate.raw, 4),
        "take": round(rate.learned, 4),
        "low": round(rate.low, 4),
        "high": round(rate.high, 4),
        "settled": round(rate.settled, 1),
        "answers": round(rate.answers, 1),
        "patience": rate.patience,
    }


def _write_day(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
