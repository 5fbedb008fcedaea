"""What customers can come by: what is sold, and what is not sold but offered to them.

A product with `sold: false` comes with a Yes to an offer of it, or in a bundle. Each is looked at alone: whether some purchases, of what can be
come by already, bring about an offer of it. Who may say No to all else is offered it then.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.engine.availability import is_windowed, ladders_of
from ipp.engine.policy import Policy
from ipp.engine.terms import Entry, Gate, Good
from ipp.path.names import goods_of
from ipp.proof.budget import Budget
from ipp.proof.hope import Hope
from ipp.proof.logic import Gates, Values
from ipp.proof.openable import can_open, goods


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
        self.unsold = frozenset(product.name.text for product in policy.path.products if not product.sold)
        self.sold = tuple(good for good in sold if good.name not in self.unsold)
        self.fit = frozenset(good.name for good in sold)
        self.offerings = tuple(self._offerings()) if self.unsold else ()
        self.to_prospects = tuple(self._of(None, policy.prospects)) if self.unsold else ()

    def _offerings(self) -> Iterator[Offering]:
        policy, goal = self.policy, self.policy.goal
        for item in goods_of(policy.path):
            yield from self._of(item.name.text, policy.entries(item.name.text))
        yield from self._of(None, policy.storewide)
        for renewal in policy.renewals:
            if renewal.good and renewal.good.name in self.unsold:
                yield Offering(renewal.good.name, None, (renewal.gate,), ())
        if goal and (goal.ready or goal.cold):
            ready = (Gate(when=(goal.ready,)),) if goal.ready and not goal.cold else ()
            for offering in self._of(None, (goal.ladder,)):
                yield offering._replace(gates=(*ready, *offering.gates))

    def _of(self, reader: str | None, entries: tuple[Entry, ...]) -> Iterator[Offering]:
        for ladder in ladders_of(entries):
            for number, rung in enumerate(ladder.rungs):
                if rung.good.name in self.unsold & self.fit and not (
                    rung.good.draft or is_windowed(rung.gate)
                ):
                    above = tuple(higher.good for higher in ladder.rungs[:number])
                    yield Offering(rung.good.name, reader, (ladder.gate, rung.gate), above)

    def after(self, start: Good | None, values: Values) -> frozenset[str]:
        """Return what is not sold that somebody may come by who bought one good, or nothing yet; what hangs on open attributes, too."""
        found = set[str]()
        offerings = (*self.offerings, *(() if start else self.to_prospects))
        growing = bool(offerings)
        while growing:
            growing = False
            for each in offerings:
                if each.product not in found and self._made(each, start, found, values):
                    found.add(each.product)
                    growing = True
        return frozenset(found)

    def _made(self, offering: Offering, start: Good | None, found: set[str], values: Values) -> bool:
        """Whether an offering can come to be made."""
        theirs = start.keeps if start else frozenset[str]()
        bought = {start.name} if start else set[str]()
        gettable = (*self.sold, *(self.policy.goods[name] for name in sorted(found)))
        more = goods(name for good in gettable for name in good.keeps - {offering.product})
        hope = Hope(self.policy, theirs, more.names, bought, values)
        possible, _ = hope.of_way(offering.gates, offering.above)
        if not possible or not self.work.spend(1) or offering.product in theirs:
            return False
        for owned in self._readers(offering, start, gettable):
            open_to = can_open(
                self.policy, offering.gates, theirs | owned, more, offering.above, self.work, values
            )
            if open_to and not any(above.kept_whole and above.keeps <= owned for above in offering.above):
                return True
        return False

    def _readers(
        self, offering: Offering, start: Good | None, gettable: tuple[Good, ...]
    ) -> Iterator[frozenset[str]]:
        """Yield what comes with each purchase that brings the list in which an offering stands."""
        reader = offering.reader
        if reader is None or (start and reader in (start.name, *start.products)):
            yield frozenset()
            return
        for good in gettable:
            brings = good.name == reader or (good.kind == "bundle" and reader in good.products)
            if (
                brings
                and offering.product not in good.keeps
                and not any(above.name == good.name for above in offering.above)
            ):
                yield good.keeps
