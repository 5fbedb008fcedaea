"""One customer on the way who lets days pass between purchases: what is asked at each purchase is asked again then.

Time is counted in purchases, and how long none was made is as they like. A No, or a purchase, counts for a ladder that is asked anew if it came with the latest purchase of what the ladder belongs to, or after it.
"""

from typing import NamedTuple, Self, TypeVar

from ipp.engine.policy.clauses import Good, Ladder, Offer
from ipp.engine.policy.compile import Policy
from ipp.path.lists import list_step_lists
from ipp.proof.customers.fact_floors import Floors, find_floors, find_quiet_values
from ipp.proof.customers.three_valued import ThreeValuedLogic, Values
from ipp.proof.customers.walk import Answers, CustomerWalk

K = TypeVar("K")


class AnswersSince(NamedTuple):
    """What came since some purchase."""

    bought: frozenset[str]
    declined: frozenset[Offer]


class WalkOnDays(CustomerWalk):
    """Somebody who bought one thing, and answers and buys on days of their own."""

    def __init__(self, policy: Policy, bought: str, values: Values | None = None) -> None:
        self.turn = 0  # purchases so far
        self._purchases: dict[str, int] = {}  # the last of each good
        self._readings: dict[str, int] = {}  # the last purchase of that whose list it is
        self._noes: dict[Offer, int] = {}
        super().__init__(policy, bought, values)

    def buy_good(self, good: Good) -> None:
        received = self.list_received(good)
        self.turn += bool(received)  # a charge is no purchase
        super().buy_good(good)
        self._purchases[good.name] = self.turn
        self._readings.update(dict.fromkeys(received, self.turn))

    def copy(self) -> Self:
        walk = super().copy()
        walk.turn = self.turn
        walk._purchases, walk._readings = dict(self._purchases), dict(self._readings)
        walk._noes = dict(self._noes)
        return walk

    def say_no(self, offer: Offer) -> None:
        super().say_no(offer)
        self._noes[offer] = self.turn

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two walks apart: how long ago in purchases things were does not matter, but in which order."""
        times = (self._purchases, self._readings, self._noes)
        places = {
            turn: place for place, turn in enumerate(sorted(set().union(*(each.values() for each in times))))
        }
        orders = (frozenset((what, places[turn]) for what, turn in each.items()) for each in times)
        return (*super().key, *orders)

    @property
    def floors(self) -> Floors:
        """What their purchases say of supposed facts: each is an order of its own."""
        return find_floors(self.policy, map(self.policy.goods.__getitem__, self.bought), self.turn)

    def make_logics(self) -> tuple[ThreeValuedLogic, ...]:
        """They can let so many days pass as they like before an offer."""
        floors = self.floors
        chosen = find_quiet_values(self.policy, floors)
        return tuple(
            ThreeValuedLogic(self.policy, self.owned, {**self.values, **quiet}, floors) for quiet in chosen
        )

    def find_answers(self, ladder: Ladder, owner: str | None, /) -> Answers:
        if owner is None or not ladder.each_time:
            return self
        since = self._readings[owner]
        return AnswersSince(_list_since(self._purchases, since), _list_since(self._noes, since))


def _list_since(turns: dict[K, int], since: int) -> frozenset[K]:
    return frozenset(what for what, turn in turns.items() if turn >= since)


def choose_walk(policy: Policy) -> type[CustomerWalk]:
    """Return the walk of those who let days pass: where nothing is asked at each purchase, and no segment about orders, days make no difference."""
    steps = (step for written in list_step_lists(policy.path) for step in written.steps)
    return WalkOnDays if policy.axes or any(step.each_time for step in steps) else CustomerWalk
