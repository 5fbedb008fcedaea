"""The next action of one customer: policy, customer and day in, decision out.

The interpreter of the policy; the sentences that it follows, to the last corner, are in docs/meaning.md.
"""

from datetime import date
from typing import assert_never

from ipp.engine.action import Action, Decision, Passed, Reason, Standing, offer_label, offering, touching
from ipp.engine.availability import Judged, find_end, judge_rungs
from ipp.engine.customer import Customer
from ipp.engine.days import later
from ipp.engine.left import left_over
from ipp.engine.opening import find_closed, gap_over
from ipp.engine.ownership import find_owned
from ipp.engine.policy import Policy
from ipp.engine.state import Pending, Place, State
from ipp.engine.terms import Deed, Entry, Ladder


def decide(policy: Policy, customer: Customer, today: date) -> Decision:
    """Return the next action of a customer on a day, and why nothing before it was chosen."""
    state = State(policy, customer, today)
    pending = state.pending
    if pending:
        return Decision("wait", _awaited(policy, pending), awaiting=True, on=today)
    passed: list[Passed] = []
    for entry, place in state.reading():
        action = _live(state, entry, place, passed)
        if action:
            now: Standing = "touch" if action.offer is None else "offer"
            return Decision("wait" if action.due > today else now, action, tuple(passed), on=today)
    return left_over(state, passed)


def _awaited(policy: Policy, pending: Pending) -> Action:
    good = policy.goods[pending.offer[0]]
    price = pending.offer[1] if pending.offer[1] is not None else good.price
    via = pending.rung.via if pending.rung else policy.defaults.via
    because, ends, rung = pending.because, pending.ends, pending.place
    return Action(good.name, good.kind, because, ends, price, via, rung, pending.offer, good, "list")


def _live(state: State, entry: Entry, place: Place, passed: list[Passed]) -> Action | None:
    """Return the action of an entry if it is live; otherwise note why each part of it is not."""
    match entry:
        case Deed():
            return _deed(state, entry, place, passed)
        case Ladder():
            return _ladder(state, entry, place, passed)
        case _:
            assert_never(entry)


def _deed(state: State, deed: Deed, place: Place, passed: list[Passed]) -> Action | None:
    due = max(_due(state, deed.after, place), deed.gate.opens or date.min)
    reason = _find_undoable(state, deed, due)
    if reason:
        passed.append(Passed(deed.touch, place.because, reason))
        return None
    return touching(deed.touch, due, deed.via, place.origin, place.because)


def _find_undoable(state: State, deed: Deed, due: date) -> Reason | None:
    """Say why a touch cannot be made, or None when it can."""
    match find_end(deed, state):
        case None:
            return find_closed(state, deed.gate, due)
        case "done":
            return Reason("done", None, state.done[deed.touch])
        case "draft":
            return Reason("draft")
        case never:
            assert_never(never)


def _ladder(state: State, ladder: Ladder, place: Place, passed: list[Passed]) -> Action | None:
    closed = find_closed(state, ladder.gate, state.today)
    if closed:
        passed.append(Passed(offer_label(ladder.rungs[0].offer), place.because, closed))
        return None
    for judged in judge_rungs(ladder, state):
        rung, number = judged.rung, judged.number
        due = _rung_due(state, ladder, number, place)
        reason = _explain(state, judged) or find_closed(state, rung.gate, due)
        if reason is None:
            return offering(rung, number, due, place.origin, place.because)
        passed.append(Passed(offer_label(rung.offer), place.because, reason))
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
            return Reason("declined", None, state.declined[judged.rung.offer][-1])
        case "owned":
            return Reason("owned", min(find_owned(good, state.owned), key=state.policy.places.__getitem__))
        case "higher rung theirs":
            return Reason("higher rung theirs", judged.above and judged.above.name)
        case never:
            assert_never(never)


def _due(state: State, after: int, place: Place) -> date:
    return state.today if place.base is None else later(place.base, after)


def _rung_due(state: State, ladder: Ladder, number: int, place: Place) -> date:
    """Return the day on which a rung is due, gap and window included."""
    rung = ladder.rungs[number]
    since = place.since or date.min
    answers = (day for above in ladder.rungs[:number] for day in state.declined.get(above.offer, ()))
    last_no = max((day for day in answers if day >= since), default=None)
    due = later(last_no, rung.after) if last_no else _due(state, ladder.after, place)
    return max(due, rung.gate.opens or date.min, gap_over(state))
