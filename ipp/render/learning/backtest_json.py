"""`ipp backtest --format json`: minor versions only add keys."""

import json
from datetime import date
from typing import Any

from ipp.learn.backtest.run import Backtest
from ipp.learn.backtest.scores import Score
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def write_backtest_json(found: Backtest, store: str | None) -> str:
    """Return the answer as JSON."""
    answer: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "store": store,
        "from": date.fromordinal(found.beginning).isoformat(),
        "until": date.fromordinal(found.history.last).isoformat(),
        "weeks": found.weeks,
        "orders": found.cases,
        "customers": found.customers,
        "candidates": found.candidates,
        "rankings": {name: _write_score(score) for name, score in found.scores.items()},
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def _write_score(score: Score) -> dict[str, Any]:
    return {
        "hit_1": _write_measure(score.first, score.first_interval),
        "hit_5": _write_measure(score.five, score.five_interval),
        "reciprocal_rank": _write_measure(score.reciprocal, score.reciprocal_interval),
        "less_best_sellers": {"low": round(score.better[0], 4), "high": round(score.better[1], 4)},
        "said_first": score.said,
    }


def _write_measure(value: float, interval: tuple[float, float]) -> dict[str, float]:
    return {"value": round(value, 4), "low": round(interval[0], 4), "high": round(interval[1], 4)}
