"""Customers who can never be asked the ultimate action, whatever they buy and answer from now on.

A customer can buy more, but never less; attributes stay. So each condition has two questions: can it still come to hold, and can it still
come to fail? Both are first answered as if conditions did not get in each other's way (`Hope`): what has no hope then has none. What
has some is tried out (`attainable`): every choice of the products that the conditions name, and every number of others that makes a difference.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Gate, Good, Offer, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.path.names import list_goods
from ipp.proof.budget import Budget
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.satisfiable import ProductSet, can_open, is_attainable, make_product_set
from ipp.proof.customers.three_valued import Gates, Values, list_domain, reads_ownership

MOST_WORK = 50_000
"""Lists and choices of purchases and attributes looked at for one beginning; beyond, there is no alarm, and the proof says so."""
FEW_WORK = 100
"""The same for each beginning once the store has used up its own bound."""
MOST_WORK_OF_STORE = 200_000
"""Looked at in one store, and MOST_WORK_PER_GOOD more for each product and bundle."""
MOST_WORK_PER_GOOD = 50


class UltimateAsk(NamedTuple):
    """A way in which a list asks for the ultimate action: to owners of `owned`, if the gates are open."""

    owned: frozenset[str]
    gates: Gates
    above: tuple[Good, ...]  # rungs above it, any of which takes it away once it is theirs


class ClosedCustomers(NamedTuple):
    """Who can never be asked: whoever bought this (None: everybody) and has these attributes; `holding` names an overlap."""

    bought: str | None
    attributes: dict[str, str | None]
    holding: str | None = None


class UltimateAsks:
    """Every way to the ultimate action of one store."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        goal = policy.goal
        assert goal
        self.goal = goal
        of_store = MOST_WORK_OF_STORE + MOST_WORK_PER_GOOD * len(policy.positions)
        self.work = Budget(MOST_WORK, FEW_WORK, of_store)
        self.steps = Budget(MOST_WORK, FEW_WORK, of_store)  # for single steps, which another rule asks about
        self.stopped: set[str] = set()  # names of which it is not known
        self._closed: dict[str | None, ClosedCustomers | None] = {}

    @cached_property
    def _goods(self) -> tuple[Good, ...]:
        """What can be bought without making the ultimate action theirs, by place in the file."""
        found = (self.policy.goods[name] for name in self.policy.goods_in_order)
        return tuple(good for good in found if not self.brings_ultimate(good))

    @cached_property
    def _fit(self) -> tuple[Good, ...]:
        """What can be bought by somebody who is to be asked: nothing of the ultimate action is in it."""
        return tuple(good for good in self._goods if not good.durables & self.goal.good.durables)

    @cached_property
    def ownable(self) -> ProductSet:
        """The products that a customer can come to own before the ultimate action is theirs."""
        return make_product_set(name for good in self._goods for name in good.durables)

    @cached_property
    def products(self) -> ProductSet:
        """The products that a customer who is to be asked can come to own."""
        return make_product_set(name for good in self._fit for name in good.durables)

    @cached_property
    def asks(self) -> tuple[UltimateAsk, ...]:
        """Every authored ask of those who bought something, the store-wide ones first; lists that ask alike count once."""
        found = list(_list_asks(self.goal.offer, self.policy.storewide))
        if self.goal.ready:
            found.append(UltimateAsk(frozenset(), (Gate(when=(self.goal.ready,)),), ()))
        for item in list_goods(self.policy.path):
            for ask in _list_asks(self.goal.offer, self.policy.list_entries(item.name.text)):
                found += (ask._replace(owned=owned) for owned in self._list_readers(item.name.text, ask))
        return tuple(dict.fromkeys(found))

    def _list_readers(self, name: str, ask: UltimateAsk) -> Iterator[frozenset[str]]:
        """Yield what readers of a list own whom its ask is not taken from by the purchase that brought the list."""
        for good in self.bringing.get(name, ()):
            if not any(above.name == good.name or _is_part_of(above, good) for above in ask.above):
                yield good.durables
                if good.name == name:
                    return  # whoever gets it in a bundle owns more

    @cached_property
    def bringing(self) -> dict[str, list[Good]]:
        """By whose purchase each list comes to be read, by those who can be asked then; that of its own item first."""
        found = {good.name: [good] for good in self._fit}
        for bundle in self._fit:
            for product in bundle.products if bundle.kind == "bundle" else ():
                found.setdefault(product, []).append(bundle)
        return found

    @cached_property
    def first_asks(self) -> tuple[UltimateAsk, ...]:
        """The asks of those who bought nothing yet: those of `prospects`, then all that purchases can bring."""
        return (*_list_asks(self.goal.offer, self.policy.prospects), *self.asks)

    def reads_ownership(self, gate: Gate) -> bool:
        """Whether a gate hangs on what is owned, and not on attributes alone, or contradicts itself."""
        names = (*gate.when, *gate.unless)
        return bool(names) and (len(names) > 1 or self._reads_owned(names[0]))

    def _reads_owned(self, segment: str) -> bool:
        """Whether a segment reads what is owned, or other segments."""
        condition = self.policy.conditions[segment]
        other = condition.any or condition.all or condition.none
        return bool(reads_ownership(condition) or other)

    def brings_ultimate(self, good: Good) -> bool:
        """Whether buying a good makes the ultimate action theirs."""
        goal = self.goal.good
        return good.name == goal.name or _is_part_of(goal, good)

    def find_closed(self, bought: str | None) -> ClosedCustomers | None:
        """Return who can never be asked among those who bought this; None when everybody still can."""
        if bought not in self._closed:
            self.work.begin_product()
            self._closed[bought] = self._closed_after(bought)
            if self.work.over and self._closed[bought] is None and bought:
                self.stopped.add(bought)
        return self._closed[bought]

    def _closed_after(self, bought: str | None) -> ClosedCustomers | None:
        good = self.policy.goods[bought] if bought else None
        if good and self.brings_ultimate(good):
            return None
        overlap = sorted(self.goal.good.durables & good.durables) if good else []
        if overlap:
            return ClosedCustomers(bought, {}, overlap[0])
        if self.goal.cold or self.goal.good.draft:
            return None
        values = self._find_closing(good, {})
        if values and not self._open_to_some(good):
            values = {}
        return None if values is None else ClosedCustomers(bought, values)

    def _open_to_some(self, good: Good | None) -> bool:
        """Whether some of those who bought one good, or nothing yet, can be asked, whatever their attributes."""
        owned = good.durables if good else frozenset[str]()
        bought = {good.name} if good else set[str]()
        for ask in self.asks if good else self.first_asks:
            taken = any(above.name in bought or _is_part_of(above, good) for above in ask.above if good)
            start = owned | ask.owned
            taken = taken or bool(start & self.goal.good.durables)
            if not taken and can_open(self.policy, ask.gates, start, self.products, ask.above, self.work):
                return True
            if not self.work.spend_work(1):
                return True
        return False

    def _find_closing(self, good: Good | None, values: dict[str, str | None]) -> dict[str, str | None] | None:
        possibilities = self.find_possibilities(good, values)
        attribute: str | None = None
        for ask in self.asks if good else self.first_asks:
            if not self.work.spend_work(1):
                return None
            possible, hung_on = possibilities.check_offer(ask.gates, ask.above)
            if possible and hung_on is None:
                if self._is_attainable(ask, possibilities.owned, values):
                    return None
                continue
            attribute = attribute or (hung_on if possible else None)
        if attribute is None:
            return values
        branches = (
            self._find_closing(good, {**values, attribute: value})
            for value in list_domain(self.policy, attribute)
        )
        return next((found for found in branches if found is not None), None)

    def is_closed(self, bought: str, values: Values) -> bool:
        """Whether nobody who bought this and has these attributes can ever be asked; those not given are open."""
        good = self.policy.goods[bought]
        if self.goal.cold or self.goal.good.draft:
            return False
        possibilities = self.find_possibilities(good, values)
        for ask in self.asks:
            possible, hung_on = possibilities.check_offer(ask.gates, ask.above)
            if not self.work.spend_work(1):
                return False
            if possible and (hung_on or self._is_attainable(ask, possibilities.owned, values)):
                return False
        return True

    def find_possibilities(self, good: Good | None, values: Values) -> Possibilities:
        """Return what can still come to hold for somebody who bought one good, or nothing yet."""
        owned = good.durables if good else frozenset[str]()
        bought = {good.name} if good else set[str]()
        return Possibilities(self.policy, owned, self.products.names, bought, values)

    def _is_attainable(self, ask: UltimateAsk, owned: frozenset[str], values: Values) -> bool:
        """Whether some further purchases bring a customer who owns these to this ask, attributes being as they are."""
        start = owned | ask.owned
        if start & self.goal.good.durables:
            return False
        return is_attainable(self.policy, ask.gates, ask.above, start, self.products, values, self.work)


def _is_part_of(part: Good, good: Good) -> bool:
    """Whether buying a good makes all of another theirs."""
    return part.kept_whole and part.durables <= good.durables


def _list_asks(offer: Offer, entries: tuple[Entry, ...]) -> Iterator[UltimateAsk]:
    for entry in entries:
        if not isinstance(entry, TouchStep):
            for number, rung in enumerate(entry.rungs):
                if rung.offer == offer and not rung.gate.dated:
                    above = tuple(higher.good for higher in entry.rungs[:number])
                    yield UltimateAsk(frozenset(), (entry.gate, rung.gate), above)
