"""`ipp learn --format json`: minor versions only add keys."""

import json
from collections import Counter
from datetime import date
from typing import Any

from ipp.learn.pairs import TestedPair
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


def _write_day(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
