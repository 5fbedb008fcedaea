"""`ipp next --format json`: the contract is in docs/json.md; minor versions only add keys."""

import json
from typing import Any

from ipp.engine.action import Action, Decision
from ipp.engine.answer import Answer
from ipp.engine.follow import Journey
from ipp.engine.policy import Policy
from ipp.engine.worth import saving
from ipp.path.model import Product, Touch
from ipp.render.answers.reasons import reason_text
from ipp.render.money import amount, period
from ipp.text.visible import json_safe

FORMAT_VERSION = "1.0"


def render(policy: Policy, answer: Answer) -> str:
    """Return the answer as JSON, one object, ending in a line break."""
    body = {
        "format_version": FORMAT_VERSION,
        "store": answer.store,
        "today": answer.today.isoformat(),
        "state": answer.decision.state,
        "action": _action(policy, answer.decision.action),
        "on_yes": _after(policy, answer.on_yes),
        "on_no": _after(policy, answer.on_noes[0] if answer.on_noes else None),
        "path": _path(policy, answer.journey),
        "path_ends": answer.journey.ends,
        "why": [
            {"step": passed.step, "of": passed.of, "passed_over": reason_text(passed.reason)}
            for passed in answer.decision.passed
        ],
    }
    return json_safe(json.dumps(body, ensure_ascii=False, indent=2)) + "\n"


def _path(policy: Policy, journey: Journey) -> list[dict[str, Any]]:
    """Return the steps of the path; `on` is the day on which each is made, which can be later than the day it is due since."""
    days = zip(journey.actions, journey.days, strict=True)
    return [{**(_action(policy, action) or {}), "on": day.isoformat()} for action, day in days]


def _after(policy: Policy, decision: Decision | None) -> dict[str, Any] | None:
    return _action(policy, decision.action) if decision else None


def _action(policy: Policy, action: Action | None) -> dict[str, Any] | None:
    if action is None:
        return None
    item = policy.names.item(action.name)
    every = item.every if isinstance(item, Product) else None
    saved = saving(policy, action.good, action.price)
    return {
        "name": action.name,
        "kind": action.kind,
        "touch": item.kind if isinstance(item, Touch) else None,
        "because": action.because,
        "due": action.due.isoformat(),
        "price": None if action.price is None else amount(action.price),
        "every": period(every) if every else None,
        "via": action.via,
        "rung": action.rung,
        "items": [
            {"name": content.product, "quantity": content.quantity, "free": content.free}
            for content in (action.good.contents if action.good else ())
        ],
        "saving": None if saved is None else amount(saved),
        "url": item.url if item else None,
    }
