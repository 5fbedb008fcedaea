"""The next action of one customer: policy, customer and day in, decision out.

The interpreter of the policy; the sentences that it follows, to the last corner, are in docs/meaning.md.
"""

from datetime import date

from ipp.engine.action import Action, Decision, Passed, Reason, Standing, offer_label, offering, touching
from ipp.engine.customer import Customer
from ipp.engine.days import later
from ipp.engine.left import left_over
from ipp.engine.opening import gap_over, shut
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
    if isinstance(entry, Deed):
        return _deed(state, entry, place, passed)
    return _ladder(state, entry, place, passed)


def _deed(state: State, deed: Deed, place: Place, passed: list[Passed]) -> Action | None:
    due = max(_due(state, deed.after, place), deed.gate.opens or date.min)
    reason = _undoable(state, deed, due)
    if reason:
        passed.append(Passed(deed.touch, place.because, reason))
        return None
    return touching(deed.touch, due, deed.via, place.origin, place.because)


def _undoable(state: State, deed: Deed, due: date) -> Reason | None:
    if deed.touch in state.done:
        return Reason("done", None, state.done[deed.touch])
    return Reason("draft") if deed.draft else shut(state, deed.gate, due)


def _ladder(state: State, ladder: Ladder, place: Place, passed: list[Passed]) -> Action | None:
    closed = shut(state, ladder.gate, state.today)
    if closed:
        passed.append(Passed(offer_label(ladder.rungs[0].offer), place.because, closed))
        return None
    for number, rung in enumerate(ladder.rungs):
        due = _rung_due(state, ladder, number, place)
        reason = _dead(state, ladder, number, due)
        if reason is None:
            return offering(rung, number, due, place.origin, place.because)
        passed.append(Passed(offer_label(rung.offer), place.because, reason))
    return None


def _dead(state: State, ladder: Ladder, number: int, due: date) -> Reason | None:
    """Say why a rung is dead, or None when it is live."""
    rung = ladder.rungs[number]
    good = rung.good
    if good.draft:
        return Reason("draft")
    if good.name in state.bought:
        return Reason("bought", None, state.bought[good.name])
    if noes := state.declined.get(rung.offer):
        return Reason("declined", None, noes[-1])
    if kept := good.keeps & state.owned:
        return Reason("owned", min(kept, key=state.policy.places.__getitem__))
    theirs = next((above.good for above in ladder.rungs[:number] if state.had(above.good)), None)
    return Reason("higher rung theirs", theirs.name) if theirs else shut(state, rung.gate, due)


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
