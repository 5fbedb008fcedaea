"""What things come to: parts, savings, costs. Money is decimal, and unknown stays unknown."""

from decimal import Decimal

from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy
from ipp.path.model import Bundle, Product


def find_saving(policy: Policy, good: Good | None, price: Decimal | None) -> Decimal | None:
    """Return what the buyer saves against the list prices of all that is in a good; None if nothing, or unknown."""
    if good is None or price is None:
        return None
    singly = good.price if good.kind == "product" else sum_single_prices(policy, good)
    return singly - price if singly is not None and singly > price else None


def sum_single_prices(policy: Policy, good: Good) -> Decimal | None:
    """Return what the contents of a good cost one by one, free ones included; None if a price is missing."""
    prices = [(policy.goods[content.product].price, content.quantity) for content in good.contents]
    if any(price is None for price, _ in prices):
        return None
    return sum((price * quantity for price, quantity in prices if price is not None), Decimal(0))


def find_cost(policy: Policy, item: Product | Bundle) -> Decimal | None:
    """Return what an item costs the shop; a bundle without a cost of its own, what its contents cost."""
    if item.cost is not None or isinstance(item, Product):
        return item.cost
    total = Decimal(0)
    for content in policy.goods[item.name.text].contents:
        product = policy.names.resolve_item(content.product)
        if not isinstance(product, Product) or product.cost is None:
            return None
        total += product.cost * content.quantity
    return total
