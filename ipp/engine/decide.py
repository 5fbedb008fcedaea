"""The next action of one customer: policy, customer and day in, decision out.

The interpreter of the policy; the sentences that it follows, to the last corner, are in docs/meaning.md.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from ipp.engine.customer import Customer
from ipp.engine.days import later
from ipp.engine.policy import Policy
from ipp.engine.state import Pending, Place, State
from ipp.engine.terms import Deed, Entry, Gate, Goal, Good, Ladder, Offer, Renewal

Standing = Literal["offer", "touch", "rest", "wait", "complete", "stranded"]
Why = Literal[
    "done", "declined", "bought", "owned", "closed segment", "window over", "higher rung theirs", "draft"
]


class Reason(NamedTuple):
    """Why something was passed over: the kind of reason, what it is about, and since or until when."""

    why: Why
    about: str | None = None
    day: date | None = None


class Passed(NamedTuple):
    """An offer or touch that was passed over, and the purchase to whose list it belongs."""

    step: str
    of: str | None
    reason: Reason


class Action(NamedTuple):
    """What to offer or do. `because` is the purchase whose step it is; `rung` is None for a touch."""

    name: str
    kind: Literal["product", "bundle", "touch"]
    because: str | None
    due: date
    price: Decimal | None
    via: str | None
    rung: int | None
    offer: Offer | None
    good: Good | None
    origin: Literal["list", "store", "prospects", "ultimate", "rest", "refill"]


class Decision(NamedTuple):
    """The answer for one customer on one day; `passed` is what was passed over on the way, in reading order."""

    state: Standing
    action: Action | None
    passed: tuple[Passed, ...] = ()
    awaiting: bool = False  # an offer was made and still waits for its answer


def decide(policy: Policy, customer: Customer, today: date) -> Decision:
    """Return the next action of a customer on a day, and why nothing before it was chosen."""
    state = State(policy, customer, today)
    pending = state.pending
    if pending:
        return Decision("wait", _awaited(policy, pending), awaiting=True)
    passed: list[Passed] = []
    for entry, context in state.reading():
        action = _live(state, entry, context, passed)
        if action:
            standing: Standing = (
                "wait" if action.due > today else "touch" if action.kind == "touch" else "offer"
            )
            return Decision(standing, action, tuple(passed))
    return _left(state, passed)


def _awaited(policy: Policy, pending: Pending) -> Action:
    good = policy.goods[pending.offer[0]]
    price = pending.offer[1] if pending.offer[1] is not None else good.price
    via = pending.rung.via if pending.rung else policy.defaults.via
    return Action(
        good.name,
        good.kind,
        pending.because,
        pending.ends,
        price,
        via,
        pending.place,
        pending.offer,
        good,
        "list",
    )


def _live(state: State, entry: Entry, context: Place, passed: list[Passed]) -> Action | None:
    """Return the action of an entry if it is live; otherwise note why each part of it is not."""
    return (
        _deed(state, entry, context, passed)
        if isinstance(entry, Deed)
        else _ladder(state, entry, context, passed)
    )


def _deed(state: State, deed: Deed, context: Place, passed: list[Passed]) -> Action | None:
    due = max(_entry_due(state, deed.after, context), deed.gate.opens or date.min)
    reason = _undoable(state, deed, due)
    if reason:
        passed.append(Passed(deed.touch, context.because, reason))
        return None
    return Action(deed.touch, "touch", context.because, due, None, deed.via, None, None, None, context.origin)


def _undoable(state: State, deed: Deed, due: date) -> Reason | None:
    if deed.touch in state.done:
        return Reason("done", None, state.done[deed.touch])
    return Reason("draft") if deed.draft else _shut(state, deed.gate, due)


def _ladder(state: State, ladder: Ladder, context: Place, passed: list[Passed]) -> Action | None:
    closed = _shut(state, ladder.gate, state.today)
    if closed:
        passed.append(Passed(offer_label(ladder.rungs[0].offer), context.because, closed))
        return None
    for place, rung in enumerate(ladder.rungs):
        due = _rung_due(state, ladder, place, context)
        reason = _dead(state, ladder, place, due)
        if reason is None:
            good = rung.good
            return Action(
                good.name,
                good.kind,
                context.because,
                due,
                rung.price,
                rung.via,
                place,
                rung.offer,
                good,
                context.origin,
            )
        passed.append(Passed(offer_label(rung.offer), context.because, reason))
    return None


def offer_label(offer: Offer) -> str:
    """Name an offer: the item, and its price when that is not the list price."""
    name, price = offer
    return name if price is None else f"{name} for {price}"


def _dead(state: State, ladder: Ladder, place: int, due: date) -> Reason | None:
    """Say why a rung is dead, or None when it is live."""
    rung = ladder.rungs[place]
    good = rung.good
    if good.draft:
        return Reason("draft")
    if good.name in state.bought:
        return Reason("bought", None, state.bought[good.name])
    if noes := state.declined.get(rung.offer):
        return Reason("declined", None, noes[-1])
    if kept := good.keeps & state.owned:
        return Reason("owned", min(kept, key=state.policy.places.__getitem__))
    theirs = next((above.good for above in ladder.rungs[:place] if state.had(above.good)), None)
    return Reason("higher rung theirs", theirs.name) if theirs else _shut(state, rung.gate, due)


def _shut(state: State, gate: Gate, due: date) -> Reason | None:
    """Say why a gate is shut, or None when it is open."""
    for segment in gate.when:
        if not state.holds(segment):
            return Reason("closed segment", segment)
    for segment in gate.unless:
        if state.holds(segment):
            return Reason("closed segment", segment)
    if gate.closes and max(state.today, due) > gate.closes:
        return Reason("window over", None, gate.closes)
    return None


def _entry_due(state: State, after: int, context: Place) -> date:
    if context.base is None:
        return state.today
    return later(context.base, after)


def _rung_due(state: State, ladder: Ladder, place: int, context: Place) -> date:
    """Return the day on which a rung is due, gap and window included."""
    rung = ladder.rungs[place]
    since = context.since or date.min
    noes = [
        day for above in ladder.rungs[:place] for day in state.declined.get(above.offer, ()) if day >= since
    ]
    due = later(max(noes), rung.after) if noes else _entry_due(state, ladder.after, context)
    return max(due, rung.gate.opens or date.min, _gap_over(state))


def _gap_over(state: State) -> date:
    gap = state.policy.defaults.gap.days
    return later(state.last_ask, gap) if state.last_ask else date.min


def _left(state: State, passed: list[Passed]) -> Decision:
    """Decide for a customer to whom no list offers anything: the ultimate once more, `rest`, or nothing."""
    again = _again(state)
    coming = [again] if again else []
    coming += [action for renewal in state.policy.renewals if (action := _renewed(state, renewal, passed))]
    action = next((each for each in coming if each.due <= state.today), None) or min(
        coming, key=lambda each: each.due, default=None
    )
    if action is None:
        goal = state.policy.goal
        return Decision("complete" if goal and state.had(goal.good) else "stranded", None, tuple(passed))
    standing: Standing = (
        "wait" if action.due > state.today else "offer" if action.origin == "ultimate" else "rest"
    )
    return Decision(standing, action, tuple(passed))


def _again(state: State) -> Action | None:
    """Return the next ask of a declined ultimate action, while it may be asked again."""
    goal: Goal | None = state.policy.goal
    noes = state.declined.get(goal.offer, []) if goal else []
    if (
        not goal
        or not noes
        or len(noes) > goal.retries
        or state.had(goal.good)
        or goal.good.keeps & state.owned
        or goal.good.draft
    ):
        return None
    due = max(later(max(noes), goal.again_after), _gap_over(state))
    top = goal.ladder.rungs[0]
    return Action(
        goal.good.name, goal.good.kind, None, due, top.price, top.via, 0, goal.offer, goal.good, "ultimate"
    )


def _renewed(state: State, renewal: Renewal, passed: list[Passed]) -> Action | None:
    name = renewal.touch or (renewal.good.name if renewal.good else "")
    if renewal.refill and name not in state.got:
        return None
    shut = _shut(state, renewal.gate, state.today)
    if shut:
        passed.append(Passed(name, None, shut))
        return None
    good = renewal.good
    if good is None:
        last = state.done.get(name)
        due = later(last, renewal.every) if last else state.today
        return Action(name, "touch", None, due, None, renewal.via, None, None, None, "rest")
    bought = state.got if good.kind == "product" else state.bought
    times = [day for day in (bought.get(name), state.offered.get((name, None))) if day]
    due = max(later(max(times), renewal.every) if times else state.today, _gap_over(state))
    return Action(
        name,
        good.kind,
        None,
        due,
        good.price,
        renewal.via,
        0,
        (name, None),
        good,
        "refill" if renewal.refill else "rest",
    )
