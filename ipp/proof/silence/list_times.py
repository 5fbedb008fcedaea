"""How long what is in the lists takes that somebody reads: each list is measured once."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ipp.engine.ownership import list_whole
from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import is_each_time, list_rungs


class Times(NamedTuple):
    """The longest wait of a step, of a rung, patience and gap in some lists, and the sum of all that takes time in them; in days.

    `endless`: something is asked at each purchase, so that a wait begins endless times, and no bound holds for whoever goes on buying. A bundle with nothing in it is, too: its open
    ask, which shares no product with anything, holds up no other ask of it.
    """

    after: int = 0
    below: int = 0
    patience: int = 0
    gap: int = 0
    total: int = 0
    endless: bool = False

    def join_times(self, other: "Times") -> "Times":
        """Return the times of both."""
        return Times(
            max(self.after, other.after),
            max(self.below, other.below),
            max(self.patience, other.patience),
            max(self.gap, other.gap),
            self.total + other.total,
            self.endless or other.endless,
        )


class ListTimes:
    """The lists of one store, by whose purchase they are read."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._gap, self._spacing = policy.defaults.gap.days, policy.defaults.spacing.days
        self._own: dict[str, Times] = {}
        self._joined: dict[str, Times] = {}

    def arrives(self, names: tuple[str, ...]) -> bool:
        """Whether these purchases make the ultimate action theirs, so that other lists are read from then on."""
        goal, goods = self.policy.goal, self.policy.goods
        if goal is None or goal.good.name in names:
            return goal is not None
        whole = self._goal_whole
        return bool(whole) and all(any(each in goods[name].durables for name in names) for each in whole)

    @cached_property
    def _goal_whole(self) -> frozenset[str]:
        """What must be owned of the ultimate action, for it to be theirs without a purchase of it."""
        return frozenset(list_whole(self.policy.goal.good)) if self.policy.goal else frozenset()

    def list_own(self, name: str) -> list[tuple[Entry, ...]]:
        """Return the lists of a purchase, those of its contents included."""
        return list(map(self.policy.list_entries, self.list_owners(name)))

    def list_owners(self, name: str) -> tuple[str, ...]:
        """Return a purchase and its contents: whose lists are read."""
        good = self.policy.goods[name]
        return (name,) if good.kind == "product" else (name, *sorted(good.products - {name}))

    def measure_lists(self, name: str) -> Times:
        """Return the times of the lists that somebody reads who bought just this, and of the ultimate action's."""
        if name not in self._joined:
            found = self.everybodys
            for owner in self.list_owners(name):
                found = found.join_times(self._measure_own(owner))
            goal = self.policy.goal
            if goal and self.arrives((name,)):
                found = found.join_times(self.measure_entries(goal.own))
            self._joined[name] = found
        return self._joined[name]

    def _measure_own(self, name: str) -> Times:
        if name not in self._own:
            self._own[name] = self.measure_entries(self.policy.list_entries(name))
        return self._own[name]

    @cached_property
    def everybodys(self) -> Times:
        """The times of what everybody reads: the store-wide list and the ultimate action."""
        goal = self.policy.goal
        return self.storewide.join_times(self.measure_entries((goal.ladder,)) if goal else Times())

    @cached_property
    def storewide(self) -> Times:
        return self.measure_entries(self.policy.storewide)

    def measure_entries(self, entries: Sequence[Entry]) -> Times:
        """Return the times of some entries."""
        rungs = [rung for entry in entries for rung in list_rungs(entry)]
        return Times(
            max([entry.after for entry in entries], default=0),
            max([rung.after for rung in rungs], default=0),
            max([rung.patience for rung in rungs], default=0),
            max([self._gap if rung.gap is None else rung.gap for rung in rungs], default=0),
            sum([self.sum_entry(entry) for entry in entries]),
            any(map(is_each_time, entries)) or not all(rung.good.products for rung in rungs),
        )

    def sum_entry(self, entry: Entry) -> int:
        """Return the days of all that takes time in an entry, one after the other."""
        if isinstance(entry, TouchStep):
            return self._spacing
        rest, most = self._spacing, self._gap
        return sum(
            [
                rung.patience + rung.after + (most if rung.gap is None else rung.gap) + rest
                for rung in entry.rungs
            ]
        )
