"""What customers can still buy of their own accord: neither drafts nor what is retired, nor a bundle that holds one."""

from collections.abc import Iterator

from ipp.engine.policy.compile import Policy
from ipp.path.model import Bundle, Product
from ipp.path.names import list_goods


def list_sellable(policy: Policy) -> Iterator[str]:
    """Yield the names of what can be bought from now on, or with a Yes to an offer, in the order of the file."""
    for good in list_goods(policy.path):
        if not (good.draft or good.retired) and (isinstance(good, Product) or _holds_sold(policy, good)):
            yield good.name.text


def list_unsold(policy: Policy) -> frozenset[str]:
    """Return the products that come only with a Yes to an offer of them, or in a bundle."""
    return frozenset(product.name.text for product in policy.path.products if not product.sold)


def _is_sold_on(product: Product) -> bool:
    return not (product.draft or product.retired)


def _holds_sold(policy: Policy, bundle: Bundle) -> bool:
    """Whether all that is in a bundle is sold on."""
    found = map(policy.names.resolve_item, policy.goods[bundle.name.text].products)
    return all(_is_sold_on(item) for item in found if isinstance(item, Product))
