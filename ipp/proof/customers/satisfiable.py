"""Whether conditions can come to hold together, for some attributes and after some further purchases."""

from collections.abc import Iterable
from itertools import combinations, islice
from typing import NamedTuple

from ipp.engine.ownership import is_owned
from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy
from ipp.proof.budget import Budget
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.fact_floors import NO_FLOORS, Floors, find_floors, is_passing, list_domain
from ipp.proof.customers.later_facts import list_later_facts, merge_floors
from ipp.proof.customers.three_valued import (
    Gates,
    ThreeValuedLogic,
    Values,
)

MOST_WORK = 20_000
"""Choices of attributes and of purchases looked at for one question, counted each time."""
MOST_NAMED = 12
"""Products that the conditions of one offer may name; with more they are taken to be attainable: no alarm without proof."""


class ProductSet(NamedTuple):
    """The products that customers can come to own, as a set and in an order that never changes, and what they can buy for it (None: not known)."""

    names: frozenset[str]
    ordered: tuple[str, ...]
    goods: tuple[Good, ...] | None = None


def make_product_set(names: Iterable[str], goods: tuple[Good, ...] | None = None) -> ProductSet:
    """Return products by their names, and what can be bought."""
    found = frozenset(names)
    return ProductSet(found, tuple(sorted(found)), goods)


def can_open(
    policy: Policy,
    gates: Gates,
    owned: frozenset[str],
    more: ProductSet,
    above: tuple[Good, ...] = (),
    work: Budget | None = None,
    attributes: Values | None = None,
    floors: Floors = NO_FLOORS,
) -> bool:
    """Whether gates can be open for anybody who owns these, can come to own more, has nothing that is `above`, and has these `attributes` and what `floors` say.

    True where that takes too long to tell: when `work` is used up.
    """
    work, values = work or Budget(MOST_WORK, 0, MOST_WORK), attributes or {}
    work.spend_work(1)
    hope = Possibilities(policy, owned, more.names, frozenset(), values, floors)
    possible, hung_on = hope.check_offer(gates, above)
    if not possible or work.over:
        return possible
    if hung_on is None:
        return is_attainable(policy, gates, above, owned, more, values, work, floors)
    return any(
        can_open(policy, gates, owned, more, above, work, {**values, hung_on: value}, floors)
        for value in list_domain(policy, hung_on, floors)
    )


def is_attainable(
    policy: Policy,
    gates: Gates,
    above: tuple[Good, ...],
    owned: frozenset[str],
    more: ProductSet,
    values: Values,
    work: Budget,
    floors: Floors = NO_FLOORS,
) -> bool:
    """Whether some further purchases, and time, open gates, and leave what is `above` not theirs, attributes being as they are.

    True when `work` is used up.
    """
    later = _LaterBuyers(policy, gates, above, more, values, floors)
    counts, named = _list_named(policy, gates, above)
    named |= later.named
    open_now = sorted((named & more.names) - owned)
    if len(open_now) > MOST_NAMED:
        return True
    taken = named | owned
    most = len(more.names) - len(more.names & taken)
    facts = {**dict.fromkeys(policy.attribute_values), **values}
    for size in range(len(open_now) + 1):
        for chosen in combinations(open_now, size):
            base = owned.union(chosen)
            for number in _list_counts(len(base), most, counts):
                if not work.spend_work(1):
                    return True
                others = islice((name for name in more.ordered if name not in taken), number)
                buyer = base.union(others)
                spoilt = any(is_owned(higher, buyer) for higher in above)
                if not spoilt and later.can_pass(buyer, owned, named, facts, work):
                    return True
    return False


class _LaterBuyers:
    """Those who may come to gates, whatever time and purchases made of what they ordered."""

    def __init__(
        self,
        policy: Policy,
        gates: Gates,
        above: tuple[Good, ...],
        more: ProductSet,
        values: Values,
        floors: Floors,
    ) -> None:
        self.policy, self.gates, self.values, self.floors = policy, gates, values, floors
        read = policy.reading.judge_gates(*gates).attributes if policy.axes else frozenset[str]()
        self.passing = [name for name in read if is_passing(policy, name)]
        spoiling = {good.name for good in above}
        self.goods = more.goods and tuple(good for good in more.goods if good.name not in spoiling)

    @property
    def named(self) -> frozenset[str]:
        """The products that come with more pieces of what is asked for."""
        asked = {self.policy.axes[name][0].about for name in self.passing}
        bringing = (
            good for good in self.goods or () if asked and not asked.isdisjoint((good.name, *good.products))
        )
        return frozenset().union(*(good.durables for good in bringing))

    def can_pass(
        self,
        theirs: frozenset[str],
        owned: frozenset[str],
        named: frozenset[str],
        facts: Values,
        work: Budget,
    ) -> bool:
        """Whether gates are open, at some time, to somebody who owned some products, and owns these now, and perhaps more that is not `named`."""
        if not self.passing:
            return bool(ThreeValuedLogic(self.policy, theirs, facts).check_gates(self.gates))
        goods = self.policy.goods
        got = [goods[name] for name in theirs - owned]
        floors = merge_floors(self.floors, find_floors(self.policy, got)) if got else self.floors
        bought = self.goods and (good for good in self.goods if good.durables & named <= theirs)
        for chosen in list_later_facts(self.policy, self.passing, self.values, floors, bought):
            logic = ThreeValuedLogic(self.policy, theirs, {**facts, **chosen}, floors)
            if not work.spend_work(1) or logic.check_gates(self.gates):
                return True
        return False


def _list_counts(base: int, most: int, counts: frozenset[int]) -> list[int]:
    """Return the numbers of further products that make a difference to conditions that count."""
    wanted = {0, *(count - base for count in counts)}
    return sorted(number for number in wanted if 0 <= number <= most)


def _list_named(policy: Policy, gates: Gates, above: Iterable[Good]) -> tuple[frozenset[int], frozenset[str]]:
    """Return the numbers and the products that bear on gates."""
    reads = policy.reading.judge_gates(*gates)
    return reads.counts, reads.products.union(*(higher.durables for higher in above))
