"""Walks from every beginning until nothing new is found, and the few of them that reach the most."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from random import Random
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Gate
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_gates
from ipp.lint.limits import USUAL_LIMITS
from ipp.path.model import Product
from ipp.path.names import list_goods
from ipp.stories.coverage.goals import GoalKey, list_goals, make_key
from ipp.stories.coverage.rung_spans import RungSpans
from ipp.stories.generate.profiles import Profile, list_profiles
from ipp.stories.generate.silences import list_silent_walks
from ipp.stories.generate.stranded import list_stranded_walks
from ipp.stories.generate.walk import Start, Walk, WalkStep, walk_path

MOST_WALKS = 4000
MOST_ROUNDS = 30
PATIENCE = 3
"""Rounds in a row that find nothing new, after which the search ends."""
_MUCH = 5
"""Goals that make a story worth its lines."""
_TRIALS = 4
_SEED = 1
_WAYS = ("accepted", "declined", "silent")


class Chosen(NamedTuple):
    """A walk as far as it reaches something new, and what is new in each of its steps."""

    walk: Walk
    told: tuple[WalkStep, ...]
    gains: tuple[frozenset[GoalKey], ...]


def choose_walks(
    policy: Policy,
    today: date,
    most: int,
    reached: Iterable[GoalKey] = (),
    longest: int = USUAL_LIMITS.silence,
) -> tuple[Chosen, ...]:
    """Return at most so many walks that together reach the most of a path, beside what is reached already; the best first.

    One in five may tell of a customer for whom nothing is left; two more of one who hears nothing for more than `longest` days,
    and of one who is not asked the ultimate action within a year.
    """
    search = _Search(policy, today, frozenset(reached))
    walks = list(search.find_walks())
    search.known = frozenset()
    search.learn_goals(frozenset(reached))
    told = tuple(search.choose_witnesses(most // 5, longest))
    return (*told, *search.cover_goals(walks, most - len(told)))


class _Search:
    def __init__(self, policy: Policy, today: date, reached: frozenset[GoalKey]) -> None:
        self.policy, self.today, self.known = policy, today, reached
        self.spans = RungSpans(policy)
        self.goals = frozenset(goal.key for goal in list_goals(policy, self.spans))
        self.chance = Random(_SEED)
        self.facts = list(list_profiles(policy))
        self.starts = list(_list_starts(policy, today))
        self.keys_of = {name: self._list_keys(name) for name in policy.goods_in_order}

    def find_walks(self) -> Iterator[Walk]:
        """Yield the walks that found something new when they were made: of all beginnings, then of those that promise more."""
        made = fruitless = 0
        for number in range(MOST_ROUNDS):
            before = self.known
            for start in self._choose_starts(number):
                if made >= MOST_WALKS or self.goals <= self.known:
                    return
                made += 1
                more = self.chance.sample(self.unfinished, min(2, len(self.unfinished))) if number % 2 else []
                walk = walk_path(self.spans, start, self.today, self.known, self.chance, more)
                new = walk.told[-1].reached & self.goals if walk.told else frozenset()
                if not new <= self.known:
                    self.learn_goals(new)
                    yield walk
            fruitless = fruitless + 1 if self.known == before else 0
            if fruitless == PATIENCE:
                return

    def _choose_starts(self, number: int) -> Iterator[Start]:
        """Yield beginnings while their lists hold something that is not reached; in the first round all of them."""
        self.learn_goals(frozenset())
        if not number:
            yield from self.starts
            return
        wanted = set(self.unfinished)
        for start in self.starts:
            if start.first is None or start.first in wanted or start.cancels:
                yield start

    def learn_goals(self, new: frozenset[GoalKey]) -> None:
        """Take some goals as reached."""
        self.known |= new
        missing = self.goals - self.known
        self.unfinished = [name for name, keys in self.keys_of.items() if not keys.isdisjoint(missing)]

    def _list_keys(self, name: str) -> frozenset[GoalKey]:
        """Return the answers to the rungs of a purchase's list."""
        return frozenset(
            make_key("rung", each.span, end) for each in self.spans.list_of(name) for end in _WAYS
        )

    def choose_witnesses(self, most: int, longest: int) -> Iterator[Chosen]:
        """Yield stories of customers for whom nothing is left, and of long silences, whole."""
        stranded = islice(list_stranded_walks(self.spans, self.today), min(most, sys.maxsize))
        silent = list_silent_walks(self.spans, self.today, longest) if most else ()
        for walk in chain(stranded, silent):
            yield _cut_walk(walk, frozenset())._replace(told=walk.told)
            self.learn_goals(walk.told[-1].reached & self.goals)

    def cover_goals(self, walks: list[Walk], most: int) -> Iterator[Chosen]:
        """Yield walks, each time the one that reaches most of what is left, cut where it reaches nothing more.

        Where none reaches much, walks through several lists that are not finished are tried beside them.
        """
        left = [(walk, walk.told[-1].reached & self.goals) for walk in walks if walk.told]
        for _ in range(most):
            left = [(walk, keys - self.known) for walk, keys in left]
            left = [each for each in left if each[1]]
            if not left:
                return
            walk, keys = max(left, key=lambda each: len(each[1]))
            if len(keys) < _MUCH:
                packed = (
                    (each, each.told[-1].reached & self.goals - self.known) for each in self._pack_walks()
                )
                walk, keys = max([(walk, keys), *packed], key=lambda each: len(each[1]))
            yield _cut_walk(walk, keys)
            self.learn_goals(keys)

    def _pack_walks(self) -> Iterator[Walk]:
        """Yield walks that buy one thing after the other of which the list is not finished."""
        for _ in range(_TRIALS if self.unfinished else 0):
            names = self.chance.sample(self.unfinished, min(_MUCH, len(self.unfinished)))
            start = Start(names.pop(), self.chance.choice(self.facts))
            yield walk_path(self.spans, start, self.today, self.known, self.chance, names, eager=True)


