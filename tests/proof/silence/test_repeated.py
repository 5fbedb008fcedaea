"""What a walk leaves out changes nothing: dead entries, and days that repeat earlier ones."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest

from ipp.engine.customer.events import Customer
from ipp.engine.customer.state import State
from ipp.engine.days import add_days
from ipp.engine.decision.action import Action, Standing
from ipp.engine.decision.decide import choose_action
from ipp.engine.policy.facts import Fact
from ipp.proof.silence.habits import ALWAYS_YES, CANCELLING, HABITS, KEEPING_NOTHING, NOTHING, Habit
from ipp.proof.silence.held_ask import explain_held_ask
from ipp.proof.silence.repeated import Cycle
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.silence.year import LENGTH, YearWalk
from tests.amounts import amount
from tests.proof.silence.stores import KINDS, list_seeds, silences_of

MOST = 10**9
ALL = (*HABITS, ALWAYS_YES)


class Whole(YearWalk):
    """A walk day by day to the end of the year, whatever repeats itself, that asks a state that reads all entries, too."""

    def _find_cycle(self, day: date) -> None:
        """Find none."""

    def _list_own_days(self, day: date) -> Iterator[date]:
        """Yield the next day: something may change on it."""
        yield add_days(day, 1)

    def _choose(self) -> tuple[Standing, Action] | None:
        chosen, state = super()._choose(), self.state
        whole = State(self.policy, Customer(tuple(self.events)), state.today)
        assert chosen == (None if whole.pending else choose_action(whole, []))
        return chosen


def walked(kind: type[YearWalk], silences: SilenceSearch, name: str, habit: Habit) -> tuple[object, ...]:
    year = kind(silences.policy, silences.list_purchases(name, habit), habit, most=MOST).walk_year()
    held = explain_held_ask(silences.policy, year)
    return year.silence, year.since, year.held, year.asked, year.ask_remains, held, year.finished


def hold_against_whole_years(silences: SilenceSearch, habits: tuple[Habit, ...]) -> None:
    for first in silences.firsts[:1]:
        for habit in habits:
            cancelled = next(iter(silences.memberships), first)
            name = {CANCELLING: cancelled, KEEPING_NOTHING: NOTHING}.get(habit, first)
            whole = walked(Whole, silences, name, habit)
            assert walked(YearWalk, silences, name, habit) == whole, (name, habit)


@pytest.mark.parametrize("seed", range(amount(100, most=5)))
def test_a_walk_is_that_of_the_whole_year(seed: int) -> None:
    silences = silences_of(seed, rest=seed % 2 == 0)
    hold_against_whole_years(silences, ALL)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_walk_is_that_of_the_whole_year_where_steps_ask_for_orders(kind: type[Fact]) -> None:
    for seed in islice(list_seeds(kind), amount(40, most=4)):
        silences = silences_of(seed, rest=seed % 2 == 0, who=True)
        hold_against_whole_years(silences, (ALL * 2)[seed % len(ALL) :][:2])


def test_most_years_repeat_themselves() -> None:
    found = 0
    for seed in range(20):
        silences = silences_of(seed)
        for name in silences.firsts[:1]:
            walk = YearWalk(silences.policy, (name,), HABITS[0], most=MOST)
            walk.walk_year()
            found += walk.cycle is not None
    assert found > 10


def test_days_are_repeated_up_to_the_end() -> None:
    days = Cycle(20, 30).unroll([0, 20, 23, 30], 55)
    assert days == {0: 0, 20: 20, 23: 23, 30: 30, 33: 23, 40: 30, 43: 23, 50: 30, 53: 23}
    assert Cycle(20, 30).unroll([0, 20], LENGTH) == {0: 0, 20: 20}
