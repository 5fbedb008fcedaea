"""What a forecast is asked for, put together in one place for every door."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from ipp.engine.lookup import name_good
from ipp.engine.ownership import brings_good
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Bundle, Product
from ipp.value.process.rates import ASSUMED, Rates, read_rates_of

_T = TypeVar("_T")


class FirstPurchase(NamedTuple):
    """A first purchase, and the share of the entering customers who make it.

    None stands for something of which they keep nothing: it was given back, or the path does not know it.
    """

    name: str | None
    share: float


class Question(NamedTuple):
    """Who enters, with which attributes, on which day; for how long they are followed. Times in days."""

    entries: tuple[FirstPurchase, ...]
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
    entries: tuple[FirstPurchase, ...] | None = None,
    measured: Mapping[str | Offer, Decimal] = {},
    answers: Mapping[str | Offer, float] = {},
    fallback: Decimal = ASSUMED,
    horizon: int = 365,
    thinking: int = 0,
    attributes: Mapping[str, str] = {},
    seed: int = 1,
) -> Question:
    """Return the question of customers who enter on a day; without entries by every product alike.

    `measured`: take rates by item or offer; `answers`: how many each rests on, if that is known; `fallback`: that of offers of which nothing is known.
    Raises RequestError for an entry, or a measured rate, of something that is no product or bundle of the path.
    """
    rates = read_rates_of(policy, _rename_rates(policy, measured), fallback)
    rates = rates._replace(answers=_rename_rates(policy, answers))
    who = list_first_purchases(policy) if entries is None else _rename_entries(policy, entries)
    return Question(who, rates, today, horizon, thinking, attributes, seed)


def put_again(question: Question, policy: Policy) -> Question:
    """Return the same question of another path, in which all that customers enter by must exist."""
    known = {key: take for key, take in question.rates.measured.items() if _is_there(policy, key)}
    rates = read_rates_of(policy, _rename_rates(policy, known), question.rates.fallback)
    return question._replace(entries=_rename_entries(policy, question.entries), rates=rates)


def _rename_entries(policy: Policy, entries: Iterable[FirstPurchase]) -> tuple[FirstPurchase, ...]:
    """Return entries by what the path calls the items that they mean, each once."""
    shares: dict[str | None, float] = {}
    for entry in entries:
        name = None if entry.name is None else name_good(policy, entry.name)
        shares[name] = shares.get(name, 0.0) + entry.share
    return tuple(FirstPurchase(name, share) for name, share in shares.items())


def _rename_rates(policy: Policy, measured: Mapping[str | Offer, _T]) -> dict[str | Offer, _T]:
    """Return rates by what the path calls the items that they are of."""
    found: dict[str | Offer, _T] = {}
    for key, take in measured.items():
        found[name_good(policy, key) if isinstance(key, str) else (name_good(policy, key[0]), key[1])] = take
    return found


def _is_there(policy: Policy, key: str | Offer) -> bool:
    item = policy.names.find_item(key if isinstance(key, str) else key[0])
    return isinstance(item, (Product, Bundle))


def list_first_purchases(policy: Policy) -> tuple[FirstPurchase, ...]:
    """Return every product that can be bought, in equal shares; who has the ultimate action has arrived and does not enter."""
    goal = policy.goal.good if policy.goal else None
    names = [
        product.name.text
        for product in policy.path.products
        if product.sold
        and not product.draft
        and not (goal and brings_good(policy.goods[product.name.text], goal))
    ]
    if not names:
        raise RequestError("no product can be bought first", "name one with --from")
    return tuple(FirstPurchase(name, 1 / len(names)) for name in names)


def make_shares(counts: Mapping[str, float] | Mapping[str | None, float]) -> tuple[FirstPurchase, ...]:
    """Return entries by how many customers made each first purchase; None of those who kept nothing."""
    total = sum(counts.values())
    return tuple(FirstPurchase(name, count / total) for name, count in counts.items() if count)
