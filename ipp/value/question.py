"""What a forecast is asked for, put together in one place for every door."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Offer
from ipp.errors import RequestError
from ipp.path.model import Product
from ipp.path.names import folded
from ipp.value.rates import ASSUMED, Rates, rates_of


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


def put_question(
    policy: Policy,
    today: date,
    *,
    entries: tuple[Entry, ...] | None = None,
    measured: Mapping[str | Offer, Decimal] = {},
    fallback: Decimal = ASSUMED,
    horizon: int = 365,
    thinking: int = 0,
    attributes: Mapping[str, str] = {},
    seed: int = 1,
) -> Question:
    """Return the question of customers who enter on a day; without entries by every product alike.

    `measured`: take rates by item or offer; `fallback`: that of offers of which nothing is known.
    Raises RequestError for an entry, or a measured rate, of something that is no product or bundle of the path.
    """
    _check_goods(policy, (entry.name for entry in entries or ()))
    _check_goods(policy, (key if isinstance(key, str) else key[0] for key in measured))
    rates = rates_of(policy, measured, fallback)
    who = every_product(policy) if entries is None else entries
    return Question(who, rates, today, horizon, thinking, attributes, seed)


def put_again(question: Question, policy: Policy) -> Question:
    """Return the same question of another path, in which all that customers enter by must exist."""
    names = policy.names.items
    entries = (entry._replace(name=names[folded(entry.name)].name.text) for entry in question.entries)
    rates = rates_of(policy, question.rates.measured, question.rates.fallback)
    return question._replace(entries=tuple(entries), rates=rates)


def _check_goods(policy: Policy, names: Iterable[str]) -> None:
    for name in names:
        if name not in policy.places or name in policy.touches:
            raise RequestError(f"no product or bundle is called {name!r}")


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
