"""What supposed purchases say of supposed facts: whoever bought something has an order, and the pieces that it brought.

A fact that is supposed is an attribute, the values of which are thresholds in their order (`ipp.engine.policy.supposed_facts`). Purchases reach some of
them for certain. More orders and pieces than that, money, days and shares stay free.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy

Floors = Mapping[str, int]
"""Attribute -> how many of its values are reached for certain; 0 where it is not named."""

NO_FLOORS: Floors = {}


def find_floors(policy: Policy, goods: Iterable[Good], orders: int = 1) -> Floors:
    """Return what is reached by somebody who bought these, in so many orders at least; of nothing bought, by who kept nothing."""
    if not policy.axes:
        return NO_FLOORS
    pieces = Counter[str]()
    for good in goods:
        pieces.update({good.name: 1} | {each.product: each.quantity for each in good.contents})
    found: dict[str, int] = {}
    for name, (axis, cuts) in policy.axes.items():
        reached = {"orders": orders, "pieces": pieces[axis.about], "quiet": 0}.get(axis.kind)
        floor = 0 if reached is None else bisect_right(cuts, reached)
        if floor:
            found[name] = floor
    return found


def list_domain(policy: Policy, attribute: str, floors: Floors = NO_FLOORS) -> tuple[str | None, ...]:
    """Return the values of an attribute that make a difference, "none of those named" first; not those that purchases have left behind."""
    return (None, *policy.attribute_values[attribute])[floors.get(attribute, 0) :]


def raise_values(policy: Policy, values: Mapping[str, str | None], floors: Floors) -> dict[str, str | None]:
    """Return the values of somebody of whom so much is certain; what is not known is as low as it can be."""
    least = {name: list_domain(policy, name, floors) for name in floors}
    lowest = {name: domain[0] for name, domain in least.items() if values.get(name) not in domain}
    return {**values, **lowest}


def find_quiet_values(policy: Policy, floors: Floors) -> tuple[dict[str, str | None], ...]:
    """Return what may be said of how long no purchase was made, each choice as an attribute; one that says nothing where no segment asks."""
    for name, (axis, _) in policy.axes.items():
        if axis.kind == "quiet":
            return tuple({name: value} for value in list_domain(policy, name, floors))
    return ({},)


def is_passing(policy: Policy, attribute: str) -> bool:
    """Whether an attribute changes with purchases and time: all supposed facts but shares do."""
    return attribute in policy.axes and policy.axes[attribute][0].kind != "share"


def suppose_nothing_bought(policy: Policy) -> dict[str, str | None]:
    """Return the supposed facts of those who bought nothing yet: no orders, no pieces and no money."""
    return {name: None for name in policy.axes if is_passing(policy, name)}
