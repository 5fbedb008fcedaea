"""Which products have a next of their own, and not only the store-wide one."""

from ipp.engine.policy.compile import Policy
from ipp.path.model import Product


def list_without_own_next(policy: Policy) -> list[Product]:
    """Return the products that need a next and have none: in their own list, by a series or by their category."""
    return [product for product in list_needing_next(policy) if not policy.list_entries(product.name.text)]


def count_own_next(policy: Policy) -> tuple[int, int]:
    """Return how many products have a next of their own, and how many need one."""
    needing = len(list_needing_next(policy))
    return needing - len(list_without_own_next(policy)), needing


def list_needing_next(policy: Policy) -> list[Product]:
    """Return the products after whose purchase something should follow that is theirs; the ultimate action is no beginning."""
    goal = policy.goal.good.name if policy.goal else None
    return [
        product
        for product in policy.path.products
        if not (product.draft or product.retired or product.final)
        and product.sold
        and product.name.text != goal
    ]
