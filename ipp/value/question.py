"""What a forecast is asked for."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.errors import RequestError
from ipp.path.model import Product
from ipp.value.rates import Rates


class Entry(NamedTuple):
    """A first purchase, and the share of the entering customers who make it."""

    name: str
    share: float


class Question(NamedTuple):
    """Who enters, with which attributes, on which day; for how long they are followed. Times in days."""

    entries: tuple[Entry, ...]
    rates: Rates
    today: date
    horizon: int = 365
    thinking: int = 0
    attributes: Mapping[str, str] = {}
    seed: int = 1


def every_product(policy: Policy) -> tuple[Entry, ...]:
    """Return every product that can be bought, in equal shares; who has the ultimate action has arrived and does not enter."""
    goal = policy.goal.good if policy.goal else None
    names = [
        product.name.text
        for product in policy.path.products
        if product.sold and not product.draft and not (goal and _is(goal.name, goal.keeps, product))
    ]
    if not names:
        raise RequestError("no product can be bought first: name one with --from")
    return tuple(Entry(name, 1 / len(names)) for name in names)


def _is(goal: str, keeps: frozenset[str], product: Product) -> bool:
    return product.name.text == goal or keeps == {product.name.text}


def in_shares(counts: Mapping[str, float]) -> tuple[Entry, ...]:
    """Return entries by how many customers made each first purchase."""
    total = sum(counts.values())
    return tuple(Entry(name, count / total) for name, count in counts.items() if count)
