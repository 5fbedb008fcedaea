"""When something is open for a customer, and when the next ask may be made."""

from datetime import date

from ipp.engine.action import Reason
from ipp.engine.availability import find_shut
from ipp.engine.days import later
from ipp.engine.state import State
from ipp.engine.terms import Gate


def find_closed(state: State, gate: Gate, due: date) -> Reason | None:
    """Say why a gate is shut for what is due on a day, or None when it is open."""
    shut = find_shut(gate, state.segments.judge, max(state.today, due))
    if shut is None:
        return None
    return Reason("window over", None, shut.closed) if shut.closed else Reason("closed segment", shut.segment)


def gap_over(state: State) -> date:
    """Return the first day on which the gap after the last ask allows another."""
    return later(state.last_ask, state.policy.defaults.gap.days) if state.last_ask else date.min
