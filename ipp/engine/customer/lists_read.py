"""Which lists of a customer are read, and when: those of what they have, and the win-backs of memberships that they cancelled."""

from collections.abc import Iterable
from datetime import date

from ipp.engine.customer.offer_rungs import Allowed, ListOwner, OfferRung, OfferRungIndex
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy


class ListsRead:
    """The reading order of one customer, which whoever keeps it moves on event by event, never back."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._turns: dict[ListOwner, tuple[int, ...]] = {}
        self._moments = 0  # orders, and days of cancellations
        self._cancelled: date | None = None  # the last day of a cancellation
        self._index: OfferRungIndex | None = None

    def move_to_front(self, names: Iterable[str]) -> None:
        """Let the lists of what an order brought be read first: those of bundles, then of products, by place in the file."""
        self._moments += 1
        goods, positions = self.policy.goods, self.policy.positions
        for name in names:
            self._turns.pop(ListOwner(name, True), None)
            turn = -self._moments, int(goods[name].kind == "product"), positions[name]
            self._read_list(ListOwner(name), turn)

    def read_winback(self, name: str, on: date) -> None:
        """Let the win-back of a membership be read as if it was bought after all orders of the day."""
        if self._cancelled != on:
            self._cancelled = on
            self._moments += 1
        self._read_list(ListOwner(name, True), (-self._moments, 0, self.policy.positions[name]))

    def drop_list(self, name: str) -> None:
        """Let the list of something of which nothing is left be read no more."""
        self._turns.pop(ListOwner(name), None)

    def list_owners(self) -> list[ListOwner]:
        """Return whose lists are read, in order."""
        return sorted(self._turns, key=self._turns.__getitem__)

    def find_rung(self, offer: Offer, allowed: Allowed) -> OfferRung | None:
        """Return the first rung in reading order that makes an offer."""
        if self._index is None:
            self._index = OfferRungIndex(self.policy)
            self._index.add_lists(self._turns)
        return self._index.find_rung(offer, self._turns, allowed)

    def _read_list(self, owner: ListOwner, turn: tuple[int, ...]) -> None:
        self._turns[owner] = turn
        if self._index:
            self._index.add_lists((owner,))
