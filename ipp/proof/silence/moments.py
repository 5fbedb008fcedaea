"""What a customer waits for on one day of a walked year, and whether they could be asked for the ultimate action."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from ipp.engine.availability import Facts, find_death
from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Action
from ipp.engine.decision.decide import decide
from ipp.engine.decision.live_steps import find_live, list_live
from ipp.engine.ownership import is_had
from ipp.engine.policy.clauses import Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs

Kind = Literal["step", "answer", "rest", "nothing"]


class Hold(NamedTuple):
    """What a customer waits for: a step of a list, the answer to an open ask, a turn of `rest`, or nothing that is left to them."""

    kind: Kind
    name: str | None
    because: str | None = None


class Moment(NamedTuple):
    """A customer on a day on which the engine had nothing to do; `idle` when it is known that nothing was left to them."""

    policy: Policy
    customer: Customer
    day: date
    idle: bool

    def find_held(self) -> Hold:
        """Say what the customer waits for."""
        if self.idle:
            return Hold("nothing", None)
        decision = decide(self.policy, self.customer, self.day)
        action = decision.action
        if action is None:
            return Hold("nothing", None)
        if decision.awaiting:
            return Hold("answer", action.name, action.because)
        if action.origin in ("rest", "refill"):
            return Hold("rest" if action.origin == "rest" else "nothing", action.name)
        left = any(not live.blocked for live in list_live(State(self.policy, self.customer, self.day), []))
        return Hold("step", action.name, action.because) if left else Hold("nothing", None)


def find_remaining_ask(state: State) -> Action | None:
    """Return the first live offer of which the ladder leads to the ultimate action by Noes alone, whatever it has to wait for; None when no list asks now."""
    goal = state.policy.goal
    if goal is None:
        return None
    for entry, anchor in state.list_reading_order():
        rungs = list_rungs(entry)
        if not any(rung.good.name == goal.good.name for rung in rungs):
            continue
        action = find_live(state, entry, anchor, [])
        if action is None or action.rung is None:
            continue
        facts = state.find_facts(entry, anchor.since)
        if action.name == goal.good.name or _asks_below(state, facts, rungs[action.rung + 1 :]):
            return action
    return None


def _asks_below(state: State, facts: Facts, rungs: Iterable[Rung]) -> bool:
    """Whether Noes lead down these rungs to the ultimate action."""
    goal = state.policy.goal
    for rung in rungs:
        if is_had(rung.good, facts.bought, facts.owned):
            return False  # it is theirs: everything below is dead
        asks = goal is not None and rung.good.name == goal.good.name
        if asks and find_death(rung, facts) is None and _is_open(state, rung):
            return True
    return False


def _is_open(state: State, rung: Rung) -> bool:
    return not rung.gate.dated and (not rung.gate.gated or state.segments.judge_gates(rung.gate))
