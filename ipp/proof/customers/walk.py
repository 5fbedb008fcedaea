"""One customer on the way, who answers each offer at once.

A walk without dates, of somebody for whom no wait and no gap runs any more, and no `within` is over: offers come in the order in which lists are read.
(Who answers sooner can be offered the same in another order: a step that waits holds up only its own list.) All of it happens on one day, so that what
is asked at each purchase is asked once; of whom days pass see `ipp.proof.customers.walk_on_days`. Touches are no answers, windows count as closed, and the cold ask and `rest` are not made. Attributes that are not given are open: what hangs on one is neither live nor dead.
"""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple, Protocol, Self

from ipp.engine.ownership import is_had
from ipp.engine.policy.clauses import Gate, Good, Ladder, Offer, TouchStep
from ipp.engine.policy.compile import Policy
from ipp.proof.customers.fact_floors import Floors, find_floors
from ipp.proof.customers.three_valued import Gates, ThreeValuedLogic, Values


class LiveOffer(NamedTuple):
    """An offer that is left; not `sure` when its gates hang on an attribute that is open."""

    good: Good
    offer: Offer
    certain: bool
    gates: Gates


class Answers(Protocol):
    """What they bought under its own name, and to what they said No, as far as it counts for a ladder."""

    @property
    def bought(self) -> Container[str]: ...
    @property
    def declined(self) -> Container[Offer]: ...


class CustomerWalk:
    """Somebody who bought one thing; without values a customer who has no attribute that a segment names."""

    def __init__(self, policy: Policy, bought: str, values: Values | None = None) -> None:
        self.policy = policy
        self.values = policy.no_attributes if values is None else values
        self.bought: set[str] = set()
        self.owned: frozenset[str] = frozenset()
        self.lists: list[str] = []  # most recent last
        self.declined: set[Offer] = set()
        self.looked = 0  # rungs and lists looked at so far: what a search has to pay for
        self.buy_good(policy.goods[bought])

    def buy_good(self, good: Good) -> None:
        """Take a purchase; memberships in it that are theirs already are charged: their lists stay where they are."""
        received = self.list_received(good)
        self.bought.add(good.name)
        self.owned |= good.durables
        for name in received:
            if name in self.lists:
                self.lists.remove(name)
            self.lists.append(name)
        self._logics: tuple[ThreeValuedLogic, ...] = ()

    def walk_on(self, good: Good | None, noes: Iterable[Offer]) -> Self:
        """Return the walk after some Noes and then a purchase, if any; this one stays as it is."""
        walk = self.copy()
        for offer in noes:
            walk.say_no(offer)
        if good:
            walk.buy_good(good)
        return walk

    def copy(self) -> Self:
        """Return another walk that has come as far."""
        walk = type(self).__new__(type(self))
        walk.policy, walk.values = self.policy, self.values
        walk.bought, walk.owned, walk.lists = set(self.bought), self.owned, list(self.lists)
        walk.declined = set(self.declined)
        walk._logics, walk.looked = self._logics, 0
        return walk

    def say_no(self, offer: Offer) -> None:
        self.declined.add(offer)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two walks apart."""
        return tuple(self.lists), frozenset(self.bought), frozenset(self.declined)

    def list_received(self, good: Good) -> tuple[str, ...]:
        """Return what a purchase brings but for charges, the list read first last; a Yes to a membership that is theirs brings nothing."""
        goods, own = self.policy.goods, () if good.kind == "product" else (good.name,)
        inside = sorted(good.products, key=self.policy.positions.__getitem__, reverse=True)
        return (*(name for name in inside if not (goods[name].membership and name in self.lists)), *own)

    @property
    def logics(self) -> tuple[ThreeValuedLogic, ...]:
        """Truth for what is owned now, at each time that makes a difference; made when something asks for it."""
        self._logics = self._logics or self.make_logics()
        return self._logics

    def make_logics(self) -> tuple[ThreeValuedLogic, ...]:
        return (ThreeValuedLogic(self.policy, self.owned, self.values, self.floors),)

    def check_gates(self, gates: Gates) -> bool | None:
        """Whether gates are open at some time."""
        states = [logic.check_gates(gates) for logic in self.logics]
        return True if True in states else None if None in states else False

    @property
    def floors(self) -> Floors:
        """What their purchases say of supposed facts."""
        return find_floors(self.policy, map(self.policy.goods.__getitem__, self.bought))

    @property
    def arrived(self) -> bool:
        """Whether the ultimate action is theirs."""
        goal = self.policy.goal
        return goal is not None and self.has_had(goal.good)

    def has_had(self, good: Good) -> bool:
        return is_had(good, self.bought, self.owned)

    def find_next(self) -> LiveOffer | None:
        """Return the offer that is made now."""
        return next(self.list_live(), None)

    def list_live(self) -> Iterator[LiveOffer]:
        """Yield what is left, in the order in which it is offered to somebody who says No; an offer in two lists comes twice."""
        for ladder, is_open, owner in self.list_ladders():
            answers = self.find_answers(ladder, owner)
            for rung in ladder.rungs:
                self.looked += 1 + len(rung.gate.when) + len(rung.gate.unless)
                good = rung.good
                if is_had(good, answers.bought, self.owned):
                    break  # everything below is dead too
                dead = good.draft or good.durables & self.owned or rung.offer in answers.declined
                if not (dead or rung.gate.dated):
                    sure = self.is_open(rung.gate)
                    if sure is not False:
                        yield LiveOffer(good, rung.offer, bool(sure and is_open), (ladder.gate, rung.gate))

    def find_answers(self, _ladder: Ladder, _owner: str | None, /) -> Answers:
        """Return the answers that count for a ladder in the list of a purchase, or in another list."""
        return self

    def list_ladders(self) -> Iterator[tuple[Ladder, bool | None, str | None]]:
        """Yield the ladders that are read, but for those that are closed, with the purchase to whose list each belongs."""
        goal = self.policy.goal
        if goal and goal.ready:
            gate = Gate(when=(goal.ready,))
            ready = self.check_gates((gate,))
            if ready is not False:
                yield goal.ladder._replace(gate=gate), ready, None
        for name in reversed(self.lists):
            for entry in self.policy.list_entries(name):
                if not isinstance(entry, TouchStep) and (is_open := self.is_open(entry.gate)) is not False:
                    yield entry, is_open, name
        for entry in self.policy.storewide:
            if not isinstance(entry, TouchStep) and (is_open := self.is_open(entry.gate)) is not False:
                yield entry, is_open, None

    def find_open_attribute(self, gates: Gates) -> str | None:
        """Return the first open attribute that these gates hang on."""
        for logic in self.make_logics():
            if logic.check_gates(gates) is None:
                return logic.asked
        return None

    def is_open(self, gate: Gate) -> bool | None:
        return self.check_gates((gate,)) if gate.gated else True
