"""`ipp next --format json`: the contract is in docs/json.md; minor versions only add keys."""

import json
from typing import Any

from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.recommendation import Recommendation
from ipp.render.answers.reasons import write_reason
from ipp.render.money import write_amount, write_period
from ipp.text.visible import escape_json

FORMAT_VERSION = "1.0"


def render_decision_json(answer: Recommendation) -> str:
    """Return the answer as JSON, one object, ending in a line break."""
    body = {
        "format_version": FORMAT_VERSION,
        "store": answer.store,
        "today": answer.today.isoformat(),
        "state": answer.decision.state,
        "action": _describe_action(answer, answer.decision.action),
        "on_yes": _describe_decision(answer, answer.on_yes),
        "on_no": _describe_decision(answer, answer.on_noes[0] if answer.on_noes else None),
        "path": _make_path(answer),
        "path_ends": answer.journey.ends,
        "why": [
            {"step": passed.step, "of": passed.of, "passed_over": write_reason(passed.reason)}
            for passed in answer.decision.passed
        ],
    }
    return escape_json(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _make_path(answer: Recommendation) -> list[dict[str, Any]]:
    """Return the steps of the path; `on` is the day on which each is made, which can be later than the day it is due since."""
    days = zip(answer.journey.actions, answer.journey.days, strict=True)
    return [{**(_describe_action(answer, action) or {}), "on": day.isoformat()} for action, day in days]


def _describe_decision(answer: Recommendation, decision: Decision | None) -> dict[str, Any] | None:
    return _describe_action(answer, decision.action) if decision else None


def _describe_action(answer: Recommendation, action: Action | None) -> dict[str, Any] | None:
    if action is None:
        return None
    touch, every, url, saving = answer.describe_action(action)
    return {
        "name": action.name,
        "kind": action.kind,
        "touch": touch,
        "because": action.because,
        "due": action.due.isoformat(),
        "price": None if action.price is None else write_amount(action.price),
        "every": write_period(every) if every else None,
        "via": action.via,
        "rung": action.rung,
        "items": [
            {"name": content.product, "quantity": content.quantity, "free": content.free}
            for content in (action.good.contents if action.good else ())
        ],
        "saving": None if saving is None else write_amount(saving),
        "url": url,
    }
