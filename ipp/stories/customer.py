"""The customer of a story: what happened to them up to the clock, and what the engine says is next."""

from collections.abc import Mapping
from datetime import date

from ipp.engine.customer.event_order import sort_events
from ipp.engine.customer.events import (
    Accepted,
    Cancelled,
    Customer,
    Event,
    Held,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.customer.state import State
from ipp.engine.decision.action import Decision
from ipp.engine.decision.decide import decide_state
from ipp.engine.policy.compile import Policy

_TOLD_AGAIN = (Returned, Cancelled, Stopped, Resumed, Held, Accepted)
"""What is read with all that happened: what is told twice counts once, and a Yes can be a charge or an order of its day."""


class StoryCustomer:
    """One customer with a clock. What is asked of the engine is what `ipp next` would be told on that day."""

    def __init__(self, policy: Policy, today: date) -> None:
        self.policy, self.clock = policy, today
        self.attributes: dict[str, str] = {}
        self.id: str | None = None
        self.events: list[Event] = []
        self._state: State | None = None
        self._waiting: list[Event] = []  # since the state was made
        self._last: Event | None = None
        self._decision: Decision | None = None

    @property
    def customer(self) -> Customer:
        """All that happened; every order up to the clock is known."""
        return Customer(tuple(self.events), self.attributes, self.clock, self.id)

    @property
    def state(self) -> State:
        """What all that comes to today; a state that can walk on is not made anew."""
        if self._state is None or self._enters_or_leaves_holdout(self._state):
            whole = self.customer._replace(complete_until=date.max)  # read on days up to the clock only
            self._state = State(self.policy, whole, self.clock)
            self._last = sort_events(self.events)[-1] if self.events else None
        elif self._waiting or self._state.today != self.clock:
            self._state.advance_to(self.clock, *self._waiting)
        self._waiting = []
        return self._state

    def _enters_or_leaves_holdout(self, state: State) -> bool:
        """Whether they are held out today and were not, or no longer are: then what was held is forgotten."""
        holdout = self.policy.holdout
        return holdout is not None and holdout.holds_out(state.record.customer, self.clock) != state.held_out

    def learn(self, attributes: Mapping[str, str]) -> None:
        """Take it that attributes of the customer are known."""
        self.attributes |= attributes
        self._state = self._decision = None

    def name_customer(self, id: str) -> None:
        """Take it that the shop calls the customer so: shares and the holdout are drawn by it."""
        self.id = id
        self._state = self._decision = None

    def add_events(self, *events: Event) -> None:
        """Let something happen."""
        self.events += events
        self._decision = None
        if self._state is not None and self._can_follow(events):
            self._waiting += events
            self._last = events[-1]
        else:
            self._state = None

    def _can_follow(self, events: tuple[Event, ...]) -> bool:
        """Whether events come after all that the state knows, in the order in which the engine reads them."""
        if any(isinstance(event, _TOLD_AGAIN) for event in (*self._waiting, *events)):
            return False
        last = self._last
        if isinstance(last, Accepted) and last.on >= events[0].on:
            return False
        known = [*((last,) if last else ()), *events]
        return [event for event in sort_events(known) if event in known] == known

    def move_clock(self, day: date) -> None:
        """Let days pass."""
        if day != self.clock:
            self.clock = day
            self._decision = None

    def decide(self) -> Decision:
        """Return what is next today."""
        if self._decision is None:
            self._decision = decide_state(self.state, self.customer)
        return self._decision
