"""When something is open for a customer, and when the next ask may be made."""

from datetime import date

from ipp.engine.availability import find_closing
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Reason
from ipp.engine.policy.clauses import Gate


def find_closed(state: State, gate: Gate, due: date) -> Reason | None:
    """Say why a gate is shut for what is due on a day, or None when it is open."""
    shut = find_closing(gate, state.segments.judge, max(state.today, due))
    if shut is None:
        return None
    return Reason("window over", None, shut.closed) if shut.closed else Reason("closed segment", shut.segment)


def find_gap_end(state: State) -> date:
    """Return the first day on which the gap after the last ask allows another."""
    return add_days(state.last_ask, state.policy.defaults.gap.days) if state.last_ask else date.min
