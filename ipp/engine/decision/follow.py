"""What comes after an answer, and the recommended path to the ultimate action."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.customer.events import Accepted, Customer, Declined, Did, Event, Offered
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Action, Decision
from ipp.engine.decision.decide import decide
from ipp.engine.decision.openings import find_next_change, find_next_step
from ipp.engine.ownership import buy_goods, find_owned, is_had
from ipp.engine.policy.compile import Policy

MOST_STEPS = 1000
"""Steps of a recommended path that are followed; a store of a hundred products needs about as many."""

MOST_TOUCHES = 20
"""Touches in a row that are not shown before the offer behind them."""

Ending = Literal["ultimate", "rest", "complete", "stranded", "stopped", "cut"]


class Journey(NamedTuple):
    """The actions that a customer meets who says Yes to everything, how it ends, and the day of each action.

    `ends` is `ultimate` when the last action is the ask for it, `rest` when only renewable actions follow. An action can be due
    since long on the day on which it is met: days never run backwards.
    """

    actions: tuple[Action, ...]
    ends: Ending
    days: tuple[date, ...]


class OfferAhead(NamedTuple):
    """What comes before the action of a decision, or behind it: the touches before it with their days, the decision, and the customer then."""

    before: tuple[tuple[Action, date], ...]
    decision: Decision
    customer: Customer


def make_events(decision: Decision, yes: bool, on: date) -> tuple[Event, ...]:
    """Return what happens when an action is taken and answered: done, or asked (unless it was) and bought or declined."""
    action = decision.action
    assert action is not None
    if action.offer is None:
        return (Did(action.name, on),)
    said: Event = Accepted(action.offer, on) if yes else Declined(action.offer, on)
    # without the ask, `gap` would not count from a Yes, and a No after a silence would be the late answer to that
    return (said,) if decision.awaiting else (Offered(action.offer, on), said)


def find_answer_day(decision: Decision) -> date:
    """Return the day on which the answer is expected: a pending offer's now, another's when it is due."""
    action = decision.action
    if action is None or decision.awaiting:
        return decision.on
    return max(decision.on, action.due)


def decide_after(policy: Policy, customer: Customer, decision: Decision, *, yes: bool) -> Decision | None:
    """Return the decision after a Yes or a No to this one; None where there is nothing to answer."""
    action = decision.action
    if action is None or (action.offer is None and not yes):
        return None
    day = find_answer_day(decision)
    return decide(policy, customer.add_events(*make_events(decision, yes, day)), day)


def find_first(policy: Policy, customer: Customer, decision: Decision) -> Decision:
    """Return the decision by which something is done first: this one, or that of the day on which it is done, where time opens something else before or `gap` puts it off."""
    first, acted = decision, _describe_done(decision)
    while first.state == "wait" and first.action and not first.awaiting:
        change = find_next_change(State(policy, customer, first.on))
        later = decide(policy, customer, min(change or date.max, first.action.due))
        if later.action is None or later.awaiting:
            break
        first = later
    return decision if _describe_done(first) == acted else first


def _describe_done(decision: Decision) -> tuple[object, ...]:
    """Say what is done by a decision, and on which day."""
    action = decision.action
    return (action and (action.name, action.price), find_answer_day(decision))


def follow_yeses(policy: Policy, customer: Customer, today: date, most: int = MOST_STEPS) -> Journey:
    """Follow the customer who says Yes to everything, up to the ask for the ultimate action."""
    return walk_yeses(policy, customer, decide(policy, customer, today), most)[0]


def walk_yeses(
    policy: Policy, customer: Customer, first: Decision, most: int = MOST_STEPS
) -> tuple[Journey, OfferAhead | None]:
    """Return the journey of `follow_yeses` from the decision of a day on, and the first offer of it if touches come before."""
    met: list[tuple[Action, date]] = []
    ahead = None
    goal = policy.goal.good.name if policy.goal else None
    for decision, then in _list_yeses(policy, customer, first):
        action = decision.action
        ending = _find_ending(decision) or ("cut" if len(met) == most else None)
        if ending or action is None:
            return _make_journey(met, ending or "stranded"), ahead
        if action.offer and 0 < len(met) < MOST_TOUCHES and all(each.offer is None for each, _ in met):
            ahead = OfferAhead(tuple(met), decision, then)
        met.append((action, find_answer_day(decision)))
        if action.name == goal:
            return _make_journey(met, "ultimate"), ahead
        if action.good and _completes_ultimate(policy, customer, met):
            return _make_journey(met, "complete"), ahead
    raise AssertionError("a journey ends by itself")


def find_offer_ahead(policy: Policy, customer: Customer, today: date) -> OfferAhead | None:
    """Return the first offer that a customer comes to behind touches; None where something else comes first, or after MOST_TOUCHES."""
    before: list[tuple[Action, date]] = []
    for decision, then in _list_yeses(policy, customer, decide(policy, customer, today)):
        action = decision.action
        if action is None or _find_ending(decision) or len(before) == MOST_TOUCHES:
            return None
        if action.offer:
            return OfferAhead(tuple(before), decision, then) if before else None
        before.append((action, find_answer_day(decision)))
    raise AssertionError("a journey ends by itself")


def _find_next_look(policy: Policy, customer: Customer, decision: Decision) -> date | None:
    """Return the day after today on which there may be something to do: what is waited for is due, or something opens before; None when that is today, or never."""
    action, today = decision.action, decision.on
    if action is None or decision.awaiting:
        return None
    state = State(policy, customer, today)
    if action.origin in ("rest", "refill"):
        return find_next_step(state, customer)
    if action.due <= today:
        return None
    change = find_next_change(state)
    return min(action.due, change) if change else action.due


def _completes_ultimate(policy: Policy, customer: Customer, met: list[tuple[Action, date]]) -> bool:
    """Whether the last Yes of a journey makes the ultimate action theirs, as that to a bundle with it inside does."""
    goal, last = policy.goal, met[-1][0].good
    if goal is None or last is None or not find_owned(goal.good, last.durables):
        return False
    state = State(policy, customer, met[0][1])
    bought = buy_goods(action.good for action, _ in met if action.good)
    before = is_had(goal.good, state.bought, state.owned)
    return not before and is_had(goal.good, {*state.bought, *bought.bought}, state.owned | bought.owned)


def _find_ending(decision: Decision) -> Ending | None:
    """Say how a journey ends before this decision, if it does."""
    action = decision.action
    if action is None:
        return decision.state if decision.state in ("complete", "stopped") else "stranded"
    return "rest" if action.origin in ("rest", "refill") else None


def _make_journey(met: list[tuple[Action, date]], ends: Ending) -> Journey:
    return Journey(tuple(action for action, _ in met), ends, tuple(day for _, day in met))


def _list_yeses(
    policy: Policy, customer: Customer, decision: Decision
) -> Iterator[tuple[Decision, Customer]]:
    """Yield what is done on the days on which it is done, and the customer before it: what is waited for is asked for again on its day."""
    while True:
        day = _find_next_look(policy, customer, decision)
        if day is None:
            yield decision, customer
            day = find_answer_day(decision)
            customer = customer.add_events(*make_events(decision, True, day))
        decision = decide(policy, customer, day)
