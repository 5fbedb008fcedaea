"""Whether some purchases lead to the ask for the ultimate action when some of them must be offered first: a search over sets of purchases.

It is asked only where no way is open to those who buy what is sold. Order counts here: what is not sold must be offered while it is not taken
away yet. Whoever says No to all else is offered it, and the ask, whenever they are live.
"""

from collections.abc import Iterable
from itertools import chain, takewhile

from ipp.engine.policy.clauses import Good
from ipp.engine.policy.compile import Policy
from ipp.proof.budget import Budget
from ipp.proof.customers.later_facts import list_later_facts
from ipp.proof.customers.owned_set import OwnedSet
from ipp.proof.customers.three_valued import Gates, ThreeValuedLogic, Values
from ipp.proof.ultimate.asks import AskList
from ipp.proof.ultimate.obtainable import Obtainable


class PurchaseSearch:
    """The search in one store; `ways` are those of customers who come by everything that is not sold."""

    def __init__(self, policy: Policy, obtainable: Obtainable, asks: AskList, work: Budget) -> None:
        self.policy, self.obtainable, self.asks, self.work = policy, obtainable, asks, work
        self.useful = tuple(self._list_useful())

    def _list_useful(self) -> Iterable[str]:
        """Return the goods whose purchase can bring the ask about: they bring a list, or a condition names or counts them."""
        readers = {name for name in self.asks.bringing if any(self.asks.list_asks(name))}
        gates = [way.gates for way in self.asks.later_asks]
        for offering in self.obtainable.offerings:
            readers.add(offering.reader or "")
            gates.append(offering.gates)
        reads = self.policy.reading.judge_gates(*chain.from_iterable(gates))
        if reads.counts:
            return [good.name for good in self.asks.fit]
        named = readers | reads.products
        return [good.name for good in self.asks.fit if good.name in readers or good.products & named]

    def find_ask(self, good: Good, values: Values) -> bool | str | None:
        """Return whether those who bought a good can be asked, or the open attribute on which that hangs; None when the search stops."""
        waiting: list[tuple[str, ...]] = [(good.name,) if good.products else ()]
        seen = {frozenset(waiting[0])}
        hung_on: str | None = None
        while waiting:
            bought = waiting.pop()
            owned_set = OwnedSet(self.policy, bought, repeated=True)
            found = self._check_offers(owned_set, values)
            if not self.work.spend_work(1 + owned_set.looked):
                return None
            if found is None:
                continue
            asked, offered, attribute = found
            if asked:
                return asked
            hung_on = hung_on or attribute
            for name in self.useful:
                more = frozenset((*bought, name))
                if more not in seen and (name not in self.obtainable.unsold or name in offered):
                    seen.add(more)
                    waiting.append((*bought, name))
        return hung_on or False

    def _make_logic(self, owned_set: OwnedSet, values: Values) -> "_LogicInTime":
        """Return what conditions come to at any time for a buyer, who can buy again what they bought, and anything that is used up."""
        unsold = self.obtainable.unsold.difference(owned_set.bought)
        again = [g for g in self.asks.fit if g.durables <= owned_set.owned and g.name not in unsold]
        later = list_later_facts(self.policy, self.policy.axes, values, owned_set.floors, again)
        counted = takewhile(lambda _: self.work.spend_work(1), later)  # used up: the search stops
        return _LogicInTime([owned_set.make_logic({**values, **chosen}) for chosen in counted])

    def _check_offers(
        self, owned_set: OwnedSet, values: Values
    ) -> tuple[bool | str, set[str], str | None] | None:
        """Return whether a buyer is asked, what else is offered, and an open attribute on which more hangs; None for whom it is too late."""
        goal = self.asks.goal
        if owned_set.arrived or goal.good.durables & owned_set.owned:
            return None
        logic = self._make_logic(owned_set, values)
        offered = {
            renewal.good.name
            for renewal in self.policy.renewals
            if renewal.good
            and (not renewal.refill or renewal.good.name in owned_set.got)
            and logic.check_gates((renewal.gate,)) is not False
        }
        asked: bool | str = False
        for offer, doors in owned_set.list_offers().items():
            if offer == goal.offer or offer[0] in self.obtainable.unsold:
                states = [logic.check_gates(gates) for gates in doors]
                if True in states:
                    offered.add(offer[0])
                    asked = asked or offer == goal.offer
                elif None in states and offer == goal.offer:
                    asked = asked or logic.asked or False
        return asked, offered, logic.asked


class _LogicInTime:
    """What conditions come to at some time: open as soon as they are at one."""

    def __init__(self, logics: list[ThreeValuedLogic]) -> None:
        self.logics = logics

    def check_gates(self, gates: Gates) -> bool | None:
        states = [logic.check_gates(gates) for logic in self.logics]
        return True if True in states else None if None in states else False

    @property
    def asked(self) -> str | None:
        """The first open attribute that an answer hung on."""
        return next((logic.asked for logic in self.logics if logic.asked), None)
