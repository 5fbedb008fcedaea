"""The summary of a plan for programs."""

import json
from typing import Any

from ipp.batch.summary import NightChanges, PlanSummary
from ipp.text.visible import escape_json


def render_summary_json(summary: PlanSummary) -> str:
    """Return the summary as JSON."""
    answer: dict[str, Any] = {
        "format_version": "1.0",
        "store": summary.store,
        "today": summary.today.isoformat(),
        "customers": summary.customers,
        "states": summary.states,
        "actions": [action._asdict() for action in summary.actions],
        "read": summary.read,
        "layout": summary.layout,
        "customers_are_names": summary.named,
        "set_aside": [
            {"source": part.source, "reasons": part.counts, "examples": part.examples}
            for part in summary.rejects
            if part.counts
        ],
        "unknown_items": [unknown._asdict() for unknown in summary.unknown],
        "unknown_statuses": [{"status": status, "rows": rows} for status, rows in summary.statuses],
        "after_today": summary.later,
        "newest_order": summary.newest_order and summary.newest_order.isoformat(),
        "returned_but_never_bought": [{"item": item, "rows": rows} for item, rows in summary.unfounded],
        "messages": summary.messages,
        "since": _write_changes(summary.changes) if summary.changes else None,
    }
    return escape_json(json.dumps(answer, ensure_ascii=False, indent=2)) + "\n"


def _write_changes(changes: NightChanges) -> dict[str, Any]:
    return {
        "day": changes.since.isoformat(),
        "before": changes.before,
        "started": changes.started,
        "changed": changes.changed,
        "same": changes.same,
        "ended": changes.ended,
        "actions": [each._asdict() for each in changes.actions],
    }
