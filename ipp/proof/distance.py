"""How many answers lie between a purchase and the ask for the ultimate action.

A walk without dates: waits never reorder, so the order of asks does not depend on them. Touches are no answers.
The customer has no attributes that a segment names; windows count as closed.
"""

from collections.abc import Iterator

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Entry, Gate, Good, Ladder, Offer
from ipp.proof.logic import Logic


class Walk:
    """One customer on the way, who answers each offer at once."""

    def __init__(self, policy: Policy, bought: str) -> None:
        self.policy = policy
        self.bought: set[str] = set()
        self.owned: frozenset[str] = frozenset()
        self.lists: list[str] = []  # most recent last
        self.declined: set[Offer] = set()
        self.buy(policy.goods[bought])

    def buy(self, good: Good) -> None:
        self.bought.add(good.name)
        self.owned |= good.keeps
        for name in (good.name,) if good.kind == "product" else self._lists_of(good):
            if name in self.lists:
                self.lists.remove(name)
            self.lists.append(name)
        self._logic: Logic | None = None

    def _lists_of(self, bundle: Good) -> tuple[str, ...]:
        """Return the lists that a bundle brings, the one read first last."""
        return (*sorted(bundle.products, key=self.policy.places.__getitem__, reverse=True), bundle.name)

    @property
    def logic(self) -> Logic:
        """Truth for what is owned now, without attributes; made when something asks for it."""
        if self._logic is None:
            self._logic = Logic(self.policy, self.owned, self.policy.no_attributes)
        return self._logic

    @property
    def arrived(self) -> bool:
        """Whether the ultimate action is theirs."""
        goal = self.policy.goal
        return goal is not None and self.had(goal.good)

    def had(self, good: Good) -> bool:
        return good.name in self.bought or (good.kept_whole and good.keeps <= self.owned)

    def answers(self, *, yes: bool, most: int) -> int | None:
        """Return how many answers come before the ask; `most` + 1 when more, None when it is never asked by a list."""
        goal = self.policy.goal
        for count in range(most + 1):
            found = self.next()
            if found is None:
                return None
            good, offer = found
            if goal and good.name == goal.good.name:
                return count
            if yes:
                self.buy(good)
            else:
                self.declined.add(offer)
        return most + 1

    def next(self) -> tuple[Good, Offer] | None:
        """Return the offer that is made now."""
        for entry in self.entries():
            if not isinstance(entry, Deed) and self.open(entry.gate):
                found = self.rung(entry)
                if found:
                    return found
        return None

    def entries(self) -> Iterator[Entry]:
        goal = self.policy.goal
        if goal and goal.ready and self.logic.holds(goal.ready):
            yield goal.ladder
        for name in reversed(self.lists):
            yield from self.policy.entries(name)
        yield from self.policy.storewide

    def rung(self, ladder: Ladder) -> tuple[Good, Offer] | None:
        for rung in ladder.rungs:
            good = rung.good
            if self.had(good):
                return None  # everything below is dead too
            dead = good.draft or good.keeps & self.owned or rung.offer in self.declined
            if not (dead or rung.gate.opens or rung.gate.closes) and self.open(rung.gate):
                return good, rung.offer
        return None

    def open(self, gate: Gate) -> bool:
        return not (gate.when or gate.unless) or self.logic.gates((gate,)) is True
