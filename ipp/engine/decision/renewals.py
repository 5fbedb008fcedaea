"""A customer to whom no list offers anything: the ultimate action once more, `rest`, or nothing."""

from ipp.engine.availability import can_ask_again
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import (
    Action,
    Decision,
    PassedOver,
    Standing,
    make_list_price_action,
    make_offer_action,
    make_touch_action,
)
from ipp.engine.decision.openings import find_closed, find_gap_end
from ipp.engine.policy.clauses import Good, Renewal


def decide_renewal(state: State, passed: list[PassedOver]) -> Decision:
    """Decide between the next ask for a declined ultimate action and `rest`: what is due first, ties in this order."""
    coming = [action for action in (_find_next_ultimate_ask(state), *_list_renewals(state, passed)) if action]
    if not coming:
        goal = state.policy.goal
        nothing: Standing = "complete" if goal and state.has_had(goal.good) else "stranded"
        return Decision(nothing, None, tuple(passed), on=state.today)
    due = (action for action in coming if action.due <= state.today)
    action = next(due, None) or min(coming, key=lambda each: each.due)
    now: Standing = "offer" if action.origin == "ultimate" else "rest"
    return Decision("wait" if action.due > state.today else now, action, tuple(passed), on=state.today)


def _find_next_ultimate_ask(state: State) -> Action | None:
    """Return the next ask of a declined ultimate action, while it may be asked again."""
    goal = state.policy.goal
    noes = state.declined.get(goal.offer) if goal else None
    if not goal or not noes or not can_ask_again(goal, len(noes), state):
        return None
    due = max(add_days(max(noes), goal.again_after), find_gap_end(state))
    return make_offer_action(goal.ladder.rungs[0], 0, due, "ultimate")


def _list_renewals(state: State, passed: list[PassedOver]) -> list[Action | None]:
    return [_find_renewal(state, renewal, passed) for renewal in state.policy.renewals]


def _find_renewal(state: State, renewal: Renewal, passed: list[PassedOver]) -> Action | None:
    """Return the next turn of an entry of `rest`, or of a refill; None when it is not for this customer."""
    if renewal.refill and renewal.name not in state.got:
        return None
    closed = find_closed(state, renewal.gate, state.today)
    if closed:
        passed.append(PassedOver(renewal.name, None, closed))
        return None
    if renewal.good is None:
        last = state.done.get(renewal.name)
        due = add_days(last, renewal.every) if last else state.today
        return make_touch_action(renewal.name, due, renewal.via, "rest")
    return _make_renewal_offer(state, renewal, renewal.good)


def _make_renewal_offer(state: State, renewal: Renewal, good: Good) -> Action:
    bought = state.got if good.kind == "product" else state.bought
    times = [day for day in (bought.get(good.name), state.offered.get((good.name, None))) if day]
    due = add_days(max(times), renewal.every) if times else state.today
    return make_list_price_action(
        good, max(due, find_gap_end(state)), renewal.via, "refill" if renewal.refill else "rest"
    )