def _list_starts(policy: Policy, today: date) -> Iterator[Start]:
    """Yield beginnings: prospects, each purchase, cancellations, and silent years; by what is known and on which day, where that matters."""
    facts = tuple(list_profiles(policy))
    sold = [each for each in list_goods(policy.path) if not each.draft and getattr(each, "sold", True)]
    names = [each.name.text for each in sold]
    yield from (Start(None, known) for known in facts)
    for name in names:
        entries = policy.list_entries(name)
        gates = [gate for entry in entries for gate in list_gates(entry)]
        shared = name == names[0]  # what is store-wide hangs on it, too
        waits = _list_waits(policy.storewide if shared else (), gates, today)
        known_of = facts if shared or any(gate.gated for gate in gates) else (Profile(),)
        yield from (Start(name, known, wait) for wait in waits for known in known_of)
    for each in sold:
        if isinstance(each, Product) and each.every:
            yield Start(each.name.text, cancels=True)
    yield from (Start(name, known, year=True) for known in facts for name in (None, *names[:3]))


def _list_waits(shared: Iterable[Entry], gates: Iterable[Gate], today: date) -> list[int]:
    """Return after how many days a story begins so that a window is open, 0 among them."""
    gates = [*gates, *(gate for entry in shared for gate in list_gates(entry))]
    days = {window.find_next_day(today) for gate in gates for window in gate.windows}
    return sorted({0, *((day - today).days for day in days if day)})[:4]


def _cut_walk(walk: Walk, new: frozenset[GoalKey]) -> Chosen:
    told: list[WalkStep] = []
    gains: list[frozenset[GoalKey]] = []
    seen: frozenset[GoalKey] = frozenset()
    for each in walk.told:
        told.append(each)
        gains.append((each.reached & new) - seen)
        seen |= each.reached & new
        if seen == new:
            break
    return Chosen(walk, tuple(told), tuple(gains))
