"""A year of customers of every shipped file, decided by the engine: nobody is starved, nobody waits a year, nobody is pestered.

A sample in the ordinary run, every first purchase with IPP_FULL; `python -m benchmarks walking` prints the figures.
"""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from ipp.api.customers import load
from ipp.engine.policy.compile import Policy
from tests.amounts import FULL, thin_out
from tests.engine.agreement import answer
from tests.oracle.plain import Store
from tests.oracle.year import ALL_HABITS, Habit, Year, is_good, list_firsts, plain_store, walk_year
from tests.shipped import PATH_FILES

ROOT = Path(__file__).parents[2]
SAMPLE = 5
"""First purchases of each file and habit in the ordinary run."""


class Shipped(NamedTuple):
    """A path file of the project, as the engine reads it and as it is written."""

    policy: Policy
    plain: Store


@cache
def shipped(file: Path) -> Shipped:
    return Shipped(load(str(file)).policy, plain_store(file.read_text("utf-8")))


def walk(file: Path, first: str, habit: Habit, start: dt.date) -> Year:
    policy, plain = shipped(file)
    return walk_year(plain, lambda *asked: answer(policy, *asked), first, habit, start)


@pytest.mark.parametrize("habit", ALL_HABITS, ids=lambda habit: habit.name)
@pytest.mark.parametrize("file", thin_out(PATH_FILES, 4), ids=lambda file: file.stem)
def test_everybody_is_heard_and_asked_the_ultimate_and_nobody_is_pestered(file: Path, habit: Habit) -> None:
    plain = shipped(file).plain
    firsts = list_firsts(plain, habit)
    turn = ALL_HABITS.index(habit) % max(1, len(firsts))
    for number, first in enumerate(firsts[turn :: 1 if FULL else max(1, len(firsts) // SAMPLE)]):
        year = walk(file, first, habit, dt.date(2026, 1, 10) + dt.timedelta(97 * number % 365))
        assert is_good(plain, year), (first, year)
