"""The next action of one customer: policy, customer and day in, decision out.

The interpreter of the policy; the sentences that it follows, to the last corner, are in docs/meaning.md.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ipp.engine.customer.events import Customer
from ipp.engine.customer.offer_rungs import Pending
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Action, Decision, PassedOver, Reason, Standing, Stop
from ipp.engine.decision.live_steps import LiveStep, list_live
from ipp.engine.decision.openings import find_opening
from ipp.engine.decision.renewals import list_renewals
from ipp.engine.policy.compile import Policy


def decide(policy: Policy, customer: Customer, today: date) -> Decision:
    """Return the next action of a customer on a day, and why nothing before it was chosen."""
    return decide_state(State(policy, customer, today), customer)


def decide_state(state: State, customer: Customer) -> Decision:
    """Return the next action of a customer whose state is known."""
    policy, today = state.policy, state.today
    if state.is_stopped:
        return Decision("stopped", None, on=today, stop=_explain_stop(state))
    if state.pending:
        return Decision("wait", make_wait_action(policy, state.pending), awaiting=True, on=today)
    passed: list[PassedOver] = []
    chosen = choose_action(state, passed)
    if chosen is None:
        return _wait_for_time(state, customer, passed)
    now, action = chosen
    if action.due > today:
        now = "wait"
    elif is_held_back(state, action):
        now = "held"
    return Decision(now, action, tuple(passed), on=today)


def _explain_stop(state: State) -> Stop:
    """Return why a customer gets nothing."""
    asked = state.stopped if state.has_asked_to_stop else None
    return Stop(asked, state.policy.never if state.is_never else None)


def is_held_back(state: State, action: Action) -> bool:
    """Whether an action of today is not for this customer, who is held out."""
    holdout = state.policy.holdout
    return bool(state.held_out and holdout and (action.offer or holdout.everything))


def choose_action(state: State, passed: list[PassedOver]) -> tuple[Standing, Action] | None:
    """Return the step, else the turn of `rest`, that comes next for whom no open ask is waited for, and what it is once it is due."""
    action, holds_rest = choose_step(state, passed)
    if action and (action.due <= state.today or holds_rest):
        return "touch" if action.offer is None else "offer", action
    renewals = list_renewals(state, passed)
    due = next((each for each in renewals if each.due <= state.today), None)
    waiting = [*([action] if action else ()), *renewals]
    return ("rest", due or _find_soonest(waiting)) if waiting else None


def choose_step(state: State, passed: list[PassedOver]) -> tuple[Action | None, bool]:
    """Return the first live step that is due, else the one due soonest of those that nothing holds up.

    The second value says whether `rest` is held up by one that waits; a `winback` holds up nothing outside its own list.
    """
    waiting: dict[tuple[str, str | None], LiveStep] = {}
    noted: dict[int, LiveStep] = {}
    for live in list_live(state, passed):
        anchor = live.anchor
        ahead = waiting.get((anchor.origin, anchor.because))
        if anchor.origin in ("store", "ultimate"):
            ahead = ahead or next(_holding(waiting.values()), None)
        reason = _find_hold(live, ahead)
        if reason is None and live.action.due <= state.today:
            return live.action, True
        if reason is None:
            waiting[(anchor.origin, anchor.because)] = noted[len(passed)] = live
            reason = Reason("not due yet", None, live.action.due)
        passed.append(PassedOver(live.label, anchor.because, reason))
    if not waiting:
        return None, False
    chosen = _find_soonest([live.action for live in waiting.values()])
    del passed[next(anchor for anchor, live in noted.items() if live.action is chosen)]
    return chosen, any(_holding(waiting.values()))


def _holding(waiting: Iterable[LiveStep]) -> Iterator[LiveStep]:
    """Yield the steps that hold up what stands behind the lists of purchases."""
    return (live for live in waiting if live.anchor.origin != "winback")


def _find_hold(live: LiveStep, ahead: LiveStep | None) -> Reason | None:
    """Say which open ask a live step waits for, or which step holds it up."""
    if live.blocked:
        return Reason("open ask", live.blocked)
    return Reason("held up", ahead.label) if ahead else None


def _find_soonest(actions: list[Action]) -> Action:
    return min(actions, key=lambda each: each.due)


def _wait_for_time(state: State, customer: Customer, passed: list[PassedOver]) -> Decision:
    """Wait for the first day on which time alone opens something; else it is the end."""
    opening = find_opening(state, customer)
    if opening is None:
        end: Standing = "complete" if state.arrived else "stranded"
        return Decision(end, None, tuple(passed), on=state.today)
    if opening.action:
        action = opening.action._replace(due=opening.day)
        return Decision("wait", action, tuple(passed), on=state.today)
    assert opening.ends
    return Decision("wait", make_wait_action(state.policy, opening.ends), tuple(passed), True, state.today)


def make_wait_action(policy: Policy, pending: Pending) -> Action:
    """Return an open ask as an action, due when its patience is over."""
    good = policy.goods[pending.offer[0]]
    price = pending.offer[1] if pending.offer[1] is not None else good.price
    via = pending.rung.via if pending.rung else policy.usual_via
    because, ends, rung = pending.because, pending.ends, pending.position
    return Action(good.name, good.kind, because, ends, price, via, rung, pending.offer, good, "list")
