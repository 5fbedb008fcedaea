"""What time and more purchases can make of supposed facts: orders, pieces and money grow, days without an order pass and begin anew.

A share, and an attribute that is written, stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.supposed_facts import Axis
from ipp.proof.customers.fact_floors import Floors, is_passing, list_domain
from ipp.proof.customers.three_valued import Values


def list_reachable(policy: Policy, attribute: str, values: Values, floors: Floors) -> tuple[str | None, ...]:
    """Return the values that a supposed fact can come to have if things can be bought; what is not known of it may be anything."""
    if policy.axes[attribute][0].kind == "quiet":
        return list_domain(policy, attribute, floors)
    return _list_higher(policy, attribute, values, floors)


def _list_higher(policy: Policy, attribute: str, values: Values, floors: Floors) -> tuple[str | None, ...]:
    """Return the values of a supposed fact from what it is now on."""
    domain = list_domain(policy, attribute, floors)
    value = values.get(attribute, domain[0])
    return domain[domain.index(value) :] if value in domain else domain


def list_later_facts(
    policy: Policy, attributes: Iterable[str], values: Values, floors: Floors, goods: Iterable[Good] | None
) -> Iterator[dict[str, str | None]]:
    """Yield what these attributes can come to be, each choice with the others, if just these goods are bought (None: any), as often as they like.

    What is not known and stays as it is, is left out.
    """
    goods = None if goods is None else tuple(goods)
    changing: dict[str, tuple[str | None, ...]] = {}
    for name in sorted(attributes):
        if is_passing(policy, name):
            axis = policy.axes[name][0]
            if goods is None or any(_adds(good, axis) for good in goods):
                changing[name] = list_reachable(policy, name, values, floors)
            elif name in values or axis.kind == "quiet":  # days pass all the same
                higher = _list_higher(policy, name, values, floors)
                changing[name] = higher if axis.kind == "quiet" else higher[:1]
    for chosen in product(*changing.values()):
        yield dict(zip(changing, chosen, strict=True))


def _adds(good: Good, axis: Axis) -> bool:
    """Whether buying a good changes a fact; days pass for everybody."""
    match axis.kind:
        case "pieces":
            return axis.about == good.name or axis.about in good.products
        case "spent":
            return bool(good.price)
        case _:
            return True


def merge_floors(floors: Floors, others: Mapping[str, int]) -> Floors:
    """Return what is reached by whoever reached all of these."""
    if not others:
        return floors
    return {**floors, **{name: max(floor, floors.get(name, 0)) for name, floor in others.items()}}
