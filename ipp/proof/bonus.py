"""The shortest way to just these purchases when some of them must be offered first, with nothing left at its end.

A product with `sold: false` comes only with a Yes to an offer of it, or in a bundle. So the order counts, and Noes may be needed
on the way to its offer. Moves are made when no wait runs any more, or what comes first would hang on days (`ipp.proof.walk`). This is a plain search, one purchase or answer after the other; it is asked only for the few sets whose
lower bound (`ipp.proof.shortest`) is good enough.
"""

from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.proof.budget import Budget
from ipp.proof.logic import Values, domain
from ipp.proof.told import Move, Stranding
from ipp.proof.walk import Live, Walk

MOST_MOMENTS = 3_000
"""Moments looked at for one set of purchases."""


class _Moment(NamedTuple):
    walk: Walk
    moves: tuple[Move, ...]


class Way:
    """The search for histories that begin with the first of these purchases, and make all of them and no other."""

    def __init__(
        self, policy: Policy, bought: tuple[str, ...], unsold: frozenset[str], noes: int, work: Budget
    ) -> None:
        assert policy.goal
        self.work = work
        self.policy, self.bought, self.unsold, self.goal = policy, bought, unsold, policy.goal.offer
        self.noes = noes  # how many may be said
        self.left = MOST_MOMENTS
        self.best: Stranding | None = None

    @property
    def stopped(self) -> bool:
        """Whether too much was looked at."""
        return self.left <= 0 or self.work.over

    def shortest(self) -> Stranding | None:
        """Return the shortest history that leaves nothing, over all attributes; None when there is none, or the search stopped."""
        self.branch({})
        return self.best

    def branch(self, values: dict[str, str | None]) -> None:
        found = self.ending(values)
        if isinstance(found, str):
            for value in domain(self.policy, found):
                if self.noes >= 0:
                    self.branch({**values, found: value})
        elif found:
            declined = tuple(move.offer for move in found if move.kind == "no")
            bought = tuple(move.offer[0] for move in found if move.kind != "no")
            self.best = Stranding(bought, declined, values, found)
            self.noes = len(declined) - 1  # another must do with fewer

    def ending(self, values: Values) -> tuple[Move, ...] | str | None:
        """Return the moves of a shortest history of customers with these values, or an open attribute on which one hangs."""
        first = self.bought[0]
        layer = [_Moment(Walk(self.policy, first, values), (Move("buys", (first, None)),))]
        seen: set[object] = set()
        while layer:
            following: list[_Moment] = []
            for moment in layer:
                if moment.walk.key in seen or self.stopped:
                    continue
                seen.add(moment.walk.key)
                self.left -= 1
                live = moment.walk.next()
                self.work.spend(1 + moment.walk.looked)
                if live and not live.sure:
                    return moment.walk.asked(live.gates)
                if live is None and len(moment.walk.bought) == len(self.bought):
                    return moment.moves
                following += self.after(moment, live)
            layer = following
        return None

    def after(self, moment: _Moment, live: Live | None) -> list[_Moment]:
        walk, moves = moment
        lacking = [name for name in self.bought if name not in walk.bought]
        moves_now = [Move("buys", (name, None)) for name in lacking if name not in self.unsold]
        if live and live.good.name in self.unsold and live.good.name in lacking:
            moves_now.append(Move("yes", live.offer))
        found = [self.buying(moment, move) for move in moves_now]
        if live and live.offer != self.goal and len(walk.declined) < self.noes:
            found.append(_Moment(walk.after(None, (live.offer,)), (*moves, Move("no", live.offer))))
        return found

    def buying(self, moment: _Moment, move: Move) -> _Moment:
        walk = moment.walk.after(self.policy.goods[move.offer[0]], ())
        return _Moment(walk, (*moment.moves, move))
