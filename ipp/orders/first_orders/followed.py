"""Customers who were followed for some days from their first order on, in groups of those who began alike."""

from typing import NamedTuple

Things = tuple[str, ...]
"""What the path knows of an order, in the order of the path, whatever the pieces."""


class FollowedGroup(NamedTuple):
    """Customers who began with the same things: how many, how many of them bought on a later day, and the sum and the sum of squares of what they spent then."""

    customers: int = 0
    again: int = 0
    spent: float = 0.0
    squares: float = 0.0

    def add_group(self, other: "FollowedGroup") -> "FollowedGroup":
        """Return the customers of both."""
        return FollowedGroup(
            self.customers + other.customers,
            self.again + other.again,
            self.spent + other.spent,
            self.squares + other.squares,
        )


class LaterOrders(NamedTuple):
    """What customers did in so many days from their first order on, by what they began with; `recent` ones began too late to be followed for so long.

    `first`, `last`: the days of the orders, as ordinals. `paid`: whether the orders say what was paid; else list prices count.
    """

    source: str
    groups: dict[Things, FollowedGroup]
    recent: int
    first: int
    last: int
    paid: bool
