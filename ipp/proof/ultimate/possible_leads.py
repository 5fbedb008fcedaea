"""Which lists can lead to the ultimate action at all: a search backwards over every lead of the store.

Overlaps are forgotten, and conditions on what is owned are taken to be what they should be: where this finds no way there is none.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.path.names import list_goods
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.three_valued import Gates, Values
from ipp.proof.ultimate.certain_leads import STOREWIDE


class _Lead(NamedTuple):
    """A list that offers something, or a bundle with what is in it."""

    start: str
    end: str
    gates: Gates


class PossibleLeads:
    """The leads of one store; steps with dates lead nowhere."""

    def __init__(self, policy: Policy) -> None:
        assert policy.goal
        self.policy, self.goal = policy, policy.goal.good

    @cached_property
    def leads(self) -> tuple[_Lead, ...]:
        found = list(_list_offered(STOREWIDE, self.policy.storewide))
        for item in list_goods(self.policy.path):  # drafts, too: they come in bundles
            name = item.name.text
            good = self.policy.goods[name]
            if good.kind == "bundle":
                found += (_Lead(name, product, ()) for product in sorted(good.products))
            found += _list_offered(name, self.policy.list_entries(name))
        return tuple(found)

    @cached_property
    def products(self) -> frozenset[str]:
        return frozenset(product.name.text for product in self.policy.path.products)

    def find_distances(self, values: Values) -> dict[str, int]:
        """Return the fewest leads to the ultimate action, from wherever customers with these attributes may be led to it."""
        return _search_backwards((self.goal.name, *self.goal.products), self.list_open_leads(values))

    def may_ask(self, values: Values) -> bool:
        """Whether some list names the ultimate action for customers with these attributes."""
        return any(lead.end == self.goal.name for lead in self.list_open_leads(values))

    def list_open_leads(self, values: Values) -> Iterator[_Lead]:
        hope = Possibilities(self.policy, frozenset(), self.products, frozenset(), values)
        return (lead for lead in self.leads if not lead.gates or hope.can_pass(lead.gates))

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
        return frozenset(_search_backwards(sorted(named), self.leads))


def _list_offered(start: str, entries: tuple[Entry, ...]) -> Iterator[_Lead]:
    for entry in entries:
        for rung in () if isinstance(entry, TouchStep) else entry.rungs:
            if not (rung.good.draft or rung.gate.dated):
                gates = tuple(gate for gate in (entry.gate, rung.gate) if gate.gated)
                yield _Lead(start, rung.good.name, gates)


def _search_backwards(ends: Iterable[str], leads: Iterable[_Lead]) -> dict[str, int]:
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
