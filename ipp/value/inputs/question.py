"""What a forecast is asked for, put together in one place for every door."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from ipp.engine.lookup import name_good
from ipp.engine.ownership import brings_good
from ipp.engine.policy.clauses import Basket, Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.path.model import Bundle, Product
from ipp.value.process.rates import ASSUMED, Rates, read_rates_of

_T = TypeVar("_T")


class FirstPurchase(NamedTuple):
    """A first purchase, the whole order, and the share of the entering customers who make it.

    No items: they keep nothing of it, because it was given back or the path does not know it.
    """

    items: Basket
    share: float

    @property
    def name(self) -> str | None:
        """What it is called: `Mug`, `Mug + 2 x Teapot`; None where nothing of it is kept."""
        return " + ".join(name_pieces(*each) for each in self.items) or None


def name_pieces(name: str, pieces: int) -> str:
    """Name so many pieces of something, as one name."""
    return name if pieces == 1 else f"{pieces:,} x {name}"


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
    shares: dict[Basket, float] = {}
    for entry in entries:
        items = _rename_items(policy, entry.items)
        shares[items] = shares.get(items, 0.0) + entry.share
    return tuple(FirstPurchase(items, share) for items, share in shares.items())


def _rename_items(policy: Policy, items: Basket) -> Basket:
    found: dict[str, int] = {}
    for text, pieces in items:
        name = name_good(policy, text)
        found[name] = found.get(name, 0) + pieces
    return tuple(sorted(found.items(), key=lambda each: policy.positions[each[0]]))


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
    """Return every product that can be bought first, in equal shares, out of stock or not; who has the ultimate action has arrived and does not enter."""
    goal = policy.goal.good if policy.goal else None
    names = [
        product.name.text
        for product in policy.path.products
        if product.sold
        and not (product.draft or product.retired)
        and not (goal and brings_good(policy.goods[product.name.text], goal))
    ]
    if not names:
        raise RequestError("no product can be bought first", "name one with --from")
    return tuple(FirstPurchase(((name, 1),), 1 / len(names)) for name in names)


def make_shares(counts: Mapping[Basket, float]) -> tuple[FirstPurchase, ...]:
    """Return entries by how many customers made each first purchase; no items of those who kept nothing."""
    total = sum(counts.values())
    return tuple(FirstPurchase(items, count / total) for items, count in counts.items() if count)


def make_single(name: str | None) -> Basket:
    """Return the order of one piece of something; None of what is not kept."""
    return () if name is None else ((name, 1),)
