"""The first day on which time alone opens something for whom nothing is left (docs/meaning.md, sentence 12)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ipp.engine.availability import find_death, find_end
from ipp.engine.customer.anchor import Anchor
from ipp.engine.customer.events import Customer
from ipp.engine.customer.offer_rungs import Pending
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action
from ipp.engine.decision.due_days import find_due_of_rung, find_due_of_touch
from ipp.engine.decision.live_steps import list_live
from ipp.engine.decision.renewals import list_renewals
from ipp.engine.policy.clauses import Entry, Gate, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.windows import find_common_day


class Opening(NamedTuple):
    """A day on which something opens: the action that is the first live one then, or the ask that ends."""

    day: date
    action: Action | None
    ends: Pending | None


def find_opening(state: State, customer: Customer) -> Opening | None:
    """Return the first day after today on which an open ask ends, or something is live, if nothing happens until then."""
    customer_today = _forget_future(state, customer)
    for day in sorted(set(_list_days_ahead(state, customer_today))):
        opened = _find_opened(state.policy, customer_today, day)
        ends = [pending for pending in state.open_asks if pending.ends == day]
        if opened or ends:
            return Opening(day, opened, ends[-1] if ends else None)
    return None


def find_next_step(state: State, customer: Customer) -> date | None:
    """Return the first day after today on which a list or the ultimate has something to offer or to do again, if nothing happens until then."""
    customer_today = _forget_future(state, customer)
    days = {*_list_days_ahead(state, customer_today), *_list_winback_days(state)}
    return next((day for day in sorted(days) if _find_step(State(state.policy, customer_today, day))), None)


def find_next_change(state: State) -> date | None:
    """Return the first day after today on which time alone may change what is next, but for what is due: an ask ends, a window opens, a membership lapses."""
    days = {day for day in _list_days(state) if day > state.today}
    lapse = state.holdings.find_lapse(date.max)
    return min((*days, *((lapse,) if lapse and lapse > state.today else ())), default=None)


def _list_winback_days(state: State) -> Iterator[date]:
    """Yield the days on which a win-back that waits is due: it holds up no turn of `rest`."""
    for live in list_live(state, []):
        if live.anchor.origin == "winback" and live.action.due > state.today:
            yield live.action.due


def _forget_future(state: State, customer: Customer) -> Customer:
    """Return the customer of whom nothing is known that happens after today."""
    return customer._replace(events=tuple(event for event in customer.events if event.on <= state.today))


def _find_opened(policy: Policy, customer_today: Customer, day: date) -> Action | None:
    """Return the first live action of a day, in reading order, then of `rest`."""
    state = State(policy, customer_today, day)
    return _find_step(state) or next(iter(list_renewals(state, [])), None)


def _find_step(state: State) -> Action | None:
    return next((each.action for each in list_live(state, []) if not each.blocked), None)


def _list_days_ahead(state: State, customer_today: Customer) -> Iterator[date]:
    """Yield days on which something may open, as things stand and as they will stand when all that was held back is forgotten."""
    yield from _list_days(state)
    end = _find_first_end(state)
    for over in _list_end_of_holdout(state):
        after = State(state.policy, customer_today, over)
        changes = (*_list_changes(after), *(pending.ends for pending in after.open_asks))
        yield from (day for day in changes if over < day <= end)


def _list_days(state: State) -> Iterator[date]:
    """Yield days on which something may open as things stand, up to the first end of an open ask."""
    end = _find_first_end(state)
    yield from {pending.ends for pending in state.open_asks if pending.ends == end}
    yield from (day for day in _list_changes(state) if state.today < day <= end)


def _find_first_end(state: State) -> date:
    return min((pending.ends for pending in state.open_asks), default=date.max)


def _list_changes(state: State) -> Iterator[date]:
    """Yield days on which time alone may open something, past ones among them."""
    changes = [*list_quiet_days(state), *_list_end_of_holdout(state)]
    yield from filter(None, (state.again, state.may_return, *changes))
    tomorrow = add_days(state.today, 1)
    starts = [tomorrow, *(day for day in changes if day > state.today)]
    for entry, anchor in state.list_reading_order():
        for gate, due in _list_windowed_gates(state, entry, anchor):
            days = {each for start in starts for each in (start, max(start, due))}
            if all(window.is_open_on(state.today) for window in gate.windows):
                days.discard(tomorrow)  # it opens no more
            yield from filter(None, (find_common_day(gate.windows, day) for day in days))


def list_quiet_days(state: State) -> Iterator[date]:
    """Yield the days on which they will have ordered nothing for so long that a segment changes."""
    since = state.record.quiet_since
    if since:
        yield from (add_days(since, days) for days in state.policy.quiet_days)


def _list_end_of_holdout(state: State) -> Iterator[date]:
    """Yield the day on which all that was held back is forgotten."""
    if state.held_out and state.policy.holdout and state.policy.holdout.last:
        yield add_days(state.policy.holdout.last, 1)


def _list_windowed_gates(state: State, entry: Entry, anchor: Anchor) -> Iterator[tuple[Gate, date]]:
    """Yield the gates of an entry that windows open, with the days from which they could."""
    if isinstance(entry, TouchStep):
        if entry.gate.dated and find_end(entry, state) is None:
            yield entry.gate, find_due_of_touch(state, entry, anchor)
        return
    for number, rung in enumerate(entry.rungs):
        if rung.gate.dated and find_death(rung, state.find_facts(entry, anchor.since)) in (None, "declined"):
            yield rung.gate, find_due_of_rung(state, entry, number, anchor)
