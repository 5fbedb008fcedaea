"""In which ways lists ask for the ultimate action, and what those who are to be asked can own."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.availability import is_windowed, list_ladders
from ipp.engine.ownership import brings
from ipp.engine.policy.clauses import Entry, Gate, Good, Offer
from ipp.engine.policy.compile import Policy
from ipp.path.names import list_goods
from ipp.proof.customers.satisfiable import ProductSet, make_product_set
from ipp.proof.customers.three_valued import Gates


class Ask(NamedTuple):
    """A way in which a list asks for the ultimate action: to owners of `owned`, if the gates are open."""

    owned: frozenset[str]
    gates: Gates
    above: tuple[Good, ...]  # rungs above it, any of which takes it away once it is theirs


class Ways:
    """Every way to the ultimate action, for customers who can come by these goods; nothing of the ultimate action is in them."""

    def __init__(self, policy: Policy, fit: tuple[Good, ...]) -> None:
        assert policy.goal
        self.policy, self.goal, self.fit = policy, policy.goal, fit

    @cached_property
    def products(self) -> ProductSet:
        """The products that a customer who is to be asked can come to own."""
        return make_product_set(name for good in self.fit for name in good.durables)

    @cached_property
    def later(self) -> tuple[Ask, ...]:
        """Every authored ask of those who bought something, the store-wide ones first; lists that ask alike count once."""
        found = list(_asks(self.goal.offer, self.policy.storewide))
        if self.goal.ready:
            found.append(Ask(frozenset(), (Gate(when=(self.goal.ready,)),), ()))
        for item in list_goods(self.policy.path):
            for way in self.asks_of(item.name.text):
                found += (way._replace(owned=owned) for owned in self._readers(item.name.text, way))
        return tuple(dict.fromkeys(found))

    def asks_of(self, name: str) -> Iterator[Ask]:
        """Yield the asks of the list of a product or bundle."""
        yield from _asks(self.goal.offer, self.policy.list_entries(name))

    def _readers(self, name: str, way: Ask) -> Iterator[frozenset[str]]:
        """Yield what readers of a list own whom its ask is not taken from by the purchase that brought the list."""
        for good in self.bringing.get(name, ()):
            if not any(above.name == good.name or brings(good, above) for above in way.above):
                yield good.durables
                if good.name == name:
                    return  # whoever gets it in a bundle owns more

    @cached_property
    def bringing(self) -> dict[str, list[Good]]:
        """By whose purchase each list comes to be read, by those who can be asked then; that of its own item first."""
        found = {good.name: [good] for good in self.fit}
        for bundle in self.fit:
            for product in bundle.products if bundle.kind == "bundle" else ():
                found.setdefault(product, []).append(bundle)
        return found

    @cached_property
    def first(self) -> tuple[Ask, ...]:
        """The asks of those who bought nothing yet: those of `prospects`, then all that purchases can bring."""
        return (*_asks(self.goal.offer, self.policy.prospects), *self.later)


def _asks(offer: Offer, entries: tuple[Entry, ...]) -> Iterator[Ask]:
    for ladder in list_ladders(entries):
        for number, rung in enumerate(ladder.rungs):
            if rung.offer == offer and not is_windowed(rung.gate):
                above = tuple(higher.good for higher in ladder.rungs[:number])
                yield Ask(frozenset(), (ladder.gate, rung.gate), above)
