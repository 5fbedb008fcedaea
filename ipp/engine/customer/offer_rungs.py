"""The rung by which an offer was made: the first in reading order that makes this offer, open or closed (docs/meaning.md, sentence 8).

Of purchases it keeps an index from offers to rungs, so that a long history is not read again for each offer of it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_rungs


class Pending(NamedTuple):
    """An offer that is not answered yet; `rung` and `because` are those by which it was made, if any are known."""

    offer: Offer
    made: date
    ends: date
    rung: Rung | None = None
    position: int = 0  # of the rung in its ladder
    because: str | None = None


class OfferRung(NamedTuple):
    """A rung that makes an offer: its ladder, its number there, and the purchase in whose list it stands."""

    entry: Entry
    number: int
    because: str | None

    @property
    def rung(self) -> Rung:
        return list_rungs(self.entry)[self.number]

    @property
    def above(self) -> tuple[Rung, ...]:
        """The rungs above it."""
        return list_rungs(self.entry)[: self.number]


Allowed = Callable[[OfferRung], bool]


class OfferRungIndex:
    """The rungs of the lists of purchases, by offer."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._of_offers: dict[Offer, dict[str, list[OfferRung]]] = {}
        self._known: set[str] = set()

    def add_lists(self, names: Iterable[str]) -> None:
        """Take in the lists of some products and bundles, each once."""
        for name in names:
            if name not in self._known:
                self._known.add(name)
                for made in list_offer_rungs(self.policy.list_entries(name), name):
                    self._of_offers.setdefault(made.rung.offer, {}).setdefault(name, []).append(made)

    def find_rung(
        self, offer: Offer, order: Callable[[str], tuple[int, ...]], allowed: Allowed
    ) -> OfferRung | None:
        """Return the rung of the list that is read first; `order` says when the list of a purchase is read."""
        found = (
            (order(owner), made)
            for owner, all_made in self._of_offers.get(offer, {}).items()
            if (made := next(filter(allowed, all_made), None))
        )
        return min(found, key=lambda each: each[0], default=(None, None))[1]


def list_offer_rungs(entries: Iterable[Entry], because: str | None) -> Iterator[OfferRung]:
    """Yield the rungs of a list, in order."""
    for entry in entries:
        for number in range(len(list_rungs(entry))):
            yield OfferRung(entry, number, because)


def find_offer_rung(
    entries: Iterable[Entry], offer: Offer, because: str | None, allowed: Allowed
) -> OfferRung | None:
    """Return the first rung of a list that makes an offer."""
    found = (
        made for made in list_offer_rungs(entries, because) if made.rung.offer == offer and allowed(made)
    )
    return next(found, None)
