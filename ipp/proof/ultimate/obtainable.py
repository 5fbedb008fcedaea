"""What customers can come by: what is sold, and what is not sold but offered to them.

A product with `sold: false` comes with a Yes to an offer of it, or in a bundle. A search forwards over lists finds what is never offered. Whether
some purchases do bring an offer about is another search (`ipp.proof.ultimate.purchase_search`).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Gate, Good
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.path.names import list_goods
from ipp.proof.budget import Budget
from ipp.proof.customers.can_become import Possibilities, list_goods_above
from ipp.proof.customers.sellable import list_unsold
from ipp.proof.customers.three_valued import Gates, Values


class Offering(NamedTuple):
    """A way in which a product that is not sold is offered: in the list of `reader`, or in one that everybody reads (None)."""

    product: str
    reader: str | None
    gates: Gates
    above: tuple[Good, ...]


class Obtainable:
    """What the customers of one store can come by before the ultimate action is theirs; `sold` is what they can buy."""

    def __init__(self, policy: Policy, sold: tuple[Good, ...], work: Budget) -> None:
        self.policy, self.work = policy, work
        self.unsold = list_unsold(policy)
        self.sold = tuple(good for good in sold if good.name not in self.unsold)
        self.fit = frozenset(good.name for good in sold)
        self.offerings = tuple(self._list_offerings()) if self.unsold else ()
        self.ownable = frozenset(name for good in sold for name in good.durables)
        self.read = tuple({name for good in self.sold for name in (good.name, *good.products)})
        self.to_prospects = tuple(self._list_offerings_of(None, policy.prospects)) if self.unsold else ()

    def _list_offerings(self) -> Iterator[Offering]:
        policy, goal = self.policy, self.policy.goal
        for item in list_goods(policy.path):
            yield from self._list_offerings_of(item.name.text, policy.list_entries(item.name.text))
        yield from self._list_offerings_of(None, policy.storewide)
        for renewal in policy.renewals:
            if renewal.good and renewal.good.name in self.unsold and not renewal.refill:
                yield Offering(renewal.good.name, None, (renewal.gate,), ())
        if goal and (goal.ready or goal.cold):
            ready = (Gate(when=(goal.ready,)),) if goal.ready and not goal.cold else ()
            for offering in self._list_offerings_of(None, (goal.ladder,)):
                yield offering._replace(gates=(*ready, *offering.gates))

    def _list_offerings_of(self, reader: str | None, entries: tuple[Entry, ...]) -> Iterator[Offering]:
        for ladder in list_ladders(entries):
            for number, rung in enumerate(ladder.rungs):
                if rung.good.name in self.unsold & self.fit and not (rung.good.draft or rung.gate.dated):
                    gates = (ladder.gate, rung.gate)
                    yield Offering(rung.good.name, reader, gates, list_goods_above(ladder, number))

    def find_unsold(self, start: Good | None, values: Values) -> frozenset[str]:
        """Return what is not sold that somebody may come by who bought one good, or nothing yet: all that may be, and perhaps more.

        Conditions are judged as if they did not get in each other's way, and open attributes as what they should be.
        """
        if not self.work.spend_work(len(self.offerings)):
            return self.unsold
        theirs, bought = (start.durables, {start.name}) if start else (frozenset[str](), set[str]())
        hope = Possibilities(self.policy, theirs, self.ownable, bought, values)
        waiting: dict[str | None, list[str]] = {}
        for each in (*self.offerings, *(() if start else self.to_prospects)):
            if each.product not in theirs and hope.check_offer(each.gates, each.above)[0]:
                waiting.setdefault(each.reader, []).append(each.product)
        return self._follow_lists(waiting, (*self.read, *((start.name, *start.products) if start else ())))

    def _follow_lists(
        self, offered: dict[str | None, list[str]], read: Iterable[str | None]
    ) -> frozenset[str]:
        """Return the products that lists offer, from these lists on."""
        waiting, found = [None, *read], set[str]()
        while waiting:
            for product in offered.pop(waiting.pop(), ()):
                found.add(product)
                waiting.append(product)
        return frozenset(found)
