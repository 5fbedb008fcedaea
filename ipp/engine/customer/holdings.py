"""What is theirs, piece by piece and event by event: purchases and charges, lapses, returns and cancellations (docs/meaning.md, sentence 1)."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import NamedTuple, assert_never

from ipp.engine.customer.events import Bought, Cancelled, Returned
from ipp.engine.days import add_days
from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy
from ipp.path.model import Product


class Receipt(NamedTuple):
    """What an order brought, but for charges: the items themselves, and these with the products in them.

    `items` has the charges that were offered and accepted, too: they answer offers. `purchase` is False when an order holds charges alone.
    """

    items: tuple[str, ...]
    received: tuple[str, ...]
    purchase: bool


class Holdings:
    """The account of one customer, which whoever keeps it moves on event by event, never back."""

    def __init__(self, policy: Policy, complete_until: date | None) -> None:
        self.policy = policy
        self.complete_until = complete_until or date.min
        self.pieces: dict[str, int] = {}  # net, of products and of bundles
        self.became: dict[str, date] = {}  # since when something of it is theirs, without a break
        self.bought: dict[str, date] = {}  # items bought by themselves of which something is left
        self.got: dict[str, date] = {}  # products of which something is left, however bought
        self.owned: set[str] = set()
        self.lost: dict[str, date] = {}  # the last day on which nothing was left
        self.lapsed: dict[str, date] = {}  # the last day on which a membership was not paid any more
        self.unfounded = 0  # pieces given back that they did not have
        self._bundles: set[str] = set()
        self._charged: dict[str, tuple[date, int]] = {}
        self._ends: dict[str, date] = {}  # of the latest charge

    def buy(self, order: Bought, accepted: Container[str] = ()) -> Receipt:
        """Take an order; a membership that is theirs already is charged, which is no purchase. `accepted`: items of it that were a Yes."""
        counts, goods = _count_pieces(order), self.policy.goods
        parts = [part for name, count in counts.items() for part in _list_parts(self.policy, name, count)]
        charged = {each for each, _ in parts if goods[each].membership and self.pieces.get(each)}
        for each, number in parts:
            self._add(each, number, order.on)
        self.owned.update(*(goods[name].durables for name in counts))
        received = tuple(each for each, _ in parts if each not in charged)
        items = tuple(name for name in counts if name not in charged or name in accepted)
        self.bought.update(dict.fromkeys(items, order.on))
        self.got.update({name: order.on for name in received if goods[name].kind == "product"})
        return Receipt(items, received, bool(received) or order.others or not order.items)

    def find_lapse(self, until: date) -> date | None:
        """Return the first day up to one on which a membership lapses; none does after the last day of which all orders are known."""
        if not self._ends:
            return None
        end = min(self._ends.values())
        return end if end <= min(until, self.complete_until) else None

    def end_charges(self, day: date) -> list[str]:
        """Cancel the memberships of which the latest charge ended on a day; return what nothing is left of."""
        ended = {name: self.pieces[name] for name, end in self._ends.items() if end == day}
        self.lapsed.update(dict.fromkeys(ended, day))
        return self._remove(ended, day)

    def give_back(self, event: Returned | Cancelled) -> list[str]:
        """Take back pieces, those in a bundle with it; return what nothing is left of."""
        count = self.count_given_back(event)
        match event:
            case Returned(pieces=pieces):
                self.unfounded += pieces - count
            case Cancelled():
                self.unfounded += not count
            case _:
                assert_never(event)
        return self._remove(dict(_list_parts(self.policy, event.item, count)), event.on)

    def count_given_back(self, event: Returned | Cancelled) -> int:
        """Return how many pieces that they have are given back."""
        have = self.pieces.get(event.item, 0)
        return min(event.pieces, have) if isinstance(event, Returned) else have

    def find_latest(self, name: str) -> date:
        """Return the day of the latest purchase of a product or bundle of which something is left."""
        return self.got[name] if name in self.got else self.bought[name]

    def find_latest_of(self, good: Good) -> date:
        """Return the day of the latest purchase of a good that is had, or of a product in it."""
        itself = self.got.get(good.name) or self.bought.get(good.name)  # a charge is no purchase
        days = (itself, *map(self.got.get, good.products))
        return max(day for day in days if day)

    def _add(self, name: str, count: int, on: date) -> None:
        self.pieces[name] = self.pieces.get(name, 0) + count
        self.became.setdefault(name, on)
        if self.policy.goods[name].kind == "bundle":
            self._bundles.add(name)
        elif self.policy.goods[name].membership:
            self._charge(name, count, on)

    def _charge(self, name: str, count: int, on: date) -> None:
        """Let a charge of so many pieces last for as many periods; all pieces of one day are one charge."""
        product = self.policy.names.resolve_item(name)
        assert isinstance(product, Product) and product.every
        if product.lapses is None:
            return
        day, before = self._charged.get(name, (on, 0))
        self._charged[name] = on, count + (before if day == on else 0)
        end = add_days(on, (self._charged[name][1] - 1) * product.every.days + product.lapses.days)
        self._ends[name] = max(end, self._ends.get(name, end))

    def _remove(self, counts: Mapping[str, int], on: date) -> list[str]:
        """Take away pieces, never more than there are; a bundle is gone when all that lasts in it is."""
        gone = [name for name, count in counts.items() if self._reduce(name, count)]
        self._forget(gone, on)
        emptied = [
            name for name in sorted(self._bundles)
            if (durables := self.policy.goods[name].durables) and durables.isdisjoint(self.owned)
        ]  # fmt: skip
        self._forget(emptied, on)
        return gone + emptied

    def _reduce(self, name: str, count: int) -> bool:
        """Take away pieces of an item; say whether the last one went."""
        have = self.pieces.get(name, 0)
        self.pieces[name] = max(0, have - count)
        return have > 0 and not self.pieces[name]

    def _forget(self, gone: Iterable[str], on: date) -> None:
        for name in gone:
            self.pieces[name] = 0
            self.lost[name] = on
            for days in (self.became, self.bought, self.got, self._ends):
                days.pop(name, None)
            self.owned.discard(name)
            self._bundles.discard(name)


def _count_pieces(order: Bought) -> dict[str, int]:
    """Return how many of each item are in an order; an item that stands in it twice counts twice."""
    found: dict[str, int] = {}
    for number, name in enumerate(order.items):
        found[name] = found.get(name, 0) + (order.pieces[number] if order.pieces else 1)
    return found


def _list_parts(policy: Policy, name: str, count: int) -> list[tuple[str, int]]:
    """Return so many of an item and, of a bundle, what is in them."""
    good = policy.goods[name]
    if good.kind == "product":
        return [(name, count)]
    return [(name, count), *((each.product, each.quantity * count) for each in good.contents)]
