"""The years of a store that are worth a walk, walked within a bound, each once for all purchases with the same lists."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ipp.engine.ownership import find_owned
from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.conditions import SegmentJudge, Truth
from ipp.proof.assumptions import close_windows
from ipp.proof.customers.sellable import list_sellable, list_unsold
from ipp.proof.replay import hears_nothing
from ipp.proof.silence.bounds import Bounds
from ipp.proof.silence.habits import (
    ALWAYS_YES,
    CANCELLING,
    HABITS,
    KEEPING_NOTHING,
    NOTHING,
    SAME,
    SILENT,
    Habit,
)
from ipp.proof.silence.rough import RoughBounds
from ipp.proof.silence.year import FIRST_DAY, LENGTH, Year, YearWalk

MOST_WORK = 100_000
"""Events and steps that are looked at in the years of a store, and as many again for `--proof`."""
_STRIDE = 16
_WORK_PER_PURCHASE = 1  # its lists are held against every other purchase


class SilenceSearch:
    """The years of one store: who hears nothing for longer than `limit` days, and who is not asked within a year."""

    def __init__(self, policy: Policy, firsts: tuple[str, ...], limit: int) -> None:
        self.written, self.firsts, self.limit = policy, firsts, limit
        self.work_left = MOST_WORK
        self.unwalked = 0  # years that were not walked to their end
        self.refuted: list[Year] = []  # silences that the engine did not confirm: bugs, never told
        self._years: dict[tuple[object, ...], Year] = {}
        self._held: dict[tuple[frozenset[str], int], tuple[bool, ...]] = {}
        self._numbers: dict[Entry, int] = {}
        self._signs: dict[int, tuple[Entry, int]] = {}

    @cached_property
    def policy(self) -> Policy:
        """The policy with every window over."""
        return close_windows(self.written)

    @cached_property
    def bounds(self) -> Bounds:
        return Bounds(self.policy)

    @cached_property
    def rough(self) -> RoughBounds:
        return RoughBounds(self.bounds, self.limit)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """What somebody buys who buys something new: products that are sold, in the order of the file."""
        goal = self.policy.goal
        sellable = frozenset(list_sellable(self.policy)) - list_unsold(self.policy)
        sold = (each.name.text for each in self.policy.path.products if each.name.text in sellable)
        return tuple(name for name in sold if not (goal and name == goal.good.name))

    @cached_property
    def memberships(self) -> tuple[str, ...]:
        """What can be bought and cancelled, in the order of the file."""
        return tuple(name for name in list_sellable(self.policy) if self.policy.goods[name].membership)

    @cached_property
    def found(self) -> tuple[tuple[Year, ...], tuple[Year, ...]]:
        """The years with a silence that is too long, and those without an ask that was left to them; the shortest histories first."""
        silent, unasked = list[Year](), list[Year]()
        for habit in HABITS:
            firsts = self._spread_firsts(habit)
            for number, name in enumerate(firsts):
                if habit.buys == "new" and self.work_left <= 0:  # none of them shares a walk
                    self._give_up(len(firsts) - number)
                    break
                year = self._walk_if_needed(name, habit)
                if year is None:
                    continue
                if year.silence > self.limit and year.held.kind != "nothing":
                    silent.append(year)
                if year.finished and year.asked is None and year.ask_remains:
                    unasked.append(year)
        return tuple(sorted(silent, key=_get_history_length)), tuple(unasked)

    def _give_up(self, count: int) -> None:
        """Count years that were worth a walk and get none."""
        self.unwalked += count

    def _spread_firsts(self, habit: Habit) -> Sequence[str]:
        """Return the first purchases that a rough look does not spare, those of walks that are not shared from all over the file."""
        if habit == KEEPING_NOTHING:
            return (NOTHING,)
        if habit == CANCELLING:
            return self.memberships
        if habit.buys != "new":
            return self.rough.list_unspared(self.firsts, habit.every)
        stride = max(1, len(self.firsts) // _STRIDE)
        return [name for start in range(stride) for name in self.firsts[start::stride]]

    def _walk_if_needed(self, name: str, habit: Habit) -> Year | None:
        """Walk a year, if its silences or its ask are not known without a walk."""
        if habit in (CANCELLING, KEEPING_NOTHING):
            return self.walk_year(name, habit)
        is_heard = self._is_heard(name, habit)
        asked = None if habit.buys == "new" else self.bounds.bound_ask_after(name, habit.every)
        if is_heard and (self.policy.goal is None or (asked is not None and asked <= LENGTH)):
            return None
        return self.walk_year(name, habit, until_asked=is_heard)

    def _is_heard(self, name: str, habit: Habit) -> bool:
        """Whether they surely hear something within the limit while anything is left to them."""
        if habit.buys == "new":
            return self._keeps_limit(self._bound_silence_of_buying(name, habit))
        return self._keeps_limit(self.bounds.bound_silence_after(name)) or self._keeps_limit(
            self.bounds.bound_wait_after(name, again=habit.every > 0)
        )

    def _keeps_limit(self, days: int | None) -> bool:
        return days is not None and days <= self.limit

    def _bound_silence_of_buying(self, name: str, habit: Habit) -> int | None:
        count = LENGTH // habit.every + 1
        self.work_left -= count * _WORK_PER_PURCHASE
        return (
            self.bounds.bound_silence_of_buying(self.list_new_purchases(name, count), habit.every)
            if self.work_left > 0
            else None
        )

    def list_new_purchases(self, first: str, count: int) -> tuple[str, ...]:
        """Return the first so many purchases of somebody who buys something new."""
        goods, place = self.policy.goods, self.positions.get(first, 0)
        mine, found = {first, *goods[first].products}, [first]
        for number in range(place, place + len(self.order)):
            if len(found) == count:
                break
            name = self.order[number % len(self.order)]
            if name not in mine:
                found.append(name)
        return tuple(found)

    def list_purchases(self, first: str, habit: Habit) -> tuple[str, ...]:
        """Return what somebody buys of their own accord, in order."""
        count = LENGTH // habit.every + 1 if habit.every else 1
        return self.list_new_purchases(first, count) if habit.buys == "new" else (first,) * count

    @cached_property
    def positions(self) -> dict[str, int]:
        """The place of each product in the order in which they are bought."""
        return {name: place for place, name in enumerate(self.order)}

    def walk_year(self, name: str, habit: Habit, *, until_asked: bool = False) -> Year | None:
        """Walk a year while there is work left to spend; None when there is none."""
        key = habit, until_asked, *self._list_signature(name, habit)
        if key not in self._years:
            if self.work_left <= 0:
                self._give_up(1)
                return None
            limit = None if habit in (SILENT, ALWAYS_YES) else self.limit  # `--proof` tells of these two
            walk = YearWalk(
                self.policy, self.list_purchases(name, habit), habit,
                most=self.work_left, until_asked=until_asked, limit=limit,
            )  # fmt: skip
            year = self._years[key] = walk.walk_year()
            self.work_left -= year.work
            self.unwalked += not year.finished
        return self._years[key]._replace(first=name)

    def _list_signature(self, name: str, habit: Habit) -> Iterator[object]:
        """Yield what a year hangs on: the lists that are read, and what in them is theirs already."""
        if self.policy.facts or habit not in (SILENT, *SAME) or self.policy.goods[name].kind == "bundle":
            yield name
            return
        good = self.policy.goods[name]
        yield good.membership  # bought again it is charged
        yield name in self.policy.renewed_goods and name
        yield self._judge_segments(good.durables)
        goal = self.policy.goal
        ask = (goal.ladder,) if goal else ()
        for entry in (*self.policy.list_entries(name), *self.policy.storewide, *ask):
            yield self._sign_entry(entry)
            for rung in () if isinstance(entry, TouchStep) else entry.rungs:
                yield rung.good.name == name, bool(find_owned(rung.good, good.durables))

    def _judge_segments(self, owned: frozenset[str]) -> tuple[bool, ...]:
        """Return which segments hold for who owns these: the same for all who own as many, and the same of what conditions name."""
        key = owned & self._named, len(owned)
        if key not in self._held:
            segments = SegmentJudge(self.policy.conditions, Truth(owned, {}))
            self._held[key] = tuple(map(segments.judge, self.policy.conditions))
        return self._held[key]

    @cached_property
    def _named(self) -> frozenset[str]:
        """The products that conditions name."""
        return frozenset().union(*(each.owns_any | each.owns_all for each in self.policy.conditions.values()))

    def _sign_entry(self, entry: Entry) -> int:
        """Return a number that is the same for entries that say the same, wherever they are written."""
        if id(entry) not in self._signs:
            sign = self._numbers.setdefault(_drop_spans(entry), len(self._numbers))
            self._signs[id(entry)] = entry, sign  # kept, so that nothing else gets its identity
        return self._signs[id(entry)][1]

    def confirm_silence(self, year: Year) -> bool:
        """Whether the engine, asked on each day of a silence, has nothing to do."""
        if hears_nothing(self.policy, year.customer, FIRST_DAY, year.since, year.silence):
            return True
        self.refuted.append(year)
        return False

    @cached_property
    def report(self) -> "SilenceReport":
        """What `--proof` says: of the silent, and of those who always say Yes."""
        self.work_left = max(self.work_left, 0) + MOST_WORK
        silent, yes = self._walk_all(SILENT), self._walk_all(ALWAYS_YES)
        longest = max(silent, key=lambda year: year.silence, default=None)
        return SilenceReport(
            longest and Longest(longest.first, longest.silence, longest.since),
            _summarize_asks(silent), _summarize_asks(yes), len(self.firsts), self.unwalked,
        )  # fmt: skip

    def _walk_all(self, habit: Habit) -> list[Year]:
        years = [self.walk_year(name, habit) for name in self.firsts]
        return [year for year in years if year and year.finished]


class Longest(NamedTuple):
    """The longest silence: after which purchase, how many days, and from which day on."""

    name: str
    days: int
    since: int


class Asked(NamedTuple):
    """On which day the ultimate action is asked: the median, the latest, after which purchase; of how many, and how many not within the year."""

    median: int | None
    latest: int | None
    name: str | None
    walked: int
    never: int


class SilenceReport(NamedTuple):
    """The years of those who answer nothing, and of those who say Yes to everything; `unwalked` years were given up."""

    silence: Longest | None
    silent: Asked
    yes: Asked
    purchases: int
    unwalked: int


def _summarize_asks(years: list[Year]) -> Asked:
    days = sorted((year.asked, year.first) for year in years if year.asked is not None)
    if not days:
        return Asked(None, None, None, len(years), len(years))
    latest = max(years, key=lambda year: -1 if year.asked is None else year.asked)
    return Asked(days[len(days) // 2][0], latest.asked, latest.first, len(years), len(years) - len(days))


def _get_history_length(year: Year) -> tuple[int, int]:
    """Order histories by their purchases, and by when their silence begins."""
    return (year.since // year.habit.every if year.habit.every else 0), year.since


def _drop_spans(entry: Entry) -> Entry:
    """Return an entry without the places where it is written."""
    if isinstance(entry, TouchStep):
        return entry
    return entry._replace(rungs=tuple(rung._replace(span=None, take=None) for rung in entry.rungs))  # type: ignore[arg-type]
