"""What customers ever ordered, as far as segments ask: each threshold is a fact, and what is below the last of them is counted.

Nothing is given back in a forecast, so that such a fact holds for ever once it holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy.clauses import Good
from ipp.engine.policy.facts import BoughtAny, Fact, OrderCount, PieceCount, Spent
from ipp.value.process.compiled.facts import FactBits

Counted = OrderCount | PieceCount | Spent
Counts = tuple[tuple[int, Decimal], ...]
"""What was ordered ever, by number of the count."""


class Tally(NamedTuple):
    """One count: what it counts, the orders, the money or the pieces of an item, and the facts that hold from so many on."""

    kind: type[Counted]
    item: str
    thresholds: tuple[tuple[Decimal, int], ...]


class Tallies:
    """The counts that the segments of a path ask for."""

    def __init__(self, facts: Iterable[Fact], bits: FactBits) -> None:
        found: dict[tuple[type[Counted], str], dict[Decimal, int]] = {}
        for fact in facts:
            for counted in list_counted(fact):
                item = counted.item if isinstance(counted, PieceCount) else ""
                thresholds = found.setdefault((type(counted), item), {})
                thresholds[Decimal(counted.least)] = bits.get_bit("ordered", counted)
        self.tallies = tuple(
            Tally(kind, item, tuple(sorted(thresholds.items()))) for (kind, item), thresholds in found.items()
        )

    def count_order(
        self,
        facts: int,
        counts: Counts,
        order: Sequence[tuple[Good, int]],
        paid: Decimal | None,
        *,
        purchase: bool,
    ) -> tuple[int, Counts]:
        """Return the facts and counts after an order of so many pieces of goods; one that is no `purchase` is a charge. `paid`: None for list prices."""
        if not self.tallies:
            return facts, counts
        known = dict(counts)
        for number, tally in enumerate(self.tallies):
            value = known.get(number, Decimal(0)) + _measure_order(tally, order, paid, purchase=purchase)
            known[number] = value
            for least, bit in tally.thresholds:
                facts |= bit if value >= least else 0
        return facts, tuple(known.items())

    def select_counts(self, facts: int, mask: int, counts: Counts) -> Counts:
        """Return the counts of which some threshold that matters is not reached yet."""
        return tuple(
            (number, value)
            for number, value in counts
            if value and any(bit & mask & ~facts for _, bit in self.tallies[number].thresholds)
        )


def list_counted(fact: Fact) -> Iterator[Counted]:
    """Yield the counts of which a fact asks that one reaches its threshold."""
    match fact:
        case BoughtAny(items):
            yield from (PieceCount(item, 1) for item in sorted(items))
        case OrderCount() | PieceCount():
            yield fact
        case Spent(least):
            if least:  # of nothing at all everybody spent as much
                yield fact
        case _:
            return


def _measure_order(
    tally: Tally, order: Sequence[tuple[Good, int]], paid: Decimal | None, *, purchase: bool
) -> Decimal:
    if tally.kind is OrderCount:
        return Decimal(purchase)
    if tally.kind is Spent and paid is not None:
        return paid
    if tally.kind is Spent:
        return sum((pieces * (good.price or Decimal(0)) for good, pieces in order), Decimal(0))
    return Decimal(sum(pieces * _count_pieces(good, tally.item) for good, pieces in order))


def _count_pieces(good: Good, item: str) -> int:
    """Return how many pieces of an item a good brings."""
    inside = {each.product: each.quantity for each in good.contents}
    return ({good.name: 1} | inside).get(item, 0)
