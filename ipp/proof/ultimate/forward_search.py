"""What a customer may come to be offered, as if conditions and overlaps did not get in each other's way.

A search forwards from one purchase, through ever more lists. What it does not reach is never offered to these customers.
"""

from collections.abc import Callable
from heapq import heappop, heappush

from ipp.engine.ownership import is_had, is_owned
from ipp.engine.policy.clauses import Entry, Gate, Good, Ladder, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.three_valued import Gates, Values

MOST_WORK = 5_000
"""Offers looked at from one purchase; beyond, there is hope."""


class ForwardSearch:
    """The search for buyers of one thing; open attributes shut nothing. Lists with the least distance are read first."""

    def __init__(self, policy: Policy, bought: str, values: Values, distance: Callable[[str], int]) -> None:
        assert policy.goal
        self.policy, self.goal, self.values, self.distance = policy, policy.goal, values, distance
        self.good = policy.goods[bought]
        self.got: set[str] = set()  # goods, and what is in them
        self.more: set[str] = set()  # products that may come to be owned
        self.waiting: list[tuple[int, str]] = []
        self.closed: list[tuple[Gates, Good]] = []  # offers whose conditions cannot hold so far
        self.looked = 0  # offers and lists looked at so far
        self.add_good(self.good)

    def add_good(self, good: Good) -> None:
        for name in (good.name, *(sorted(good.products) if good.kind == "bundle" else ())):
            if name not in self.got:
                self.got.add(name)
                heappush(self.waiting, (self.distance(name), name))
        self.more |= good.durables

    def find_possibilities(self) -> Possibilities:
        return Possibilities(self.policy, self.good.durables, self.more, {self.good.name}, self.values)

    def may_be_asked(self) -> bool:
        """Whether an ask for the ultimate action may come."""
        possibilities = self.find_possibilities()
        if self.read_list(self.policy.storewide, possibilities) or self.read_list(self.ready, possibilities):
            return True
        while True:
            while self.waiting:
                if self.read_list(self.policy.list_entries(heappop(self.waiting)[1]), possibilities):
                    return True
            possibilities, shut, self.closed = self.find_possibilities(), self.closed, []
            if any(self.reach_good(gates, good, possibilities) for gates, good in shut):
                return True
            if not self.waiting:
                return False

    @property
    def ready(self) -> tuple[Ladder, ...]:
        """The ladder that is read as soon as `ready` holds."""
        goal = self.goal
        return (goal.ladder._replace(gate=Gate(when=(goal.ready,))),) if goal.ready else ()

    def read_list(self, entries: tuple[Entry, ...], possibilities: Possibilities) -> bool:
        """Read a list; returns whether it leads to the ultimate action, or too much was read to tell."""
        self.looked += 1
        for entry in entries:
            for rung in () if isinstance(entry, TouchStep) else entry.rungs:
                self.looked += 1 + len(rung.gate.when) + len(rung.gate.unless)
                good = rung.good
                again = isinstance(entry, Ladder) and entry.each_time
                if is_owned(good, self.good.durables) if again else possibilities.has_had(good):
                    break  # everything below is dead too
                dead = good.draft or good.durables & self.good.durables or rung.gate.dated
                if not dead and self.reach_good((entry.gate, rung.gate), good, possibilities):
                    return True
        return self.looked > MOST_WORK

    def reach_good(self, gates: Gates, good: Good, possibilities: Possibilities) -> bool:
        """Get what is offered if its conditions can hold; returns whether that brings the ultimate action."""
        if not possibilities.can_pass(gates):
            self.closed.append((gates, good))
            return False
        self.add_good(good)
        return is_had(self.goal.good, (good.name,), self.more)
