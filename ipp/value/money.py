"""What a Yes is worth: price and cost once, or for as long as a continuity lasts.

Expectations are floats: they are sums over thousands of ways, and right to far more digits than a price has.
"""

from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Offer
from ipp.engine.worth import cost_of
from ipp.path.model import Bundle, Product


class Worth(NamedTuple):
    """Money of one payment, and how payments go on: every so many days, `churn` of the payers leaving before each."""

    price: float
    cost: float
    every: int | None = None
    churn: float = 0.0

    def payments(self, day: int, horizon: int) -> float:
        """Return how many payments a sale on `day` is expected to bring before the day `horizon`.

        The k-th payment, counted from 0, falls on day + k·every, and 1 - churn to the power of k still pay:
        their sum is (1 - (1 - churn)ⁿ) / churn for the n payments before the horizon.
        """
        if day >= horizon:
            return 0.0
        if not self.every:
            return 1.0
        number = -(-(horizon - day) // self.every)
        return float(number) if not self.churn else (1 - (1 - self.churn) ** number) / self.churn

    def lifetime(self, day: int, horizon: int) -> float:
        """Return how many payments a sale on `day` brings in all: 1 / churn; where nobody leaves, those before the horizon."""
        if self.every and self.churn and day < horizon:
            return 1 / self.churn
        return self.payments(day, horizon)


def worth_of(policy: Policy, offer: Offer, once: bool = False) -> Worth:
    """Return what an offer brings; a missing price or cost counts as 0, a continuity without churn as paid once."""
    item = policy.names.item(offer[0])
    assert isinstance(item, (Product, Bundle))
    price = item.price if offer[1] is None else offer[1]
    money = float(price or 0), float(cost_of(policy, item) or 0)
    if not isinstance(item, Product) or item.every is None or item.churn is None or once:
        return Worth(*money)
    return Worth(*money, item.every.days, float(item.churn))


def missing(policy: Policy, offer: Offer) -> tuple[str, ...]:
    """Return which of price, cost and churn an offer needs and the file does not say."""
    item = policy.names.item(offer[0])
    assert isinstance(item, (Product, Bundle))
    continuity = isinstance(item, Product) and item.every is not None
    lacks: dict[str, Decimal | None] = {
        "price": item.price if offer[1] is None else offer[1],
        "cost": cost_of(policy, item),
        "churn": item.churn if isinstance(item, Product) and continuity else Decimal(0),
    }
    return tuple(what for what, value in lacks.items() if value is None)
