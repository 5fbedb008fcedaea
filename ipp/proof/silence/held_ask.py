"""Why somebody is not asked for the ultimate action within a year who could be: what stood before the ask, on all days on which it was left.

It is told by the days of the whole year, so that it does not hang on what happens to be open on its last day.
"""

from collections import Counter
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action, PassedOver, label_offer
from ipp.engine.decision.decide import choose_step
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import is_each_time, list_rungs
from ipp.proof.silence.moments import Hold, find_remaining_ask
from ipp.proof.silence.year import FIRST_DAY, LENGTH, Year

_MOST_OF_IT = Fraction(9, 10)
"""The share of the days on which one thing alone holds the ask up; the others do not count then."""


class HeldAsk(NamedTuple):
    """What stood before the ask for the ultimate action.

    "once": one wait, or one patience, for most of the time; "again": what comes anew before all of it is over; "others": one thing after the other.
    `closed`: the ask was closed to them before its turn came.
    """

    kind: Literal["once", "again", "others"]
    holds: tuple[Hold, ...]  # in the order in which they came first, those of "once" and "again" alone
    closed: bool


class _Held(NamedTuple):
    """What holds the ask up on one day: for how many days already, when it is an open ask; whether it begins anew at each purchase."""

    hold: Hold
    age: int | None
    recurs: bool


def explain_held_ask(policy: Policy, year: Year) -> HeldAsk | None:
    """Return what stood before the ask in a year without one; None when nothing did, for no list asked."""
    days, begins = Counter[Hold](), dict[str | None, set[int]]()
    known = dict[int, _Held | None]()
    recurring, remains_until = set[str | None](), 0
    ends = [*(look.day for look in year.looks), LENGTH + 1]
    for look, (day, end) in zip(year.looks, pairwise(ends), strict=True):
        if look.seen not in known:
            customer = Customer(year.customer.events[: look.known])
            known[look.seen] = _find_held(State(policy, customer, add_days(FIRST_DAY, look.seen)))
        held = known[look.seen]
        if held:
            days[held.hold] += end - day
            remains_until = end
            if held.age is not None:
                begins.setdefault(held.hold.name, set()).add(day - held.age)
            if held.recurs:
                recurring.add(held.hold.name)
    if not days:
        return None
    recurring |= {name for name, asked in begins.items() if len(asked) > 1}
    return _sum_up(days, recurring, closed=remains_until <= LENGTH - year.habit.every)


def _sum_up(days: Counter[Hold], recurring: set[str | None], *, closed: bool) -> HeldAsk:
    """Say which of some holds, each with its days, count."""
    again = tuple(hold for hold in days if hold.name in recurring)
    if 2 * sum(days[hold] for hold in again) >= days.total():
        return HeldAsk("again", again, closed)
    [(longest, lasted)] = days.most_common(1)
    if lasted >= _MOST_OF_IT * days.total():
        return HeldAsk("once", (longest,), closed)
    return HeldAsk("others", tuple(days), closed)


def _find_held(state: State) -> _Held | None:
    """Say what holds the ask up today; None when it is not left."""
    ask = find_remaining_ask(state)
    if ask is None:
        return None
    hold = _find_hold(state, ask)
    made = next((each.made for each in reversed(state.open_asks) if each.offer[0] == hold.name), None)
    age = (state.today - made).days if hold.kind == "answer" and made else None
    return _Held(hold, age, hold.kind == "step" and _begins_again(state, hold.name))


def _find_hold(state: State, ask: Action) -> Hold:
    """Say which open ask, or which step that waits, stands before an ask that is left."""
    if state.pending:
        return Hold("answer", state.pending.offer[0], state.pending.because)
    passed: list[PassedOver] = []
    chosen, _holds_rest = choose_step(state, passed)
    for step, of, reason in passed:
        if (step, of) != (_label(ask), ask.because):
            continue
        if reason.why == "open ask":
            return Hold("answer", reason.about)
        if reason.why == "held up":
            ahead = (
                each for each in passed if each.reason.why == "not due yet" and each.step == reason.about
            )
            waits = next(ahead, None)
            return Hold("step", reason.about, waits.of if waits else chosen and chosen.because)
    return Hold("step", _label(ask), ask.because)


def _label(action: Action) -> str:
    return label_offer(action.offer) if action.offer else action.name


def _begins_again(state: State, name: str | None) -> bool:
    """Whether the wait of an offer begins anew at each purchase."""
    entries = (entry for entry, _ in state.list_reading_order() if is_each_time(entry))
    return any(label_offer(rung.offer) == name for entry in entries for rung in list_rungs(entry))
