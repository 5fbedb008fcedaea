"""When something is open for a customer, and when the next ask may be made."""

from datetime import date

from ipp.engine.action import Reason
from ipp.engine.days import later
from ipp.engine.state import State
from ipp.engine.terms import Gate


def shut(state: State, gate: Gate, due: date) -> Reason | None:
    """Say why a gate is shut for what is due on a day, or None when it is open."""
    for segment in gate.when:
        if not state.holds(segment):
            return Reason("closed segment", segment)
    for segment in gate.unless:
        if state.holds(segment):
            return Reason("closed segment", segment)
    if gate.closes and max(state.today, due) > gate.closes:
        return Reason("window over", None, gate.closes)
    return None


def gap_over(state: State) -> date:
    """Return the first day on which the gap after the last ask allows another."""
    return later(state.last_ask, state.policy.defaults.gap.days) if state.last_ask else date.min
