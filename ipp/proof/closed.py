"""Customers who can never be asked the ultimate action, whatever they buy and answer from now on.

A customer can buy more, but never less; attributes stay. So each condition has two questions: can it still come to hold, and can it still
come to fail? Both are first answered as if conditions did not get in each other's way (`Hope`): what has no hope then has none. What
has some is tried out (`attainable`): every choice of the products that the conditions name, and every number of others that makes a difference.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry, Gate, Good, Offer
from ipp.path.names import goods_of
from ipp.proof.hope import Hope
from ipp.proof.logic import Gates, Logic, Values, conditions_of, counts_or_names, domain, segments_of

MOST_BRANCHES = 2_000
"""Assignments of attributes looked at for one customer."""
MOST_NAMED = 12
"""Products that the conditions of one ask may name; with more it is taken to be attainable: no alarm without proof."""


class Ask(NamedTuple):
    """A way in which a list asks for the ultimate action: to owners of `owned`, if the gates are open."""

    owned: frozenset[str]
    gates: Gates
    above: tuple[Good, ...]  # rungs above it, any of which takes it away once it is theirs


class Closed(NamedTuple):
    """Who can never be asked: whoever bought this (None: everybody) and has these attributes; `holding` names an overlap."""

    bought: str | None
    attributes: dict[str, str | None]
    holding: str | None = None


class Asks:
    """Every way to the ultimate action of one store."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        goal = policy.goal
        assert goal
        self.goal = goal

    @cached_property
    def products(self) -> frozenset[str]:
        """The products that a customer can come to own before the ultimate action."""
        found = (
            product.name.text
            for product in self.policy.path.products
            if not product.consumable and product.name.text in self.bringing
        )
        return frozenset(found)

    @cached_property
    def ways(self) -> tuple[Ask, ...]:
        """Every authored ask of those who bought something, the store-wide ones first; lists that ask alike count once."""
        found = list(_asks(self.goal.offer, self.policy.storewide))
        if self.goal.ready:
            found.append(Ask(frozenset(), (Gate(when=(self.goal.ready,)),), ()))
        for item in goods_of(self.policy.path):
            for way in _asks(self.goal.offer, self.policy.entries(item.name.text)):
                found += (way._replace(owned=owned) for owned in self._readers(item.name.text, way))
        return tuple(dict.fromkeys(found))

    def _readers(self, name: str, way: Ask) -> Iterator[frozenset[str]]:
        """Yield what readers of a list own whom its ask is not taken from by the purchase that brought the list."""
        for good in self.bringing.get(name, ()):
            if not any(above.name == good.name or _within(above, good) for above in way.above):
                yield good.keeps
                if good.name == name:
                    return  # whoever gets it in a bundle owns more

    @cached_property
    def bringing(self) -> dict[str, list[Good]]:
        """By whose purchase each list comes to be read, by those who can be asked then; that of its own item first."""
        goods = [self.policy.goods[name] for name in self.policy.goods_in_order]
        fit = [good for good in goods if not (self.arrives(good) or good.keeps & self.goal.good.keeps)]
        found = {good.name: [good] for good in fit}
        for bundle in fit:
            for product in bundle.products if bundle.kind == "bundle" else ():
                found.setdefault(product, []).append(bundle)
        return found

    @cached_property
    def first_ways(self) -> tuple[Ask, ...]:
        """The asks of those who bought nothing yet: those of `prospects`, then all that purchases can bring."""
        return (*_asks(self.goal.offer, self.policy.prospects), *self.ways)

    def reads_ownership(self, gate: Gate) -> bool:
        """Whether a gate hangs on what is owned, and not on attributes alone, or contradicts itself."""
        names = (*gate.when, *gate.unless)
        return bool(names) and (len(names) > 1 or self._reading(names[0]))

    def _reading(self, segment: str) -> bool:
        """Whether a segment reads what is owned, or other segments."""
        condition = self.policy.conditions[segment]
        other = condition.any or condition.all or condition.none
        return bool(counts_or_names(condition) or other)

    def arrives(self, good: Good) -> bool:
        """Whether buying a good makes the ultimate action theirs."""
        goal = self.goal.good
        return good.name == goal.name or _within(goal, good)

    def closed_after(self, bought: str | None) -> Closed | None:
        """Return who can never be asked among those who bought this; None when everybody still can."""
        good = self.policy.goods[bought] if bought else None
        if good and self.arrives(good):
            return None
        overlap = sorted(self.goal.good.keeps & good.keeps) if good else []
        if overlap:
            return Closed(bought, {}, overlap[0])
        if self.goal.cold or self.goal.good.draft:
            return None
        values = self._closing(good, {}, [0])
        return None if values is None else Closed(bought, values)

    def _closing(
        self, good: Good | None, values: dict[str, str | None], count: list[int]
    ) -> dict[str, str | None] | None:
        count[0] += 1
        if count[0] > MOST_BRANCHES:
            return None
        hope = self.hope(good, values)
        attribute: str | None = None
        for way in self.ways if good else self.first_ways:
            possible, hung_on = hope.of_way(way.gates, way.above)
            if possible and hung_on is None:
                if attainable(self, way, hope.owned, values):
                    return None
                continue
            attribute = attribute or (hung_on if possible else None)
        if attribute is None:
            return values
        branches = (
            self._closing(good, {**values, attribute: value}, count)
            for value in domain(self.policy, attribute)
        )
        return next((found for found in branches if found is not None), None)

    def shut(self, bought: str, values: Values) -> bool:
        """Whether nobody who bought this and has these attributes can ever be asked; those not given are open."""
        good = self.policy.goods[bought]
        if self.goal.cold or self.goal.good.draft:
            return False
        hope = self.hope(good, values)
        for way in self.ways:
            possible, hung_on = hope.of_way(way.gates, way.above)
            if possible and (hung_on or attainable(self, way, hope.owned, values)):
                return False
        return True

    def hope(self, good: Good | None, values: Values) -> Hope:
        """Return what can still come to hold for somebody who bought one good, or nothing yet."""
        owned = good.keeps if good else frozenset[str]()
        bought = {good.name} if good else set[str]()
        return Hope(self.policy, owned, self.products, bought, values)


