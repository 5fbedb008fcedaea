"""What a Yes is worth: price and cost once, or for as long as a continuity lasts.

Expectations are floats: they are sums over thousands of ways, and right to far more digits than a price has.
"""

from decimal import Decimal
from math import expm1, log1p
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.engine.prices import find_cost
from ipp.path.model import Bundle, Product

LIFE = 100 * 365
"""Days that "for life" lasts: somebody pays until they leave, and nobody pays for longer than this."""


class SaleWorth(NamedTuple):
    """Money of one payment, and how payments go on: every so many days, `churn` of the payers leaving before each."""

    price: float
    cost: float
    every: int | None = None
    churn: float = 0.0

    def count_payments(self, day: int, horizon: int) -> float:
        """Return how many payments a sale on `day` is expected to bring before the day `horizon`.

        The k-th payment, counted from 0, falls on day + k·every, and 1 - churn to the power of k still pay:
        their sum is (1 - (1 - churn)ⁿ) / churn for the n payments before the horizon.
        """
        if day >= horizon:
            return 0.0
        if not self.every:
            return 1.0
        return self._sum_worth(-(-(horizon - day) // self.every))

    def count_lifetime_payments(self, day: int, horizon: int) -> float:
        """Return how many payments a sale on `day` before the horizon brings in all: 1 / churn, less what comes after a lifetime.

        A lower churn never brings less, down to a churn of 0.
        """
        if not self.every or day >= horizon:
            return self.count_payments(day, horizon)
        return self._sum_worth(-(-max(LIFE, horizon - day) // self.every))

    def _sum_worth(self, number: int) -> float:
        if self.churn in (0, 1):
            return float(1 if self.churn else number)
        return -expm1(number * log1p(-self.churn)) / self.churn  # exact for the smallest churn too


def value_offer(policy: Policy, offer: Offer, once: bool = False) -> SaleWorth:
    """Return what an offer brings; a missing price or cost counts as 0, a continuity without churn as paid once."""
    item = policy.names.resolve_item(offer[0])
    assert isinstance(item, (Product, Bundle))
    price = item.price if offer[1] is None else offer[1]
    money = float(price or 0), float(find_cost(policy, item) or 0)
    if not isinstance(item, Product) or item.every is None or item.churn is None or once:
        return SaleWorth(*money)
    return SaleWorth(*money, item.every.days, float(item.churn))


def list_missing(policy: Policy, offer: Offer) -> tuple[str, ...]:
    """Return which of price, cost and churn an offer needs and the file does not say."""
    item = policy.names.resolve_item(offer[0])
    assert isinstance(item, (Product, Bundle))
    continuity = isinstance(item, Product) and item.every is not None
    lacks: dict[str, Decimal | None] = {
        "price": item.price if offer[1] is None else offer[1],
        "cost": find_cost(policy, item),
        "churn": item.churn if isinstance(item, Product) and continuity else Decimal(0),
    }
    return tuple(what for what, value in lacks.items() if value is None)
