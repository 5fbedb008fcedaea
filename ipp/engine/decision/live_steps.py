"""The live part of a step: a touch that was not made yet, or the first live rung of a ladder."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, assert_never

from ipp.engine.availability import Judged, find_end, judge_rungs
from ipp.engine.customer.anchor import Anchor
from ipp.engine.customer.state import State
from ipp.engine.decision.action import (
    Action,
    PassedOver,
    Reason,
    label_offer,
    make_offer_action,
    make_touch_action,
)
from ipp.engine.decision.due_days import (
    find_closed,
    find_due_of_rung,
    find_due_of_touch,
    find_latest_of_rung,
    find_return,
)
from ipp.engine.ownership import find_owned
from ipp.engine.policy.clauses import Entry, Ladder, Rung, TouchStep
from ipp.engine.policy.entries import list_rungs


class LiveStep(NamedTuple):
    """A live step: where it stands, and what would be done; `blocked` names the open ask that it waits for."""

    anchor: Anchor
    action: Action
    blocked: str | None

    @property
    def label(self) -> str:
        """The name of what would be done."""
        return label_offer(self.action.offer) if self.action.offer else self.action.name


def list_live(state: State, passed: list[PassedOver]) -> Iterator[LiveStep]:
    """Yield the live steps of a customer in reading order, and note what else was passed over, and why.

    While a ladder waits for an open ask there is something left, and no cold ask.
    """
    left: str | None = None
    for entry, anchor in state.list_reading_order():
        action = find_live(state, entry, anchor, passed)
        if action is None:
            continue
        sharing = state.find_sharing(list_rungs(entry))
        blocked = sharing.offer[0] if sharing else left if anchor.origin == "ultimate" else None
        left = left or (blocked if anchor.origin != "winback" else None)
        yield LiveStep(anchor, action, blocked)


def find_live(state: State, entry: Entry, anchor: Anchor, passed: list[PassedOver]) -> Action | None:
    """Return the action of an entry if it is live but for open asks; otherwise note why each part of it is not."""
    match entry:
        case TouchStep():
            return _find_live_touch(state, entry, anchor, passed)
        case Ladder():
            return _find_live_rung(state, entry, anchor, passed)
        case _:
            assert_never(entry)


def _find_live_touch(
    state: State, touch_step: TouchStep, anchor: Anchor, passed: list[PassedOver]
) -> Action | None:
    due = find_due_of_touch(state, touch_step, anchor)
    reason = _find_undoable(state, touch_step, due, anchor)
    if reason:
        passed.append(PassedOver(touch_step.touch, anchor.because, reason))
        return None
    return make_touch_action(touch_step.touch, due, touch_step.via, anchor.origin, anchor.because)


def _find_undoable(state: State, touch_step: TouchStep, due: date, anchor: Anchor) -> Reason | None:
    """Say why a touch cannot be made, or None when it can."""
    match find_end(touch_step, state):
        case None:
            return find_closed(state, touch_step.gate, due, anchor.latest)
        case "done":
            return Reason("done", None, state.done[touch_step.touch])
        case "draft" | "paused" | "retired" as why:
            return Reason(why)
        case never:
            assert_never(never)


def _find_live_rung(state: State, ladder: Ladder, anchor: Anchor, passed: list[PassedOver]) -> Action | None:
    closed = find_closed(state, ladder.gate, state.today)
    if closed:
        passed.append(PassedOver(label_offer(ladder.rungs[0].offer), anchor.because, closed))
        return None
    for judged in judge_rungs(ladder, state.find_facts(ladder, anchor.since)):
        rung, number = judged.rung, judged.number
        reason = _explain_dead_rung(state, judged) or _explain_given_up(state, ladder, rung, anchor)
        if reason is None:
            due = find_due_of_rung(state, ladder, number, anchor)
            reason = _find_closed_rung(state, ladder, number, anchor, due)
            if reason is None:
                action = make_offer_action(rung, number, due, anchor.origin, anchor.because)
                return action._replace(smaller_than=ladder.rungs[0].offer) if number else action
        passed.append(PassedOver(label_offer(rung.offer), anchor.because, reason))
    return None


def _find_closed_rung(state: State, ladder: Ladder, number: int, anchor: Anchor, due: date) -> Reason | None:
    """Say why a rung is closed on the day on which it is due, or None when it is open."""
    gate = ladder.rungs[number].gate
    latest = None if gate.within is None else find_latest_of_rung(state, ladder, number, anchor)
    return find_closed(state, gate, due, latest)


def _explain_given_up(state: State, ladder: Ladder, rung: Rung, anchor: Anchor) -> Reason | None:
    """Say until when the ultimate action is not asked for after it was given up."""
    day = find_return(state, ladder, rung, anchor)
    return Reason("given up", None, day) if day and day > state.today else None


def _explain_dead_rung(state: State, judged: Judged) -> Reason | None:
    """Say since when, or by what, a rung is dead."""
    good = judged.rung.good
    match judged.death:
        case None:
            return None
        case "draft" | "paused" | "retired" as why:
            return Reason(why)
        case "bought":
            return Reason("bought", None, state.bought[good.name])
        case "declined":
            offer = judged.rung.offer
            return Reason(state.causes[offer], None, state.declined[offer])
        case "owned":
            return Reason("owned", min(find_owned(good, state.owned), key=state.policy.positions.__getitem__))
        case "higher rung theirs":
            return Reason("higher rung theirs", judged.above and judged.above.name)
        case never:
            assert_never(never)
