"""One customer, led through a year by the engine from one day on which the answer may be another to the next.

Windows must be over for good in the policy (`ipp.proof.assumptions.close_windows`): then the answer can be another one only after a purchase or an
action, on the day that a wait names, when an open ask ends, when a `quiet_for` begins to hold, and when a No to the ultimate action expires. As soon as a
day has the same future as an earlier one, the rest of the year repeats what came between the two.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ipp.engine.customer.events import Bought, Cancelled, Customer, Event
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action, Decision, PassedOver, Standing
from ipp.engine.decision.decide import choose_action
from ipp.engine.decision.follow import make_events
from ipp.engine.decision.openings import list_quiet_days
from ipp.engine.policy.compile import Policy
from ipp.proof.silence.habits import Habit
from ipp.proof.silence.moments import Hold, Moment, find_remaining_ask
from ipp.proof.silence.remaining import Key, Remaining
from ipp.proof.silence.repeated import Cycle

FIRST_DAY = date(2001, 1, 1)
"""The day of the first purchase: with windows over, any day is like any other."""
LENGTH = 365
MOST_ON_ONE_DAY = 100
"""Messages of one day that are followed."""


class Look(NamedTuple):
    """A day on which the messages were over: the walked day that it repeats, or is, and how many events were known."""

    day: int
    seen: int
    known: int


class Year(NamedTuple):
    """What a customer met, in days since their first purchase; `finished` when the year was walked as far as was asked for."""

    first: str
    habit: Habit
    customer: Customer
    silence: int
    since: int  # the day on which the longest silence begins
    silent: Moment | None  # the last that was seen of that silence
    asked: int | None  # the day on which the ultimate action was asked first
    ask_remains: (
        bool  # whether the ultimate action could have been asked on some day, but for what stood before it
    )
    looks: tuple[Look, ...]  # of the whole year, where it is left and not asked
    finished: bool
    work: int

    @property
    def held(self) -> Hold:
        """What holds the longest silence up."""
        return self.silent.find_held() if self.silent else Hold("nothing", None)


class YearWalk:
    """Walks one year with these purchases of their own; `most` bounds its work.

    `until_asked` stops it when the ultimate action is asked; with a `limit` it stops, too, when no silence of more days can begin any more.
    """

    def __init__(
        self,
        policy: Policy,
        purchases: tuple[str, ...],
        habit: Habit,
        *,
        most: int,
        until_asked: bool = False,
        limit: int | None = None,
    ) -> None:
        self.policy, self.purchases, self.habit = policy, purchases, habit
        self.most, self.until_asked, self.limit = most, until_asked, limit
        self.events: list[Event] = []
        self.state = Remaining(policy, Customer(), FIRST_DAY)
        self.ends: set[date] = set()  # of asks, and of Noes to the ultimate action
        self.heard: list[int] = [0]
        self.looks: dict[int, int] = {}  # how much had happened when the messages of a day were over
        self.idle: set[int] = set()  # days on which nothing was left, nor will be by time alone
        self.futures: dict[Key, int] = {}
        self.cycle: Cycle | None = None
        self.work = 0
        self.asked: int | None = None
        self.ask_remains = False

    def walk_year(self) -> Year:
        """Walk from the first purchase to the end of the year, or to the day from which it repeats itself."""
        day, end = FIRST_DAY, add_days(FIRST_DAY, LENGTH)
        while day <= end and not self._is_over():
            self._act_on_their_own(day)
            due = self._live_day(day)
            self.cycle = self._find_cycle(day)
            if self.cycle:
                break
            changes = *self.ends, due, *self._list_own_days(day), *list_quiet_days(self.state)
            coming = [each for each in changes if each and each > day]
            day = min(coming, default=add_days(end, 1))
        return self._make_year(finished=day > end or bool(self.cycle) or not self._goes_on())

    def _is_over(self) -> bool:
        return self.work > self.most or not self._goes_on()

    def _goes_on(self) -> bool:
        """Whether there is something left to find out."""
        if self.asked is None and self.policy.goal:
            return True
        return not self.until_asked and (self.limit is None or LENGTH - self.heard[-1] > self.limit)

    def _list_own_days(self, day: date) -> Iterator[date]:
        """Yield the next days on which they buy or cancel of their own accord."""
        every, cancels = self.habit.every, self.habit.cancels
        if every:
            yield add_days(day, every - _count_days(day) % every)
        if cancels is not None:
            yield add_days(FIRST_DAY, cancels)

    def _act_on_their_own(self, day: date) -> None:
        """Let them do what they do of their own accord on a day, if there is anything."""
        done = self._find_own(_count_days(day))
        if done:
            self._add_events(day, done)
        if self.state.may_return:
            self.ends.add(self.state.may_return)

    def _find_own(self, number: int) -> Bought | Cancelled | None:
        """Return what they do of their own accord on the day of this number."""
        every, day = self.habit.every, add_days(FIRST_DAY, number)
        if number == self.habit.cancels:
            return Cancelled(self.purchases[0], day)
        place, rest = divmod(number, every) if every else (0, number)
        if rest or place >= len(self.purchases):
            return None
        name = self.purchases[place]
        return Bought((name,), day) if name else Bought((), day, others=True)

    def _add_events(self, day: date, *events: Event) -> None:
        """Let something happen, in the order in which the engine reads what happens on one day."""
        self.events += events
        self.work += len(events)
        self.state.advance_to(day, *events)

    def _live_day(self, day: date) -> date | None:
        """Get the messages of one day; return the day on which the next is due, if it waits for its day alone."""
        if self.state.today != day:
            self.state.advance_to(day)
        for _ in range(MOST_ON_ONE_DAY):
            chosen = self._choose()
            if chosen is None or chosen[1].due > day:
                self._note_look(_count_days(day), chosen is None)
                return chosen and chosen[1].due
            self._get_message(*chosen, day)
            self.heard.append(_count_days(day))
            if self._is_over():
                break
        return None

    def _note_look(self, number: int, nothing: bool) -> None:
        """Note that the messages of the day of this number are over; `nothing`: no other one was found that waits for its day."""
        self.looks[number] = len(self.events)
        if self.asked is None and not self.ask_remains:
            self.ask_remains = find_remaining_ask(self.state) is not None
        if nothing and not (self.state.open_asks or self.policy.facts):
            self.idle.add(number)

    def _choose(self) -> tuple[Standing, Action] | None:
        """Return the next action, unless an answer is waited for."""
        self.work += 5
        if self.state.pending:
            return None
        passed: list[PassedOver] = []
        chosen = choose_action(self.state, passed)
        self.work += len(passed)
        return chosen

    def _get_message(self, outcome: Standing, action: Action, day: date) -> None:
        """Get one message, and answer it as they do."""
        goal = self.policy.goal
        if goal and action.name == goal.good.name and self.asked is None:
            self.asked = _count_days(day)
        events = make_events(Decision(outcome, action, on=day), True, day)
        silent = action.offer is not None and not self.habit.yes
        self._add_events(day, *(events[:1] if silent else events))
        if silent:
            waits = self.state.open_asks
            ends = waits[-1].ends if waits else day
            self.ends.add(ends)
            if goal and action.name == goal.good.name:
                self.ends.add(add_days(ends, goal.again_after))

    def _find_cycle(self, day: date) -> Cycle | None:
        """Return the days that are repeated, when this one has the same future as an earlier one."""
        number, habit = _count_days(day), self.habit
        begins = len(self.purchases) * habit.every if habit.buys == "new" else habit.cancels or 0
        if number not in self.looks or number < begins:
            return None
        future = self.state.describe_future()
        if future is None:
            return None
        before = self.futures.setdefault((*future, number % habit.every if habit.every else 0), number)
        return Cycle(before, number) if before < number else None

    def _make_year(self, *, finished: bool) -> Year:
        heard = self.cycle.extend(self.heard, LENGTH) if self.cycle else self.heard
        ends = {LENGTH} if finished and self._goes_on() else set()
        silence, negative = max(
            ((after - day, -day) for day, after in pairwise(sorted({*heard, *ends}))), default=(0, 0)
        )
        since = -negative
        looks = self.cycle.unroll(self.looks, LENGTH) if self.cycle else {day: day for day in self.looks}
        until = LENGTH + 1 if heard[-1] == since else since + silence
        held_up = self.ask_remains and self.asked is None
        return Year(
            self.purchases[0], self.habit, self._customer(), silence, since, self._find_moment(looks, since, until),
            self.asked, self.ask_remains, self._list_looks(looks) if held_up else (), finished, self.work,
        )  # fmt: skip

    def _list_looks(self, looks: Mapping[int, int]) -> tuple[Look, ...]:
        return tuple(Look(day, seen, self.looks[seen]) for day, seen in sorted(looks.items()))

    def _customer(self) -> Customer:
        """Return the customer, with the purchases that are made after what was walked."""
        if self.cycle is None:
            return Customer(tuple(self.events))
        every, cancels, after = self.habit.every, self.habit.cancels, self.cycle.last + 1
        days = set(range(-(-after // every) * every, LENGTH + 1, every)) if every else set()
        days |= {cancels} if cancels is not None and after <= cancels <= LENGTH else set()
        own = map(self._find_own, sorted(days))
        return Customer((*self.events, *(event for event in own if event)))

    def _find_moment(self, looks: Mapping[int, int], since: int, until: int) -> Moment | None:
        """Return the last look of a silence, before the day `until`, which begins on the day `since`; of all looks, each with the walked one that it repeats."""
        walked = [seen for day, seen in looks.items() if since <= day < until]
        if not walked:
            return None
        seen = walked[-1]
        return Moment(
            self.policy,
            Customer(tuple(self.events[: self.looks[seen]])),
            add_days(FIRST_DAY, seen),
            seen in self.idle,
        )


def _count_days(day: date) -> int:
    return (day - FIRST_DAY).days
