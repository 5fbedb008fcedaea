"""The next action of one customer: policy, customer and day in, decision out.

The interpreter of the policy; the sentences that it follows, to the last corner, are in docs/meaning.md.
"""

from datetime import date
from typing import assert_never

from ipp.engine.availability import Judged, find_end, judge_rungs
from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import Anchor, Pending, State
from ipp.engine.days import add_days
from ipp.engine.decision.action import (
    Action,
    Decision,
    PassedOver,
    Reason,
    Standing,
    label_offer,
    make_offer_action,
    make_touch_action,
)
from ipp.engine.decision.openings import find_closed, find_gap_end
from ipp.engine.decision.renewals import decide_renewal
from ipp.engine.ownership import find_owned
from ipp.engine.policy.clauses import Entry, Ladder, TouchStep
from ipp.engine.policy.compile import Policy


def decide(policy: Policy, customer: Customer, today: date) -> Decision:
    """Return the next action of a customer on a day, and why nothing before it was chosen."""
    state = State(policy, customer, today)
    pending = state.pending
    if pending:
        return Decision("wait", _make_awaited_action(policy, pending), awaiting=True, on=today)
    passed: list[PassedOver] = []
    for entry, anchor in state.list_reading_order():
        action = _find_live(state, entry, anchor, passed)
        if action:
            now: Standing = "touch" if action.offer is None else "offer"
            return Decision("wait" if action.due > today else now, action, tuple(passed), on=today)
    return decide_renewal(state, passed)


def _make_awaited_action(policy: Policy, pending: Pending) -> Action:
    good = policy.goods[pending.offer[0]]
    price = pending.offer[1] if pending.offer[1] is not None else good.price
    via = pending.rung.via if pending.rung else policy.defaults.via
    because, ends, rung = pending.because, pending.ends, pending.anchor
    return Action(good.name, good.kind, because, ends, price, via, rung, pending.offer, good, "list")


def _find_live(state: State, entry: Entry, anchor: Anchor, passed: list[PassedOver]) -> Action | None:
    """Return the action of an entry if it is live; otherwise note why each part of it is not."""
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
    due = max(_find_due_day(state, touch_step.after, anchor), touch_step.gate.opens or date.min)
    reason = _find_undoable(state, touch_step, due)
    if reason:
        passed.append(PassedOver(touch_step.touch, anchor.because, reason))
        return None
    return make_touch_action(touch_step.touch, due, touch_step.via, anchor.origin, anchor.because)


def _find_undoable(state: State, touch_step: TouchStep, due: date) -> Reason | None:
    """Say why a touch cannot be made, or None when it can."""
    match find_end(touch_step, state):
        case None:
            return find_closed(state, touch_step.gate, due)
        case "done":
            return Reason("done", None, state.done[touch_step.touch])
        case "draft":
            return Reason("draft")
        case never:
            assert_never(never)


def _find_live_rung(state: State, ladder: Ladder, anchor: Anchor, passed: list[PassedOver]) -> Action | None:
    closed = find_closed(state, ladder.gate, state.today)
    if closed:
        passed.append(PassedOver(label_offer(ladder.rungs[0].offer), anchor.because, closed))
        return None
    for judged in judge_rungs(ladder, state):
        rung, number = judged.rung, judged.number
        due = _find_rung_due_day(state, ladder, number, anchor)
        reason = _explain_dead_rung(state, judged) or find_closed(state, rung.gate, due)
        if reason is None:
            return make_offer_action(rung, number, due, anchor.origin, anchor.because)
        passed.append(PassedOver(label_offer(rung.offer), anchor.because, reason))
    return None


def _explain_dead_rung(state: State, judged: Judged) -> Reason | None:
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
            return Reason("declined", None, state.declined[judged.rung.offer][-1])
        case "owned":
            return Reason("owned", min(find_owned(good, state.owned), key=state.policy.positions.__getitem__))
        case "higher rung theirs":
            return Reason("higher rung theirs", judged.above and judged.above.name)
        case never:
            assert_never(never)


def _find_due_day(state: State, after: int, anchor: Anchor) -> date:
    return state.today if anchor.base is None else add_days(anchor.base, after)


def _find_rung_due_day(state: State, ladder: Ladder, number: int, anchor: Anchor) -> date:
    """Return the day on which a rung is due, gap and window included."""
    rung = ladder.rungs[number]
    since = anchor.since or date.min
    answers = (day for above in ladder.rungs[:number] for day in state.declined.get(above.offer, ()))
    last_no = max((day for day in answers if day >= since), default=None)
    due = add_days(last_no, rung.after) if last_no else _find_due_day(state, ladder.after, anchor)
    return max(due, rung.gate.opens or date.min, find_gap_end(state))
