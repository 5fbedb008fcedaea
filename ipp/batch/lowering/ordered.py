"""What segments ask of orders, in numbers: which pieces count for what, and how many must be reached."""

from collections.abc import Iterator

from ipp.batch.lowering.codes import Codes
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import BoughtAny, Fact, PieceCount
from ipp.orders.engines.relations import Row
from ipp.orders.money import count_units


def list_targets(policy: Policy) -> dict[frozenset[str], int]:
    """Return the number of each set of items of which pieces are counted."""
    found = (get_target(fact) for fact in policy.facts)
    return {
        target: number
        for number, target in enumerate(dict.fromkeys(each for each in found if each is not None))
    }


def get_target(fact: Fact) -> frozenset[str] | None:
    """Return the items of which a fact counts pieces."""
    match fact:
        case BoughtAny(items):
            return items
        case PieceCount(item, _):
            return frozenset((item,))
    return None


def list_refunds(codes: Codes) -> Iterator[Row]:
    """Yield what a piece given back takes off what was spent, in units: item, units."""
    for code, good in enumerate(codes.goods):
        if good.price:
            yield code, count_units(good.price)


def list_counted(policy: Policy, codes: Codes) -> Iterator[Row]:
    """Yield how many pieces of each set a piece of an item brings, alone or in a bundle: item, target, quantity."""
    for target, number in list_targets(policy).items():
        for code, good in enumerate(codes.goods):
            inside = {good.name: 1} | {content.product: content.quantity for content in good.contents}
            quantity = sum(inside.get(name, 0) for name in target)
            if quantity:
                yield code, number, quantity
