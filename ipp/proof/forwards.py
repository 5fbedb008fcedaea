"""What a customer may come to be offered, as if conditions and overlaps did not get in each other's way.

A search forwards from one purchase, through ever more lists. What it does not reach is never offered to these customers.
"""

from collections.abc import Callable
from heapq import heappop, heappush

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry, Gate, Good, Ladder
from ipp.proof.hope import Hope
from ipp.proof.logic import Gates, Values

MOST_WORK = 5_000
"""Offers looked at from one purchase; beyond, there is hope."""


class Forwards:
    """The search for buyers of one thing; open attributes shut nothing. Lists with the least distance are read first."""

    def __init__(self, policy: Policy, bought: str, values: Values, distance: Callable[[str], int]) -> None:
        assert policy.goal
        self.policy, self.goal, self.values, self.distance = policy, policy.goal, values, distance
        self.good = policy.goods[bought]
        self.got: set[str] = set()  # goods, and what is in them
        self.more: set[str] = set()  # products that may come to be owned
        self.waiting: list[tuple[int, str]] = []
        self.shut: list[
            tuple[Gates, Good]
        ] = []  # offers whose conditions cannot hold with what is got so far
        self.looked = 0  # offers and lists looked at so far
        self.get(self.good)

    def get(self, good: Good) -> None:
        for name in (good.name, *(sorted(good.products) if good.kind == "bundle" else ())):
            if name not in self.got:
                self.got.add(name)
                heappush(self.waiting, (self.distance(name), name))
        self.more |= good.keeps

    def hope(self) -> Hope:
        return Hope(self.policy, self.good.keeps, self.more, {self.good.name}, self.values)

    def hopeful(self) -> bool:
        """Whether an ask for the ultimate action may come."""
        hope = self.hope()
        if self.read(self.policy.storewide, hope) or self.read(self.ready, hope):
            return True
        while True:
            while self.waiting:
                if self.read(self.policy.entries(heappop(self.waiting)[1]), hope):
                    return True
            hope, shut, self.shut = self.hope(), self.shut, []
            if any(self.reach(gates, good, hope) for gates, good in shut):
                return True
            if not self.waiting:
                return False

    @property
    def ready(self) -> tuple[Ladder, ...]:
        """The ladder that is read as soon as `ready` holds."""
        goal = self.goal
        return (goal.ladder._replace(gate=Gate(when=(goal.ready,))),) if goal.ready else ()

    def read(self, entries: tuple[Entry, ...], hope: Hope) -> bool:
        """Read a list; returns whether it leads to the ultimate action, or too much was read to tell."""
        self.looked += 1
        for entry in entries:
            for rung in () if isinstance(entry, Deed) else entry.rungs:
                self.looked += 1 + len(rung.gate.when) + len(rung.gate.unless)
                good = rung.good
                if hope.had(good):
                    break  # everything below is dead too
                dead = good.draft or good.keeps & self.good.keeps or rung.gate.dated
                if not dead and self.reach((entry.gate, rung.gate), good, hope):
                    return True
        return self.looked > MOST_WORK

    def reach(self, gates: Gates, good: Good, hope: Hope) -> bool:
        """Get what is offered if its conditions can hold; returns whether that brings the ultimate action."""
        if not hope.passable(gates):
            self.shut.append((gates, good))
            return False
        self.get(good)
        goal = self.goal.good
        return good.name == goal.name or (goal.kept_whole and goal.keeps <= self.more)
