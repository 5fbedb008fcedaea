"""Which lists can lead to the ultimate action at all: a search backwards over every lead of the store.

Overlaps are forgotten, and conditions on what is owned are taken to be what they should be: where this finds no way there is none.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry
from ipp.path.names import goods_of
from ipp.proof.hope import Hope
from ipp.proof.logic import Gates, Values
from ipp.proof.sure import STOREWIDE


class _Lead(NamedTuple):
    """A list that offers something, or a bundle with what is in it."""

    start: str
    end: str
    gates: Gates


class Possible:
    """The leads of one store; steps with dates lead nowhere."""

    def __init__(self, policy: Policy) -> None:
        assert policy.goal
        self.policy, self.goal = policy, policy.goal.good

    @cached_property
    def leads(self) -> tuple[_Lead, ...]:
        found = list(_offered(STOREWIDE, self.policy.storewide))
        for item in goods_of(self.policy.path):  # drafts, too: they come in bundles
            name = item.name.text
            good = self.policy.goods[name]
            if good.kind == "bundle":
                found += (_Lead(name, product, ()) for product in sorted(good.products))
            found += _offered(name, self.policy.entries(name))
        return tuple(found)

    @cached_property
    def products(self) -> frozenset[str]:
        return frozenset(product.name.text for product in self.policy.path.products)

    def distances(self, values: Values) -> dict[str, int]:
        """Return the fewest leads to the ultimate action, from wherever customers with these attributes may be led to it."""
        return _backwards((self.goal.name, *self.goal.products), self.open_leads(values))

    def asked(self, values: Values) -> bool:
        """Whether some list names the ultimate action for customers with these attributes."""
        return any(lead.end == self.goal.name for lead in self.open_leads(values))

    def open_leads(self, values: Values) -> Iterator[_Lead]:
        hope = Hope(self.policy, frozenset(), self.products, frozenset(), values)
        return (lead for lead in self.leads if not lead.gates or hope.passable(lead.gates))

    @cached_property
    def useful(self) -> frozenset[str] | None:
        """The goods whose purchase can bring somebody nearer; None for all of them.

        Those are what leads to the ultimate action, or to something that a condition names.
        """
        named = {self.goal.name, *self.goal.products}
        for condition in self.policy.conditions.values():
            if condition.owns:
                return None
            named |= condition.owns_any | condition.owns_all
        return frozenset(_backwards(sorted(named), self.leads))


def _offered(start: str, entries: tuple[Entry, ...]) -> Iterator[_Lead]:
    for entry in entries:
        for rung in () if isinstance(entry, Deed) else entry.rungs:
            if not (rung.good.draft or rung.gate.dated):
                gates = tuple(gate for gate in (entry.gate, rung.gate) if gate.gated)
                yield _Lead(start, rung.good.name, gates)


def _backwards(ends: Iterable[str], leads: Iterable[_Lead]) -> dict[str, int]:
    before: dict[str, list[str]] = {}
    for lead in leads:
        before.setdefault(lead.end, []).append(lead.start)
    found = dict.fromkeys(ends, 0)
    waiting = list(found)
    for name in waiting:
        for start in before.get(name, ()):
            if start not in found:
                found[start] = found[name] + 1
                waiting.append(start)
    return found