def _within(part: Good, good: Good) -> bool:
    """Whether buying a good makes all of another theirs."""
    return part.kept_whole and part.keeps <= good.keeps


def _asks(offer: Offer, entries: tuple[Entry, ...]) -> Iterator[Ask]:
    for entry in entries:
        if not isinstance(entry, Deed):
            for number, rung in enumerate(entry.rungs):
                if rung.offer == offer and not rung.gate.dated:
                    above = tuple(higher.good for higher in entry.rungs[:number])
                    yield Ask(frozenset(), (entry.gate, rung.gate), above)


def attainable(asks: Asks, way: Ask, owned: frozenset[str], values: Values) -> bool:
    """Whether some further purchases bring a customer who owns these to this ask, attributes being as they are."""
    policy = asks.policy
    start = owned | way.owned
    if start & asks.goal.good.keeps:
        return False
    counts, named = _named(policy, way)
    open_now = sorted(named & asks.products - start)
    if len(open_now) > MOST_NAMED:
        return True
    others = sorted(asks.products - named - start)
    facts = {**dict.fromkeys(policy.attribute_values), **values}
    for size in range(len(open_now) + 1):
        for chosen in combinations(open_now, size):
            base = start.union(chosen)
            for more in _numbers(len(base), len(others), counts):
                buyer = base.union(others[:more])
                spoilt = any(above.kept_whole and above.keeps <= buyer for above in way.above)
                if not spoilt and Logic(policy, buyer, facts).gates(way.gates):
                    return True
    return False


def _numbers(base: int, most: int, counts: set[int]) -> list[int]:
    """Return the numbers of further products that make a difference to conditions that count."""
    wanted = {0, *(count - base for count in counts)}
    return sorted(number for number in wanted if 0 <= number <= most)


def _named(policy: Policy, way: Ask) -> tuple[set[int], frozenset[str]]:
    """Return the numbers and the products that bear on an ask."""
    counts, named = set[int](), set[str]().union(*(above.keeps for above in way.above))
    for condition in conditions_of(policy, segments_of(way.gates)):
        counts |= {condition.owns} if condition.owns else set()
        named |= condition.owns_any | condition.owns_all
    return counts, frozenset(named)
