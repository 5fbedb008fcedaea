"""All ways of customers, as far as they were walked: spots have numbers, and each is left in one Yes and one No."""

from collections.abc import Iterable
from typing import NamedTuple

from ipp.value.process.chain_state import ChainState, NextAsk, Wait
from ipp.value.process.rates import RateKey, make_rate_key
from ipp.value.process.walker import Walker

END = -1
"""The number of every spot at which nothing is asked any more."""
LONG = 60
"""Days that a customer may be told nothing; who waits longer is held back."""


class Transition(NamedTuple):
    """What is asked at a spot, on which day, when a Yes is said, and the spots that answers lead to; or whether a membership is left (Yes)."""

    rate_key: int
    day: int
    yes_day: int
    arrives: bool  # whether a Yes makes the ultimate action theirs
    first: bool  # whether this asks for the ultimate action for the first time
    yes: int
    no: int


class Transitions:
    """The ways through one store; nothing of it depends on rates or money, so every forecast of it can share them."""

    def __init__(
        self, walk: Walker, like: "Transitions | None" = None, changed: frozenset[str] | None = None
    ) -> None:
        """`like`: the ways of the same store but for the lists of what is `changed` (None: all), to learn from."""
        self.walk, self.like, self.changed = walk, like, changed
        self.params: dict[RateKey, int] = like.params if like else {}
        self._numbers: dict[ChainState, int] = {}
        self._states: list[ChainState] = []
        self._transitions: dict[int, Transition | None] = {}
        self.waits: dict[int, Wait] = {}  # of more than LONG days, by spot
        self.earned: dict[
            int, tuple[tuple[str, int], ...]
        ] = {}  # touches that a partner pays for, made there before the next ask
        self._readers: dict[str, set[int]] = {}
        self._indexed = 0  # spots of which the readers are known

    def __len__(self) -> int:
        return len(self._states)

    def number_state(self, state: ChainState) -> int:
        """Return the number of a spot, END when its day lies beyond the horizon."""
        if state.day >= self.walk.horizon:
            return END
        found = self._numbers.get(state)
        if found is None:
            found = self._numbers[state] = len(self._states)
            self._states.append(state)
        return found

    def find_transition(self, number: int) -> Transition | None:
        """Return what is asked at a spot; None when nothing is."""
        try:
            return self._transitions[number]
        except KeyError:
            found = self._transitions[number] = self._learn_transition(number)
            return found

    def list_earned(self, number: int) -> tuple[tuple[str, int], ...]:
        """Return the touches that a partner pays for, made at a spot before anything is asked, each with its day."""
        if number == END or not self.walk.compiled.earning:
            return ()
        self.find_transition(number)
        return self.earned.get(number, ())

    def get_state(self, number: int) -> ChainState:
        return self._states[number]

    def list_reading_states(self, names: Iterable[str]) -> set[int]:
        """Return the spots, of those met, at which the list of one of these is read."""
        for number in range(self._indexed, len(self._states)):
            for name, *_ in self._states[number].lists:
                self._readers.setdefault(name, set()).add(number)
        self._indexed = len(self._states)
        return set[int]().union(*(self._readers.get(name, ()) for name in names))

    def asks_same(self, transition: Transition, state: ChainState) -> bool:
        """Whether somebody at a spot is asked the same as on a way, on the same day and terms."""
        next_ask, _, _, leaving = self.walk.look_ahead(state)
        if leaving:
            return (transition.rate_key, transition.day) == (self._number_leave(leaving), leaving.day)
        if next_ask is None:
            return False
        return (transition.rate_key, transition.day, transition.yes_day) == (
            self._number_rate_key(next_ask, state),
            next_ask.day,
            self.walk.find_yes_day(next_ask),
        )

    def is_touched(self, state: ChainState) -> bool:
        """Whether a customer reads one of the lists that are changed."""
        return self.changed is None or any(name in self.changed for name, *_ in state.lists)

    def _learn_transition(self, number: int) -> Transition | None:
        state, like = self._states[number], self.like
        known = None if like is None or self.is_touched(state) else like._numbers.get(state)
        if like is None or known is None or known not in like._transitions:
            return self._walk_transition(number)
        transition = like._transitions[known]
        if known in like.earned:
            self.earned[number] = like.earned[known]
        if transition is None:
            return None
        yes, no = (
            END if each == END else self.number_state(like._states[each])
            for each in (transition.yes, transition.no)
        )
        return transition._replace(yes=yes, no=no)

    def _walk_transition(self, position: int) -> Transition | None:
        state = self._states[position]
        next_ask, wait, earned, leaving = self.walk.look_ahead(state)
        if earned:
            self.earned[position] = earned
        if leaving and (wait is None or wait.days <= LONG):
            wait = self.walk.look_ahead(self.walk.leaving.stay_in_all(state)).wait
        if wait and wait.days > LONG:
            self.waits[position] = wait
        if leaving:
            return self._leave(leaving)
        if next_ask is None:
            return None
        number = self._number_rate_key(next_ask, state)
        yes, no = self.walk.apply_yes(next_ask), self.walk.apply_no(next_ask)
        arrives = self.walk.arrives_by(state, yes)
        goal = self.walk.goal
        first = (
            goal is not None
            and next_ask.ask.offer == goal.offer
            and not state.goal_noes
            and not next_ask.ask.turn
        )
        return Transition(
            number, next_ask.day, yes.day, arrives, first, self.number_state(yes), self.number_state(no)
        )

    def _leave(self, state: ChainState) -> Transition:
        """Return what becomes of somebody who can leave a membership: a Yes says that they do."""
        leaving = self.walk.leaving
        number = self._number_leave(state)
        left, stays = leaving.leave(state), leaving.stay(state)
        return Transition(
            number, state.day, state.day, False, False, self.number_state(left), self.number_state(stays)
        )

    def _number_leave(self, state: ChainState) -> int:
        name = self.walk.leaving.name_leaver(state)
        return self.params.setdefault(RateKey((name, None), "leave", None, None), len(self.params))

    def _number_rate_key(self, next_ask: NextAsk, state: ChainState) -> int:
        rate_key = make_rate_key(self.walk.policy, next_ask.ask, state.owns)
        return self.params.setdefault(rate_key, len(self.params))
