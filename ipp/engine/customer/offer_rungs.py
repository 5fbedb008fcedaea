"""The rung by which an offer was made: the first in reading order that makes this offer, open or closed (docs/meaning.md, sentence 8).

Of purchases it keeps an index from offers to rungs, so that a long history is not read again for each offer of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ipp.engine.policy.clauses import Entry, Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import is_each_time, list_rungs


class Pending(NamedTuple):
    """An offer that is not answered yet; `rung` and `because` are those by which it was made, if any are known."""

    offer: Offer
    made: date
    ends: date
    rung: Rung | None = None
    position: int = 0  # of the rung in its ladder
    because: str | None = None


class ListOwner(NamedTuple):
    """Whose list it is: that of a purchase, or the `winback` of a membership that was cancelled."""

    name: str
    winback: bool = False


class OfferRung(NamedTuple):
    """A rung that makes an offer: its ladder, its number there, and whose list it stands in."""

    entry: Entry
    number: int
    owner: ListOwner | None

    @property
    def because(self) -> str | None:
        """The purchase in whose list it stands."""
        return self.owner.name if self.owner else None

    @property
    def each_time(self) -> bool:
        """Whether it is asked anew at each purchase."""
        return is_each_time(self.entry)

    @property
    def rung(self) -> Rung:
        return list_rungs(self.entry)[self.number]

    @property
    def above(self) -> tuple[Rung, ...]:
        """The rungs above it."""
        return list_rungs(self.entry)[: self.number]


Allowed = Callable[[OfferRung], bool]


class OfferRungIndex:
    """The rungs of the lists of purchases and of win-backs, by offer."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._of_offers: dict[Offer, dict[ListOwner, list[OfferRung]]] = {}
        self._known: set[ListOwner] = set()

    def add_lists(self, owners: Iterable[ListOwner]) -> None:
        """Take in some lists, each once."""
        for owner in owners:
            if owner not in self._known:
                self._known.add(owner)
                for made in list_offer_rungs(list_owned_entries(self.policy, owner), owner):
                    self._of_offers.setdefault(made.rung.offer, {}).setdefault(owner, []).append(made)

    def find_rung(
        self, offer: Offer, turns: Mapping[ListOwner, tuple[int, ...]], allowed: Allowed
    ) -> OfferRung | None:
        """Return the rung of the list that is read first; `turns` say when those lists are read that are read at all."""
        found = (
            (turns[owner], made)
            for owner, all_made in self._of_offers.get(offer, {}).items()
            if owner in turns and (made := next(filter(allowed, all_made), None))
        )
        return min(found, key=lambda each: each[0], default=(None, None))[1]


def list_owned_entries(policy: Policy, owner: ListOwner) -> tuple[Entry, ...]:
    """Return the entries of the list of a purchase, or of a win-back."""
    return policy.list_winback(owner.name) if owner.winback else policy.list_entries(owner.name)


def list_offer_rungs(entries: Iterable[Entry], owner: ListOwner | None) -> Iterator[OfferRung]:
    """Yield the rungs of a list, in order."""
    for entry in entries:
        for number in range(len(list_rungs(entry))):
            yield OfferRung(entry, number, owner)


def find_offer_rung(
    entries: Iterable[Entry], offer: Offer, owner: ListOwner | None, allowed: Allowed
) -> OfferRung | None:
    """Return the first rung of a list that makes an offer."""
    for entry in entries:
        for number, rung in enumerate(list_rungs(entry)):
            if rung.offer == offer and allowed(made := OfferRung(entry, number, owner)):
                return made
    return None
