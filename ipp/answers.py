"""What `ipp next` answers, as values and as JSON: `ipp.answer` and the command say the same by the same code.

The contract is in docs/json.md; minor versions only add keys.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ipp.engine.customer.events import Customer
from ipp.engine.customer.naming import name_events
from ipp.engine.decision.action import Action, Decision, Standing
from ipp.engine.decision.recommendation import Recommendation, recommend_next
from ipp.loading import Store
from ipp.path.values import Discount, write_period
from ipp.render.answers.reasons import write_reason
from ipp.render.money import write_amount
from ipp.text.visible import escape_json
from ipp.text.words import write_share

FORMAT_VERSION = "1.0"


class AnswerContent(NamedTuple):
    """A product in what is offered: pieces that are paid, and pieces that come free."""

    name: str
    quantity: int
    free: int


class AnswerCoupon(NamedTuple):
    """The code of a coupon, what it takes off (a share such as `10%`, or money), and its last day."""

    code: str | None
    off: str | None
    until: date | None

    def to_dict(self) -> dict[str, Any]:
        """Return the coupon as JSON has it."""
        return self._asdict() | {"until": self.until.isoformat() if self.until else None}


class AnswerAction(NamedTuple):
    """What to offer or do.

    `due` is the first day for it; `because` the purchase whose step it is; `touch` the kind of a touch, which has neither price nor rung;
    `every` how often a membership is paid, as `1 month`; `saving` what a bundle saves against its contents; `earns` what a partner pays for each who buys there.
    """

    name: str
    kind: Literal["product", "bundle", "touch"]
    touch: str | None
    because: str | None
    due: date
    price: Decimal | None
    every: str | None
    via: str | None
    rung: int | None
    items: tuple[AnswerContent, ...]
    saving: Decimal | None
    url: str | None
    coupon: AnswerCoupon | None
    earns: Decimal | None

    def to_dict(self) -> dict[str, Any]:
        """Return the action as JSON has it."""
        return self._asdict() | {
            "due": self.due.isoformat(),
            "price": None if self.price is None else write_amount(self.price),
            "items": [content._asdict() for content in self.items],
            "saving": None if self.saving is None else write_amount(self.saving),
            "coupon": self.coupon and self.coupon.to_dict(),
            "earns": None if self.earns is None else write_amount(self.earns),
        }


class AnswerStep(NamedTuple):
    """A step of the path of the customer who says Yes; `on` is the day on which it is made, which can be later than the day it is due since."""

    action: AnswerAction
    on: date


class AnswerReason(NamedTuple):
    """A step that was passed over, the purchase to whose list it belongs, and why."""

    step: str
    of: str | None
    passed_over: str


class Answer(NamedTuple):
    """What to do with a customer on a day, what follows on Yes and on No, and the path of the customer who says Yes.

    `state` is `offer`, `touch` or `rest` (do it today), `wait` (not before `action.due` as things stand), `complete`, `stranded`, `held` (a holdout: do not do it), or `stopped`;
    of `complete`, `stranded` and `stopped` the `action` is None. `path_ends` says how the path ends.
    """

    store: str | None
    today: date
    state: Standing
    action: AnswerAction | None
    on_yes: AnswerAction | None
    on_no: AnswerAction | None
    path: tuple[AnswerStep, ...]
    path_ends: str
    why: tuple[AnswerReason, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return what `ipp next --format json` prints."""
        return {
            "format_version": FORMAT_VERSION,
            **self._asdict(),
            "today": self.today.isoformat(),
            "action": _write_action(self.action),
            "on_yes": _write_action(self.on_yes),
            "on_no": _write_action(self.on_no),
            "path": [{**step.action.to_dict(), "on": step.on.isoformat()} for step in self.path],
            "why": [reason._asdict() for reason in self.why],
        }


def answer(store: Store, customer: Customer, today: date) -> Answer:
    """Return what to do next with a customer on a day, and what follows: what `ipp next` says (docs/python.md).

    Names in events are read as `ipp next` reads them. Raises RequestError for one that means nothing in the path.
    """
    policy = store.policy
    return make_answer(recommend_next(policy, name_events(policy, customer), today))


def make_answer(found: Recommendation) -> Answer:
    """Return a recommendation as programs read it."""
    decision, journey = found.decision, found.journey
    return Answer(
        found.store,
        found.today,
        decision.state,
        _make_action(found, decision.action),
        _make_follow_up(found, found.on_yes),
        _make_follow_up(found, found.on_noes[0] if found.on_noes else None),
        tuple(
            AnswerStep(_describe_action(found, action), day)
            for action, day in zip(journey.actions, journey.days, strict=True)
        ),
        journey.ends,
        tuple(
            AnswerReason(passed.step, passed.of, write_reason(passed.reason)) for passed in decision.passed
        ),
    )


def write_answer_json(found: Answer) -> str:
    """Return an answer as JSON, one object, ending in a line break."""
    return escape_json(json.dumps(found.to_dict(), ensure_ascii=False, indent=2)) + "\n"


def _write_action(action: AnswerAction | None) -> dict[str, Any] | None:
    return action.to_dict() if action else None


def _make_follow_up(found: Recommendation, decision: Decision | None) -> AnswerAction | None:
    return _make_action(found, decision.action) if decision else None


def _make_action(found: Recommendation, action: Action | None) -> AnswerAction | None:
    return _describe_action(found, action) if action else None


def _describe_action(found: Recommendation, action: Action) -> AnswerAction:
    touch, every, url, saving, coupon, earns, _ = found.describe_action(action)
    contents = action.good.contents if action.good else ()
    return AnswerAction(
        action.name,
        action.kind,
        touch,
        action.because,
        action.due,
        action.price,
        write_period(every) if every else None,
        action.via,
        action.rung,
        tuple(AnswerContent(each.product, each.quantity, each.free) for each in contents),
        saving,
        url,
        coupon and AnswerCoupon(coupon.code, coupon.off and _write_discount(coupon.off), coupon.until),
        earns,
    )


def _write_discount(off: Discount) -> str:
    return write_share(off.share) if off.share is not None else write_amount(off.money or Decimal(0))
