"""A customer to whom no list offers anything: the ultimate action once more, `rest`, or nothing."""

from ipp.engine.action import Action, Decision, Passed, Standing, offering, plainly, touching
from ipp.engine.availability import can_ask_again
from ipp.engine.days import later
from ipp.engine.opening import find_closed, gap_over
from ipp.engine.state import State
from ipp.engine.terms import Good, Renewal


def left_over(state: State, passed: list[Passed]) -> Decision:
    """Decide between the next ask for a declined ultimate action and `rest`: what is due first, ties in this order."""
    coming = [action for action in (_again(state), *_renewed_all(state, passed)) if action]
    if not coming:
        goal = state.policy.goal
        nothing: Standing = "complete" if goal and state.had(goal.good) else "stranded"
        return Decision(nothing, None, tuple(passed), on=state.today)
    due = (action for action in coming if action.due <= state.today)
    action = next(due, None) or min(coming, key=lambda each: each.due)
    now: Standing = "offer" if action.origin == "ultimate" else "rest"
    return Decision("wait" if action.due > state.today else now, action, tuple(passed), on=state.today)


def _again(state: State) -> Action | None:
    """Return the next ask of a declined ultimate action, while it may be asked again."""
    goal = state.policy.goal
    noes = state.declined.get(goal.offer) if goal else None
    if not goal or not noes or not can_ask_again(goal, len(noes), state):
        return None
    due = max(later(max(noes), goal.again_after), gap_over(state))
    return offering(goal.ladder.rungs[0], 0, due, "ultimate")


def _renewed_all(state: State, passed: list[Passed]) -> list[Action | None]:
    return [_renewed(state, renewal, passed) for renewal in state.policy.renewals]


def _renewed(state: State, renewal: Renewal, passed: list[Passed]) -> Action | None:
    """Return the next turn of an entry of `rest`, or of a refill; None when it is not for this customer."""
    if renewal.refill and renewal.name not in state.got:
        return None
    closed = find_closed(state, renewal.gate, state.today)
    if closed:
        passed.append(Passed(renewal.name, None, closed))
        return None
    if renewal.good is None:
        last = state.done.get(renewal.name)
        due = later(last, renewal.every) if last else state.today
        return touching(renewal.name, due, renewal.via, "rest")
    return _offered_again(state, renewal, renewal.good)


def _offered_again(state: State, renewal: Renewal, good: Good) -> Action:
    bought = state.got if good.kind == "product" else state.bought
    times = [day for day in (bought.get(good.name), state.offered.get((good.name, None))) if day]
    due = later(max(times), renewal.every) if times else state.today
    return plainly(good, max(due, gap_over(state)), renewal.via, "refill" if renewal.refill else "rest")
