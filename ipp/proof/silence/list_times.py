"""How long what is in the lists takes that somebody reads: each list is measured once."""

from functools import cached_property
from typing import NamedTuple

from ipp.engine.ownership import list_whole
from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy


class Times(NamedTuple):
    """The longest wait of a step, of a rung, patience and gap in some lists, and the sum of all that takes time in them; in days.

    `endless`: something is asked at each purchase, so that a wait begins endless times, and no bound holds for whoever goes on buying.
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
            found = self._everybodys
            for owner in self.list_owners(name):
                found = found.join_times(self._measure_own(owner))
            goal = self.policy.goal
            if goal and self.arrives((name,)):
                found = found.join_times(self._measure_entries(goal.own))
            self._joined[name] = found
        return self._joined[name]

    def _measure_own(self, name: str) -> Times:
        if name not in self._own:
            self._own[name] = self._measure_entries(self.policy.list_entries(name))
        return self._own[name]

    @cached_property
    def _everybodys(self) -> Times:
        """The times of what everybody reads: the store-wide list and the ultimate action."""
        goal = self.policy.goal
        return self.storewide.join_times(self._measure_entries((goal.ladder,)) if goal else Times())

    @cached_property
    def storewide(self) -> Times:
        return self._measure_entries(self.policy.storewide)

    def _measure_entries(self, entries: tuple[Entry, ...]) -> Times:
        after = below = patience = gap = total = 0  # plain numbers: a store has a hundred thousand lists
        endless = False
        for entry in entries:
            after = max(after, entry.after)
            if isinstance(entry, TouchStep):
                total += self._spacing
                continue
            endless = endless or entry.each_time
            for _good, _offer, _price, wait, lasts, own_gap, *_rest in entry.rungs:
                rest = self._gap if own_gap is None else own_gap
                total += lasts + wait + rest + self._spacing
                below = max(below, wait)
                patience = max(patience, lasts)
                gap = max(gap, rest)
        return Times(after, below, patience, gap, total, endless)
