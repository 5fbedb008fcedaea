"""In which ways lists ask for the ultimate action, and what those who are to be asked can own."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Gate, Good, Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.path.names import list_goods
from ipp.proof.customers.can_become import list_goods_above, spoils_rungs
from ipp.proof.customers.fact_floors import find_floors
from ipp.proof.customers.satisfiable import ProductSet, make_product_set
from ipp.proof.customers.three_valued import Gates


class UltimateAsk(NamedTuple):
    """A way in which a list asks for the ultimate action: to owners of `owned` who ordered `least`, if the gates are open; of `prospects`, who bought nothing yet."""

    owned: frozenset[str]
    gates: Gates
    above: tuple[Good, ...]  # rungs above it, any of which takes it away once it is theirs
    least: tuple[tuple[str, int], ...] = ()  # what is certain of supposed facts
    prospects: bool = False


class _ListedAsk(NamedTuple):
    """An ask in a list, with all the rungs above it."""

    ask: UltimateAsk
    higher: tuple[Rung, ...]


class AskList:
    """Every way to the ultimate action, for customers who can come by these goods; nothing of the ultimate action is in them."""

    def __init__(self, policy: Policy, fit: tuple[Good, ...]) -> None:
        assert policy.goal
        self.policy, self.goal, self.fit = policy, policy.goal, fit

    @cached_property
    def products(self) -> ProductSet:
        """The products that a customer who is to be asked can come to own."""
        return make_product_set((name for good in self.fit for name in good.durables), self.fit)

    @cached_property
    def later_asks(self) -> tuple[UltimateAsk, ...]:
        """Every authored ask of those who bought something, the store-wide ones first; lists that ask alike count once."""
        found = [self._ask_buyers(listed) for listed in _list_asks(self.goal.offer, self.policy.storewide)]
        found += (ask._replace(least=self._find_least()) for ask in self._list_ready_asks())
        for item in list_goods(self.policy.path):
            for listed in self.list_asks(item.name.text):
                found += (
                    self._ask_buyers(listed, reader) for reader in self._list_readers(item.name.text, listed)
                )
        return tuple(dict.fromkeys(found))

    def _list_ready_asks(self) -> Iterator[UltimateAsk]:
        """Yield the ask of those who are `ready`, whatever they bought."""
        if self.goal.ready:
            yield UltimateAsk(frozenset(), (Gate(when=(self.goal.ready,)),), ())

    def _ask_buyers(self, listed: _ListedAsk, *readers: Good) -> UltimateAsk:
        """Return an ask of those who bought something, and this by which they read the list."""
        owned = frozenset[str]().union(*(reader.durables for reader in readers))
        return listed.ask._replace(owned=owned, least=self._find_least(*readers))

    def _find_least(self, *goods: Good) -> tuple[tuple[str, int], ...]:
        return tuple(find_floors(self.policy, goods).items())

    def list_asks(self, name: str) -> Iterator[_ListedAsk]:
        """Yield the asks in the list of a product or bundle."""
        yield from _list_asks(self.goal.offer, self.policy.list_entries(name))

    def list_asks_after(self, good: Good) -> Iterator[UltimateAsk]:
        """Yield the asks of the lists of those who have a good that is not for sale any more."""
        for name in dict.fromkeys((good.name, *sorted(good.products))):
            for listed in self.list_asks(name):
                if not spoils_rungs(good, listed.higher):
                    yield self._ask_buyers(listed, good)

    def _list_readers(self, name: str, listed: _ListedAsk) -> Iterator[Good]:
        """Yield the purchases that bring a list, and do not take its ask away."""
        for good in self.bringing.get(name, ()):
            if not spoils_rungs(good, listed.higher):
                yield good
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
    def first_asks(self) -> tuple[UltimateAsk, ...]:
        """The asks of those who bought nothing yet: those of `prospects`, then all that purchases can bring."""
        written = (listed.ask for listed in _list_asks(self.goal.offer, self.policy.prospects))
        first = (ask._replace(prospects=True) for ask in (*written, *self._list_ready_asks()))
        return (*first, *self.later_asks)


def _list_asks(offer: Offer, entries: tuple[Entry, ...]) -> Iterator[_ListedAsk]:
    for ladder in list_ladders(entries):
        for number, rung in enumerate(ladder.rungs):
            if rung.offer == offer and not rung.gate.dated:
                gates = (ladder.gate, rung.gate)
                ask = UltimateAsk(frozenset(), gates, list_goods_above(ladder, number))
                yield _ListedAsk(ask, ladder.rungs[:number])
