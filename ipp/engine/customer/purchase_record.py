"""What a customer ever ordered, given back since or not, and what they spent: what segments ask for besides what is theirs now."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from ipp.engine.customer.events import Bought, Cancelled, Returned
from ipp.engine.days import add_days
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import (
    BoughtAny,
    Fact,
    OrderCount,
    PieceCount,
    QuietFor,
    Share,
    Spent,
    is_in_share,
)
from ipp.text.cells import spell_customer


class PurchaseRecord:
    """The record of one customer, which whoever keeps it moves on order by order; `today` is the day for which facts are asked."""

    def __init__(self, policy: Policy, customer: str | None, today: date) -> None:
        self.policy, self.today = policy, today
        self.customer = None if customer is None else spell_customer(customer)
        self.pieces: dict[str, int] = {}  # bought ever, however
        self.purchases = 0
        self.paid = Decimal(0)
        self.refunded = Decimal(0)
        self.quiet_since: date | None = None  # the day of the latest order, of charges alone too

    @property
    def spent(self) -> Decimal:
        """What was paid, less what was given back."""
        return max(Decimal(0), self.paid - self.refunded)

    def take_order(self, order: Bought, *, purchase: bool) -> None:
        """Take an order; one that is no purchase holds charges of memberships alone: it is none of the `purchases`."""
        listed = Decimal(0)
        for number, name in enumerate(order.items):
            good, count = self.policy.goods[name], order.pieces[number] if order.pieces else 1
            listed += (good.price or 0) * count
            inside = {each.product: each.quantity for each in good.contents}
            for each, pieces in ({name: 1} | inside).items():
                self.pieces[each] = self.pieces.get(each, 0) + pieces * count
        self.paid += listed if order.paid is None else order.paid
        self.purchases += purchase
        self.quiet_since = order.on

    def take_back(self, event: Returned | Cancelled, pieces: int) -> None:
        """Count pieces that they gave back, at list prices; who cancels a membership gets nothing back."""
        good = self.policy.goods[event.item]
        if isinstance(event, Returned) or not good.membership:
            self.refunded += (good.price or 0) * pieces

    def holds_fact(self, fact: Fact) -> bool:
        """Whether a fact holds of them as of `today`."""
        match fact:
            case BoughtAny(items):
                return not items.isdisjoint(self.pieces)
            case PieceCount(item, least):
                return self.pieces.get(item, 0) >= least
            case OrderCount(least):
                return self.purchases >= least
            case Spent(least):
                return self.spent >= least
            case QuietFor(days):
                return self.quiet_since is not None and self.today >= add_days(self.quiet_since, days)
            case Share():
                return is_in_share(fact, self.customer)
            case _:
                assert_never(fact)
