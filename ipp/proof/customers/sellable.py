"""What customers can still buy of their own accord: neither drafts nor what is retired, nor a bundle that holds one."""

from collections.abc import Iterator

from ipp.engine.policy.compile import Policy
from ipp.path.model import Bundle, Product
from ipp.path.names import list_goods


def list_sellable(policy: Policy) -> Iterator[str]:
    """Yield the names of what can be bought from now on, or with a Yes to an offer, in the order of the file."""
    for good in list_goods(policy.path):
        if all(not (each.draft or each.retired) for each in _list_needed(policy, good)):
            yield good.name.text


def list_unsold(policy: Policy) -> frozenset[str]:
    """Return the products that come only with a Yes to an offer of them, or in a bundle."""
    return frozenset(product.name.text for product in policy.path.products if not product.sold)


def _list_needed(policy: Policy, good: Product | Bundle) -> Iterator[Product | Bundle]:
    """Yield a good and, of a bundle, what is in it."""
    yield good
    for name in policy.goods[good.name.text].products if isinstance(good, Bundle) else ():
        item = policy.names.resolve_item(name)
        assert isinstance(item, Product)
        yield item
