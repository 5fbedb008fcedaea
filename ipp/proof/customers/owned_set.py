"""The customer who bought certain things and answered nothing yet: which authored offers are theirs to answer.

Whether anything is left for a customer depends on what they own, on their attributes and on what they declined, and
not on any order (docs/proof.md, theorem 2). So a proof asks about sets, not about histories.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile

from ipp.engine.ownership import brings_good, is_had, is_owned
from ipp.engine.policy.clauses import Entry, Gate, Good, Ladder, Offer, Rung, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.proof.customers.fact_floors import Floors, find_floors
from ipp.proof.customers.three_valued import Gates, ThreeValuedLogic, Values


class OwnedSet:
    """Somebody who bought these products and bundles, each in an order of its own; who bought none kept nothing. Windows count as closed."""

    def __init__(self, policy: Policy, bought: tuple[str, ...], *, repeated: bool = False) -> None:
        """Take purchases as made on one day; `repeated`: those that were made first, at any time, so that what is asked at each purchase is asked again."""
        self.policy = policy
        self.bought, self.repeated = bought, repeated
        goods = [policy.goods[name] for name in bought]
        self.owned: frozenset[str] = frozenset().union(*(good.durables for good in goods))
        self.got: frozenset[str] = frozenset().union(*(good.products for good in goods))
        self.looked = 0  # rungs looked at so far: what a search has to pay for

    @cached_property
    def floors(self) -> Floors:
        """What these purchases say of supposed facts."""
        return find_floors(self.policy, map(self.policy.goods.__getitem__, self.bought))

    def make_logic(self, values: Values) -> ThreeValuedLogic:
        """Return what conditions come to for them, with these attributes."""
        return ThreeValuedLogic(self.policy, self.owned, values, self.floors)

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The names whose lists are read: what was bought, and what was in it."""
        return tuple(dict.fromkeys((*self.bought, *sorted(self.got))))

    def list_entries(self) -> Iterator[Entry]:
        for name in self.lists:
            entries = self.policy.list_entries(name)
            yield from (self._cut_bought(entry, name) for entry in entries) if self.repeated else entries
        yield from self.policy.storewide

    def _cut_bought(self, entry: Entry, owner: str) -> Entry:
        """Leave out of what is asked at each purchase that purchase, and what stands below it; of several that bring the list the one that leaves most."""
        if isinstance(entry, TouchStep) or not entry.each_time:
            return entry
        goods = (self.policy.goods[name] for name in self.bought)
        readers = (good for good in goods if owner == good.name or owner in good.products)
        alive = (_list_rungs_alive(entry.rungs, reader) for reader in readers)
        return entry._replace(rungs=max(alive, key=len))

    def has_had(self, good: Good) -> bool:
        return is_had(good, self.bought, self.owned)

    @property
    def arrived(self) -> bool:
        """Whether the ultimate action is theirs."""
        goal = self.policy.goal
        return bool(goal and self.has_had(goal.good))

    def list_ladders(self) -> Iterator[tuple[Ladder, Gates]]:
        """Yield the ladders that are read, with the gates that must be open for them."""
        for entry in self.list_entries():
            if not isinstance(entry, TouchStep):
                yield entry, (entry.gate,) if entry.gate.gated else ()
        goal = self.policy.goal
        if goal and goal.ready:
            yield goal.ladder, (Gate(when=(goal.ready,)),)

    def list_rungs(self) -> Iterator[tuple[Ladder, int, Gates]]:
        """Yield the rungs that ownership leaves alive, with their ladder, and the gates that must be open for them."""
        for ladder, gates in self.list_ladders():
            yield from self.list_alive(ladder, gates)

    def list_alive(self, ladder: Ladder, gates: Gates) -> Iterator[tuple[Ladder, int, Gates]]:
        """Yield the rungs of one ladder that ownership leaves alive."""
        again = self.repeated and ladder.each_time
        for number, rung in enumerate(ladder.rungs):
            self.looked += 1
            counts = is_owned(rung.good, self.owned) if again else self.has_had(rung.good)
            if counts:
                return  # everything below is dead too
            if not (rung.good.draft or rung.good.durables & self.owned or rung.gate.dated):
                yield ladder, number, (*gates, rung.gate) if rung.gate.gated else gates

    def open_to_all(self, number: int) -> dict[Offer, tuple[Rung, ...]]:
        """Return the first so many offers that are open to everybody, each with the rungs above it and itself."""
        found: dict[Offer, tuple[Rung, ...]] = {}
        for ladder, place, gates in self.list_rungs():
            if not gates:
                found.setdefault(ladder.rungs[place].offer, ladder.rungs[: place + 1])
                if len(found) == number:
                    break
        return found

    def list_offers(self) -> dict[Offer, list[Gates]]:
        """Return each offer that is left, with the ways to it: one without gates is open to everybody."""
        found: dict[Offer, list[Gates]] = {}
        for ladder, number, gates in self.list_rungs():
            found.setdefault(ladder.rungs[number].offer, []).append(gates)
        return found


def _list_rungs_alive(rungs: tuple[Rung, ...], reader: Good) -> tuple[Rung, ...]:
    """Return the rungs that are left of a ladder to somebody who just bought this."""
    return tuple(takewhile(lambda rung: not brings_good(reader, rung.good), rungs))


def is_open_to_all(options: Iterable[Gates]) -> bool:
    """Whether one of the ways to an offer has no gate."""
    return any(not gates for gates in options)
