"""The live part of a step: a touch that was not made yet, or the first live rung of a ladder."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, assert_never

from ipp.engine.availability import Judged, find_end, judge_rungs, list_rungs
from ipp.engine.customer.state import Anchor, State
from ipp.engine.decision.action import (
    Action,
    PassedOver,
    Reason,
    label_offer,
    make_offer_action,
    make_touch_action,
)
from ipp.engine.ownership import find_owned
from ipp.engine.policy.clauses import Entry, Ladder, TouchStep
from ipp.engine.timing import find_closed, find_due_of_rung, find_due_of_touch, latest_of_rung


class Live(NamedTuple):
    """A live step: where it stands, and what would be done; `blocked` names the open ask that it waits for."""

    place: Anchor
    action: Action
    blocked: str | None

    @property
    def label(self) -> str:
        """The name of what would be done."""
        return label_offer(self.action.offer) if self.action.offer else self.action.name


def list_live(state: State, passed: list[PassedOver]) -> Iterator[Live]:
    """Yield the live steps of a customer in reading order, and note what else was passed over, and why.

    While a ladder waits for an open ask there is something left, and no cold ask.
    """
    left: str | None = None
    for entry, place in state.list_reading_order():
        action = find_live(state, entry, place, passed)
        if action is None:
            continue
        sharing = state.find_sharing(list_rungs(entry))
        blocked = sharing.offer[0] if sharing else left if place.origin == "ultimate" else None
        left = left or blocked
        yield Live(place, action, blocked)


def find_live(state: State, entry: Entry, place: Anchor, passed: list[PassedOver]) -> Action | None:
    """Return the action of an entry if it is live but for open asks; otherwise note why each part of it is not."""
    match entry:
        case TouchStep():
            return _find_deed(state, entry, place, passed)
        case Ladder():
            return _find_rung(state, entry, place, passed)
        case _:
            assert_never(entry)


def _find_deed(state: State, touch_step: TouchStep, place: Anchor, passed: list[PassedOver]) -> Action | None:
    due = find_due_of_touch(state, touch_step, place)
    reason = _find_undoable(state, touch_step, due, place)
    if reason:
        passed.append(PassedOver(touch_step.touch, place.because, reason))
        return None
    return make_touch_action(touch_step.touch, due, touch_step.via, place.origin, place.because)


def _find_undoable(state: State, touch_step: TouchStep, due: date, place: Anchor) -> Reason | None:
    """Say why a touch cannot be made, or None when it can."""
    match find_end(touch_step, state):
        case None:
            return find_closed(state, touch_step.gate, due, place.latest)
        case "done":
            return Reason("done", None, state.done[touch_step.touch])
        case "draft":
            return Reason("draft")
        case never:
            assert_never(never)


def _find_rung(state: State, ladder: Ladder, place: Anchor, passed: list[PassedOver]) -> Action | None:
    closed = find_closed(state, ladder.gate, state.today)
    if closed:
        passed.append(PassedOver(label_offer(ladder.rungs[0].offer), place.because, closed))
        return None
    for judged in judge_rungs(ladder, state):
        rung, number = judged.rung, judged.number
        reason = _explain(state, judged)
        if reason is None:
            due = find_due_of_rung(state, ladder, number, place)
            reason = find_closed(state, rung.gate, due, latest_of_rung(state, ladder, number, place))
            if reason is None:
                return make_offer_action(rung, number, due, place.origin, place.because)
        passed.append(PassedOver(label_offer(rung.offer), place.because, reason))
    return None


def _explain(state: State, judged: Judged) -> Reason | None:
    """Say since when, or by what, a rung is dead."""
    good = judged.rung.good
    match judged.death:
        case None:
            return None
        case "draft":
            return Reason("draft")
        case "bought":
            return Reason("bought", None, state.bought[good.name])
        case "declined":
            return Reason("declined", None, state.declined[judged.rung.offer])
        case "owned":
            return Reason("owned", min(find_owned(good, state.owned), key=state.policy.positions.__getitem__))
        case "higher rung theirs":
            return Reason("higher rung theirs", judged.above and judged.above.name)
        case never:
            assert_never(never)
