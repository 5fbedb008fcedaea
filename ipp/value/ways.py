"""All ways of customers, as far as they were walked: spots have numbers, and each is left in one Yes and one No."""

from collections.abc import Iterable
from typing import NamedTuple

from ipp.value.rates import Param, param_of
from ipp.value.spot import Asked, Spot, Wait
from ipp.value.walk import Walk

END = -1
"""The number of every spot at which nothing is asked any more."""
LONG = 60
"""Days that a customer may be told nothing; who waits longer is held back."""


class Way(NamedTuple):
    """What is asked at a spot, on which day, when a Yes is said, and the spots that answers lead to."""

    param: int
    day: int
    said: int
    arrives: bool  # whether a Yes makes the ultimate action theirs
    first: bool  # whether this asks for the ultimate action for the first time
    yes: int
    no: int


class Ways:
    """The ways through one store; nothing of it depends on rates or money, so every forecast of it can share them."""

    def __init__(self, walk: Walk, like: "Ways | None" = None, changed: frozenset[str] | None = None) -> None:
        """`like`: the ways of the same store but for the lists of what is `changed` (None: all), to learn from."""
        self.walk, self.like, self.changed = walk, like, changed
        self.params: dict[Param, int] = like.params if like else {}
        self._numbers: dict[Spot, int] = {}
        self._spots: list[Spot] = []
        self._ways: dict[int, Way | None] = {}
        self.waits: dict[int, Wait] = {}  # of more than LONG days, by spot
        self._readers: dict[str, set[int]] = {}
        self._indexed = 0  # spots of which the readers are known

    def __len__(self) -> int:
        return len(self._spots)

    def number(self, spot: Spot) -> int:
        """Return the number of a spot, END when its day lies beyond the horizon."""
        if spot.day >= self.walk.horizon:
            return END
        found = self._numbers.get(spot)
        if found is None:
            found = self._numbers[spot] = len(self._spots)
            self._spots.append(spot)
        return found

    def way(self, number: int) -> Way | None:
        """Return what is asked at a spot; None when nothing is."""
        try:
            return self._ways[number]
        except KeyError:
            found = self._ways[number] = self._learnt(number)
            return found

    def spot(self, number: int) -> Spot:
        return self._spots[number]

    def readers(self, names: Iterable[str]) -> set[int]:
        """Return the spots, of those met, at which the list of one of these is read."""
        for number in range(self._indexed, len(self._spots)):
            for name, _, _ in self._spots[number].lists:
                self._readers.setdefault(name, set()).add(number)
        self._indexed = len(self._spots)
        return set[int]().union(*(self._readers.get(name, ()) for name in names))

    def asks_as(self, way: Way, spot: Spot) -> bool:
        """Whether somebody at a spot is asked the same as on a way, on the same day and terms."""
        asked = self.walk.next(spot)
        if asked is None:
            return False
        return (way.param, way.day, way.said) == (self._param(asked, spot), asked.day, self.walk.said(asked))

    def touched(self, spot: Spot) -> bool:
        """Whether a customer reads one of the lists that are changed."""
        return self.changed is None or any(name in self.changed for name, _, _ in spot.lists)

    def _learnt(self, number: int) -> Way | None:
        spot, like = self._spots[number], self.like
        known = None if like is None or self.touched(spot) else like._numbers.get(spot)
        if like is None or known is None or known not in like._ways:
            return self._walked(number)
        way = like._ways[known]
        if way is None:
            return None
        yes, no = (END if each == END else self.number(like._spots[each]) for each in (way.yes, way.no))
        return way._replace(yes=yes, no=no)

    def _walked(self, place: int) -> Way | None:
        spot = self._spots[place]
        asked, wait = self.walk.look_ahead(spot)
        if wait and wait.days > LONG:
            self.waits[place] = wait
        if asked is None:
            return None
        number = self._param(asked, spot)
        yes, no = self.walk.yes(asked), self.walk.no(asked)
        arrives = self.walk.cone.has_arrived(yes.facts) and not self.walk.cone.has_arrived(spot.facts)
        goal = self.walk.goal
        first = (
            goal is not None and asked.ask.offer == goal.offer and not spot.goal_noes and not asked.ask.turn
        )
        return Way(number, asked.day, yes.day, arrives, first, self.number(yes), self.number(no))

    def _param(self, asked: Asked, spot: Spot) -> int:
        param = param_of(self.walk.policy, asked.ask, spot.owns)
        return self.params.setdefault(param, len(self.params))
