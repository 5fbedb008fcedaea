"""One customer, led through a year by the engine from one day on which the answer may be another to the next.

Windows must be over for good in the policy (`ipp.proof.replay.with_windows_over`): then the answer can be another one only after a purchase or an
action, on the day that a wait names, when an open ask ends, and when a No to the ultimate action expires.
"""

from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from ipp.engine.action import Decision
from ipp.engine.customer import Bought, Customer, Event
from ipp.engine.days import later
from ipp.engine.decide import decide_state
from ipp.engine.follow import answered
from ipp.engine.live import list_live
from ipp.engine.policy import Policy
from ipp.engine.state import State
from ipp.proof.silence.habits import Habit

FIRST_DAY = date(2001, 1, 1)
"""The day of the first purchase: with windows over, any day is like any other."""
LENGTH = 365
MOST_ON_ONE_DAY = 100
"""Messages of one day that are followed."""

Kind = Literal["step", "answer", "rest", "nothing"]


class Held(NamedTuple):
    """What a customer waits for: a step of a list, the answer to an open ask, a turn of `rest`, or nothing that is left to them."""

    kind: Kind
    name: str | None
    because: str | None = None


class Year(NamedTuple):
    """What a customer met, in days since their first purchase; `finished` when the year was walked as far as was asked for."""

    first: str
    habit: Habit
    customer: Customer
    silence: int
    since: int  # the day on which the longest silence begins
    held: Held  # what holds it up
    asked: int | None  # the day on which the ultimate action was asked first
    at_end: Held
    finished: bool
    work: int


class Walk:
    """Walks one year with these purchases of their own; `until_asked` stops it when the ultimate action is asked, `most` bounds its work."""

    def __init__(
        self,
        policy: Policy,
        purchases: tuple[str, ...],
        habit: Habit,
        *,
        most: int,
        until_asked: bool = False,
    ) -> None:
        self.policy, self.purchases, self.habit = policy, purchases, habit
        self.most, self.until_asked = most, until_asked
        self.customer = Customer()
        self.state = State(policy, self.customer, FIRST_DAY)
        self.looks: set[date] = set()
        self.heard: list[int] = [0]
        self.work = 0
        self.asked: int | None = None
        self.waits: dict[
            int, tuple[Customer, Decision]
        ] = {}  # what was known, and said last, after the messages of a day

    def walk(self) -> Year:
        """Walk from the first purchase to the end of the year."""
        day, end = FIRST_DAY, later(FIRST_DAY, LENGTH)
        self._buy(0, day)
        while day <= end and not self._stops():
            number = (day - FIRST_DAY).days
            if number and self.habit.every and number % self.habit.every == 0:
                self._buy(number // self.habit.every, day)
            due = self._live(day)
            coming = [each for each in (*self.looks, due, self._next_purchase(day)) if each and each > day]
            day = min(coming, default=later(end, 1))
        return self._year(finished=day > end or (self.until_asked and self.asked is not None))

    def _stops(self) -> bool:
        return self.work > self.most or (self.until_asked and self.asked is not None)

    def _next_purchase(self, day: date) -> date | None:
        every = self.habit.every
        return later(day, every - (day - FIRST_DAY).days % every) if every else None

    def _buy(self, number: int, day: date) -> None:
        """Make the purchase of this number, counted from 0, if there is one."""
        if number < len(self.purchases):
            self._happens(day, Bought((self.purchases[number],), day))

    def _happens(self, day: date, *events: Event) -> None:
        """Let something happen. A Yes can come before what is known of its day: then all is read anew."""
        self.customer = self.customer.after(*events)
        self.work += len(events)
        if self.habit.yes:
            self.state = State(self.policy, self.customer, day)
            self.work += len(self.customer.events)
        else:
            self.state.advance(day, *events)

    def _live(self, day: date) -> date | None:
        """Get the messages of one day; return the day on which the next is due."""
        number = (day - FIRST_DAY).days
        self.state.advance(day)
        for _ in range(MOST_ON_ONE_DAY):
            decision = decide_state(self.state, self.customer)
            self.work += len(decision.passed) + 5
            if decision.action is None or decision.state == "wait":
                self.waits[self.heard[-1]] = self.customer, decision
                return decision.action and decision.action.due
            self._hear(decision, day)
            self.heard.append(number)
            if self._stops():
                break
        return None

    def _hear(self, decision: Decision, day: date) -> None:
        """Get one message, and answer it as they do."""
        action, goal = decision.action, self.policy.goal
        assert action
        if goal and action.name == goal.good.name and self.asked is None:
            self.asked = (day - FIRST_DAY).days
        events = answered(decision, True, day)
        silent = action.offer is not None and not self.habit.yes
        self._happens(day, *(events[:1] if silent else events))
        if silent:
            waits = self.state.open_asks
            ends = waits[-1].ends if waits else day
            self.looks.add(ends)
            if goal and action.name == goal.good.name:
                self.looks.add(later(ends, goal.again_after))

    def _year(self, *, finished: bool) -> Year:
        on = sorted({*self.heard, *([LENGTH] if finished and not self._stops() else [])})
        silence, negative = max(((after - day, -day) for day, after in pairwise(on)), default=(0, 0))
        last = self.heard[-1]
        return Year(
            self.purchases[0], self.habit, self.customer, silence, -negative, self._held(-negative),
            self.asked, self._held(last), finished, self.work,
        )  # fmt: skip

    def _held(self, since: int) -> Held:
        """Say what was waited for at last in the silence that begins on a day."""
        if since not in self.waits:
            return Held("nothing", None)
        customer, decision = self.waits[since]
        action = decision.action
        if action is None:
            return Held("nothing", None)
        if decision.awaiting:
            return Held("answer", action.name, action.because)
        if action.origin in ("rest", "refill"):
            return Held("rest" if action.origin == "rest" else "nothing", action.name)
        left = any(not live.blocked for live in list_live(State(self.policy, customer, decision.on), []))
        return Held("step", action.name, action.because) if left else Held("nothing", None)
