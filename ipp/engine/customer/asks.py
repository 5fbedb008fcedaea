"""The asks of a customer, and what became of them: open, answered, silent (docs/meaning.md, sentences 3, 7 and 8)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import Literal

from ipp.engine.customer.holdings import Holdings
from ipp.engine.customer.offer_rungs import Pending
from ipp.engine.policy.clauses import Good, Offer, Rung
from ipp.engine.policy.compile import Policy

NoCause = Literal["declined", "silence", "given back"]
"""What a No came of: a word, silence until the end of `patience`, or that nothing is left of what was bought."""


class AskRecord:
    """Asks, answers and messages of one customer, taken one after the other."""

    def __init__(self, policy: Policy, holdings: Holdings) -> None:
        self.policy, self.holdings = policy, holdings
        self.noes: dict[Offer, list[date]] = {}
        self.causes: dict[Offer, NoCause] = {}  # of the last No to each offer
        self.noes_said = 0  # grows with each
        self.offered: dict[Offer, date] = {}  # the last day on which it was offered or refused
        self.last_ask: date | None = None
        self.first_message: date | None = None
        self.last_message: date | None = None
        self._purchased: dict[str, date] = {}  # the last purchase, given back since or not
        self._taken: defaultdict[str, set[Offer]] = defaultdict(set)  # accepted since it is theirs, by item
        self._open: dict[Offer, Pending] = {}
        self._ends: list[tuple[date, int, Pending]] = []  # of open asks, and of some that are answered
        self._turns = count()  # two asks are never compared
        self._recorded: defaultdict[str, set[Offer]] = defaultdict(set)  # made since the last answer, by item
        self._silent: defaultdict[str, set[Offer]] = defaultdict(set)  # the last No was silence, by item
        self._yeses: dict[tuple[str, date], set[Offer]] = {}

    @property
    def open_asks(self) -> tuple[Pending, ...]:
        """Offers that are neither answered nor silent, in the order in which they were made."""
        return tuple(self._open.values())

    def find_unanswered(self, name: str) -> Offer | None:
        """Return the offer of an item that a No answers: the open ask that was made last, else the last that was met with silence."""
        asked = next((offer for offer in reversed(self._open) if offer[0] == name), None)
        return asked or max(self._silent[name], key=lambda offer: self.noes[offer][-1], default=None)

    def find_sharing(self, rungs: Iterable[Rung]) -> Pending | None:
        """Return an open ask that shares a product with one of some rungs."""
        if not self._open:
            return None
        goods = [rung.good for rung in rungs]
        return next(filter(None, map(self.find_sharing_good, goods)), None)

    def find_sharing_good(self, good: Good) -> Pending | None:
        """Return the open ask made first that shares a product with a good."""
        for pending in self._open.values():
            if not self.policy.goods[pending.offer[0]].products.isdisjoint(good.products):
                return pending
        return None

    def _take_message(self, on: date) -> None:
        self.first_message = self.first_message or on
        self.last_message = on

    def _take_ask(self, on: date) -> None:
        self.last_ask = on
        self._take_message(on)

    def _note_no(self, offer: Offer, on: date, cause: NoCause) -> None:
        self.noes.setdefault(offer, []).append(on)
        self.causes[offer] = cause
        self.noes_said += 1
        self.offered[offer] = on

    def _settle_bought(self, name: str, on: date) -> None:
        """Take the purchase of an item as the answer to its offers."""
        self._taken[name].update(offer for offer in self._recorded[name] if self._open.pop(offer, None))
        self._recorded[name] &= self._yeses.get((name, on), set())
        self._silent[name].clear()

    def _record_offer(self, pending: Pending) -> None:
        """Take an offer that is made."""
        offer, on = pending.offer, pending.made
        self._take_ask(on)
        self.offered[offer] = on
        self._silent[offer[0]].discard(offer)
        self._recorded[offer[0]].add(offer)
        self._open.pop(offer, None)  # made again while it was open: a reminder, which waits anew
        if self._purchased.get(offer[0]) != on:
            self._open[offer] = pending
            heappush(self._ends, (pending.ends, next(self._turns), pending))
        else:
            self._take_yes_of_day(offer, on)

    def _take_yes_of_day(self, offer: Offer, on: date) -> None:
        """Take an offer that was accepted on the day on which it was made, and perhaps given back on it."""
        if self.holdings.lost.get(offer[0]) != on:
            self._taken[offer[0]].add(offer)
        elif offer[1] is not None and self.noes.get(offer, [date.min])[-1] != on:
            self._note_no(offer, on, "given back")

    def _apply_no(self, offer: Offer, on: date) -> None:
        late = offer in self._silent[offer[0]]
        self._take_answer(offer, on)
        self.offered[offer] = on
        if late:  # the late answer to the same ask
            self.noes[offer][-1] = on
            self.causes[offer] = "declined"
            self.noes_said += 1
        else:
            self._note_no(offer, on, "declined")

    def _take_answer(self, offer: Offer, on: date) -> None:
        """Take an answer, which tells of an ask where none was recorded."""
        recorded = self._recorded[offer[0]]
        if offer not in recorded:
            self._take_ask(on)
        recorded.discard(offer)
        self._silent[offer[0]].discard(offer)
        self._open.pop(offer, None)

    def _settle_silence(self, day: date) -> None:
        """Turn silence that has lasted long enough by `day` into Noes."""
        while self._ends and self._ends[0][0] <= day:
            ends, _, pending = heappop(self._ends)
            offer = pending.offer
            if self._open.get(offer) is pending:
                del self._open[offer]
                self._silent[offer[0]].add(offer)
                self._note_no(offer, ends, "silence")
