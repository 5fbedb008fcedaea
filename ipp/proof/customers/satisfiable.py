"""Whether conditions can come to hold together, for some attributes and after some further purchases."""

from collections.abc import Iterable
from itertools import combinations, islice
from typing import NamedTuple

from ipp.engine.ownership import is_owned
from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy
from ipp.proof.budget import Budget
from ipp.proof.customers.can_become import Possibilities
from ipp.proof.customers.three_valued import (
    Gates,
    ThreeValuedLogic,
    Values,
    list_domain,
)

MOST_WORK = 20_000
"""Choices of attributes and of purchases looked at for one question, counted each time."""
MOST_NAMED = 12
"""Products that the conditions of one offer may name; with more they are taken to be attainable: no alarm without proof."""


class ProductSet(NamedTuple):
    """The products that customers can come to own, as a set and in an order that never changes."""

    names: frozenset[str]
    ordered: tuple[str, ...]


def make_product_set(names: Iterable[str]) -> ProductSet:
    """Return products by their names."""
    found = frozenset(names)
    return ProductSet(found, tuple(sorted(found)))


def can_open(
    policy: Policy,
    gates: Gates,
    owned: frozenset[str],
    more: ProductSet,
    above: tuple[Good, ...] = (),
    work: Budget | None = None,
    attributes: Values | None = None,
) -> bool:
    """Whether gates can be open for anybody who owns these, can come to own more, has nothing that is `above`, and has these `attributes`.

    True where that takes too long to tell: when `work` is used up.
    """
    work, values = work or Budget(MOST_WORK, 0, MOST_WORK), attributes or {}
    work.spend_work(1)
    hope = Possibilities(policy, owned, more.names, frozenset(), values)
    possible, hung_on = hope.check_offer(gates, above)
    if not possible or work.over:
        return possible
    if hung_on is None:
        return is_attainable(policy, gates, above, owned, more, values, work)
    return any(
        can_open(policy, gates, owned, more, above, work, {**values, hung_on: value})
        for value in list_domain(policy, hung_on)
    )


def is_attainable(
    policy: Policy,
    gates: Gates,
    above: tuple[Good, ...],
    owned: frozenset[str],
    more: ProductSet,
    values: Values,
    work: Budget,
) -> bool:
    """Whether some further purchases open gates, and leave what is `above` not theirs, attributes being as they are.

    True when `work` is used up.
    """
    counts, named = _list_named(policy, gates, above)
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
                if not spoilt and ThreeValuedLogic(policy, buyer, facts).check_gates(gates):
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
