"""What pieces of goods are made of, in numbers: contents, memberships and their charges."""

from collections.abc import Iterator

from ipp.batch.lowering.codes import Codes, limit_days
from ipp.engine.policy.compile import Policy
from ipp.orders.engines.relations import Row
from ipp.path.model import Product


def list_contents(codes: Codes) -> Iterator[Row]:
    """Yield what is in each item: item, code, quantity; a product is in itself."""
    for item, good in enumerate(codes.goods):
        for content in good.contents:
            yield item, codes.good[content.product], content.quantity


def list_lasting(codes: Codes) -> Iterator[Row]:
    """Yield the products in each bundle that count as owned: bundle, code."""
    for item, good in enumerate(codes.goods):
        if good.kind == "bundle":
            yield from ((item, codes.good[name]) for name in sorted(good.durables))


def list_periods(policy: Policy, codes: Codes) -> Iterator[Row]:
    """Yield the memberships that lapse: code, and the days of a period and up to the lapse."""
    for name in list_memberships(codes):
        product = policy.names.resolve_item(name)
        assert isinstance(product, Product)
        if product.every and product.lapses:
            yield codes.good[name], limit_days(product.every.days), limit_days(product.lapses.days)


def list_memberships(codes: Codes) -> list[str]:
    """Return the names of memberships, by place in the file."""
    return [good.name for good in codes.goods if good.membership]
