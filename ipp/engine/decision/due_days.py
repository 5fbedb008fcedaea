"""The day of an action: its wait, what puts it off, and what closes it on that day (docs/meaning.md, sentence 9)."""

from datetime import date

from ipp.engine.availability import find_closing
from ipp.engine.customer.anchor import Anchor
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Reason
from ipp.engine.policy.clauses import Gate, Ladder, Rung, TouchStep

_OPEN = Gate()


def put_off(state: State, due: date, gap: int | None = None) -> date:
    """Return the first day from `due` on which an ask may be made; `gap` in days is its own, and a gap of 0 waives `spacing` too."""
    if state.last_ask:
        due = max(due, add_days(state.last_ask, state.policy.defaults.gap.days if gap is None else gap))
    return due if gap == 0 else put_off_message(state, due)


def put_off_message(state: State, due: date) -> date:
    """Return the first day from `due` on which a message may be sent."""
    spacing = state.policy.defaults.spacing.days
    return max(due, add_days(state.last_message, spacing)) if spacing and state.last_message else due


def find_due_of_touch(state: State, touch_step: TouchStep, anchor: Anchor) -> date:
    """Return the day since which, or on which, a touch is due."""
    return put_off_message(state, _end_wait(state, touch_step.after, anchor))


def find_due_of_rung(state: State, ladder: Ladder, number: int, anchor: Anchor) -> date:
    """Return the day since which, or on which, a rung is due: after the No above it, or like its step."""
    rung, no = ladder.rungs[number], find_no_above(state, ladder, number, anchor)
    due = _end_wait(state, ladder.after, anchor) if no is None else add_days(no, rung.after)
    goal = state.policy.goal
    if goal and state.again and rung.offer == goal.offer:
        due = max(due, state.again)
    opens = find_return(state, ladder, rung, anchor)
    return put_off(state, max(due, opens) if opens else due, rung.gap)


def find_return(state: State, ladder: Ladder, rung: Rung, anchor: Anchor) -> date | None:
    """Return the day before which a rung is not asked because the ultimate action was given up: of its ladder, and itself in others.

    The `winback` of the ultimate action speaks meanwhile.
    """
    goal = state.policy.goal
    if not goal or (anchor.origin, anchor.because) == ("winback", goal.good.name):
        return None
    return state.may_return if goal.good.name in (ladder.rungs[0].good.name, rung.good.name) else None


def find_no_above(state: State, ladder: Ladder, number: int, anchor: Anchor) -> date | None:
    """Return the day of the latest No to a higher rung that counts as an answer to this ladder."""
    if not number or not state.noes:
        return None
    noes = (state.noes[above.offer][-1] for above in ladder.rungs[:number] if above.offer in state.noes)
    return max((day for day in noes if anchor.since is None or day >= anchor.since), default=None)


def _end_wait(state: State, after: int, anchor: Anchor) -> date:
    return state.today if anchor.since is None else add_days(anchor.since, after)


def find_closed(state: State, gate: Gate, due: date, latest: date | None = None) -> Reason | None:
    """Say why a gate is shut for what is due on a day, or None when it is open; `latest` is the day from which `within` counts."""
    if gate == _OPEN:
        return None
    shut = find_closing(gate, state.segments, max(state.today, due), latest)
    return Reason(*shut) if shut else None


def find_latest_of_rung(state: State, ladder: Ladder, number: int, anchor: Anchor) -> date | None:
    """Return the day from which the `within` of a rung counts: the latest purchase, or the No above it, if later."""
    if anchor.latest is None:
        return None
    return max(anchor.latest, find_no_above(state, ladder, number, anchor) or anchor.latest)
