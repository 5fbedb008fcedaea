"""One customer on the way, who answers each offer at once.

A walk without dates, of somebody for whom no wait and no gap runs any more, and no `within` is over: offers come in the order in which lists are read.
(Who answers sooner can be offered the same in another order: a step that waits holds up only its own list.) Touches are no answers, windows count
as closed, and the cold ask and `rest` are not made. Attributes that are not given are open: what hangs on one is neither live nor dead.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.engine.terms import Deed, Gate, Good, Ladder, Offer
from ipp.proof.logic import Gates, Logic, Values


class Live(NamedTuple):
    """An offer that is left; not `sure` when its gates hang on an attribute that is open."""

    good: Good
    offer: Offer
    sure: bool
    gates: Gates


class Walk:
    """Somebody who bought one thing; without values a customer who has no attribute that a segment names."""

    def __init__(self, policy: Policy, bought: str, values: Values | None = None) -> None:
        self.policy = policy
        self.values = policy.no_attributes if values is None else values
        self.bought: set[str] = set()
        self.owned: frozenset[str] = frozenset()
        self.lists: list[str] = []  # most recent last
        self.declined: set[Offer] = set()
        self.looked = 0  # rungs and lists looked at so far: what a search has to pay for
        self.buy(policy.goods[bought])

    def buy(self, good: Good) -> None:
        self.bought.add(good.name)
        self.owned |= good.keeps
        for name in (good.name,) if good.kind == "product" else self._lists_of(good):
            if name in self.lists:
                self.lists.remove(name)
            self.lists.append(name)
        self._logic: Logic | None = None

    def after(self, good: Good | None, noes: Collection[Offer]) -> "Walk":
        """Return the walk after some Noes and then a purchase, if any; this one stays as it is."""
        walk = Walk.__new__(Walk)
        walk.policy, walk.values = self.policy, self.values
        walk.bought, walk.owned, walk.lists = set(self.bought), self.owned, list(self.lists)
        walk.declined = self.declined.union(noes)
        walk._logic, walk.looked = self._logic, 0
        if good:
            walk.buy(good)
        return walk

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two walks apart."""
        return tuple(self.lists), frozenset(self.bought), frozenset(self.declined)

    def _lists_of(self, bundle: Good) -> tuple[str, ...]:
        """Return the lists that a bundle brings, the one read first last."""
        return (*sorted(bundle.products, key=self.policy.places.__getitem__, reverse=True), bundle.name)

    @property
    def logic(self) -> Logic:
        """Truth for what is owned now; made when something asks for it."""
        if self._logic is None:
            self._logic = Logic(self.policy, self.owned, self.values)
        return self._logic

    @property
    def arrived(self) -> bool:
        """Whether the ultimate action is theirs."""
        goal = self.policy.goal
        return goal is not None and self.had(goal.good)

    def had(self, good: Good) -> bool:
        return good.name in self.bought or (good.kept_whole and good.keeps <= self.owned)

    def next(self) -> Live | None:
        """Return the offer that is made now."""
        return next(self.live(), None)

    def live(self) -> Iterator[Live]:
        """Yield what is left, in the order in which it is offered to somebody who says No; an offer in two lists comes twice."""
        for ladder, is_open in self.ladders():
            for rung in ladder.rungs:
                self.looked += 1 + len(rung.gate.when) + len(rung.gate.unless)
                good = rung.good
                if self.had(good):
                    break  # everything below is dead too
                dead = good.draft or good.keeps & self.owned or rung.offer in self.declined
                if not (dead or rung.gate.dated):
                    sure = self.open(rung.gate)
                    if sure is not False:
                        yield Live(good, rung.offer, bool(sure and is_open), (ladder.gate, rung.gate))

    def ladders(self) -> Iterator[tuple[Ladder, bool | None]]:
        """Yield the ladders that are read, but for those that are closed."""
        goal = self.policy.goal
        ready = self.logic.holds(goal.ready) if goal and goal.ready else False
        if goal and ready is not False:
            yield goal.ladder._replace(gate=Gate(when=(goal.ready or "",))), ready
        for name in reversed(self.lists):
            for entry in self.policy.entries(name):
                if not isinstance(entry, Deed) and (is_open := self.open(entry.gate)) is not False:
                    yield entry, is_open
        for entry in self.policy.storewide:
            if not isinstance(entry, Deed) and (is_open := self.open(entry.gate)) is not False:
                yield entry, is_open

    def asked(self, gates: Gates) -> str | None:
        """Return the first open attribute that these gates hang on."""
        logic = Logic(self.policy, self.owned, self.values)
        return logic.asked if logic.gates(gates) is None else None

    def open(self, gate: Gate) -> bool | None:
        return self.logic.gates((gate,)) if gate.when or gate.unless else True
