"""Many different first orders, as few that stand for all of them: each one more makes a forecast slower."""

from collections.abc import Mapping
from decimal import Decimal

from ipp.engine.policy.clauses import Basket
from ipp.engine.policy.compile import Policy

MOST_BASKETS = 400
"""Different first orders that a forecast follows."""


def thin_baskets(
    policy: Policy, counts: Mapping[Basket, int], most: int = MOST_BASKETS
) -> dict[Basket, float]:
    """Return at most so many orders with the customers that each stands for: the commonest, in one half of them, for themselves.

    In the other half the rest, sorted by what the orders cost at list prices: of so many equal parts of these customers the order of the one in the middle
    stands for the part. Up to the most, all stay as they are.
    """
    found = {items: float(count) for items, count in counts.items()}
    if len(found) <= most:
        return found
    common = dict(sorted(found.items(), key=lambda each: (-each[1], each[0]))[: most // 2])
    rest = sorted(
        (each for each in found if each not in common), key=lambda items: (_sum_prices(policy, items), items)
    )
    part = sum(found[items] for items in rest) / (most - most // 2)
    passed, middle, chosen = 0.0, part / 2, dict[Basket, float]()
    for items in rest:
        passed += found[items]
        while middle < passed:
            chosen[items] = chosen.get(items, 0.0) + part
            middle += part
    return common | chosen


def _sum_prices(policy: Policy, items: Basket) -> Decimal:
    return sum((pieces * (policy.goods[name].price or Decimal(0)) for name, pieces in items), Decimal(0))
