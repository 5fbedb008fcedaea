"""The shortest way to just these purchases when some of them must be offered first, with nothing left at its end.

A product with `sold: false` comes only with a Yes to an offer of it, or in a bundle. So the order counts, and Noes may be needed
on the way to its offer. Moves are made when no wait runs any more, or what comes first would hang on days (`ipp.proof.customers.walk`). This is a plain search, one purchase or answer after the other; it is asked only for the few sets whose
lower bound (`ipp.proof.stranded.search`) is good enough.
"""

from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.proof.budget import Budget
from ipp.proof.customers.fact_floors import find_floors, list_domain
from ipp.proof.customers.three_valued import Values
from ipp.proof.customers.walk import CustomerWalk, LiveOffer
from ipp.proof.history import Move, Stranding

MOST_MOMENTS = 3_000
"""Moments looked at for one set of purchases."""


class _SearchState(NamedTuple):
    walk: CustomerWalk
    moves: tuple[Move, ...]


class OrderedSearch:
    """The search for histories that begin with the first of these purchases, and make all of them and no other."""

    def __init__(
        self, policy: Policy, bought: tuple[str, ...], unsold: frozenset[str], noes: int, work: Budget
    ) -> None:
        assert policy.goal
        self.work = work
        self.policy, self.bought, self.unsold, self.goal = policy, bought, unsold, policy.goal.offer
        self.noes = noes  # how many may be said
        self.budget = MOST_MOMENTS
        self.best: Stranding | None = None
        self.floors = find_floors(
            policy, map(policy.goods.__getitem__, bought)
        )  # of those who made all of them

    @property
    def stopped(self) -> bool:
        """Whether too much was looked at."""
        return self.budget <= 0 or self.work.over

    def find_shortest(self) -> Stranding | None:
        """Return the shortest history that leaves nothing, over all attributes; None when there is none, or the search stopped."""
        self.branch_values({})
        return self.best

    def branch_values(self, values: dict[str, str | None]) -> None:
        found = self.find_ending(values)
        if isinstance(found, str):
            for value in list_domain(self.policy, found, self.floors):
                if self.noes >= 0:
                    self.branch_values({**values, found: value})
        elif found:
            declined = tuple(move.offer for move in found if move.kind == "no")
            bought = tuple(move.offer[0] for move in found if move.kind != "no")
            self.best = Stranding(bought, declined, values, found)
            self.noes = len(declined) - 1  # another must do with fewer

    def find_ending(self, values: Values) -> tuple[Move, ...] | str | None:
        """Return the moves of a shortest history of customers with these values, or an open attribute on which one hangs."""
        first = self.bought[0]
        layer = [_SearchState(CustomerWalk(self.policy, first, values), (Move("buys", (first, None)),))]
        seen: set[object] = set()
        while layer:
            following: list[_SearchState] = []
            for moment in layer:
                if moment.walk.key in seen or self.stopped:
                    continue
                seen.add(moment.walk.key)
                self.budget -= 1
                live = moment.walk.find_next()
                self.work.spend_work(1 + moment.walk.looked)
                if live and not live.certain:
                    return moment.walk.find_open_attribute(live.gates)
                if live is None and len(moment.walk.bought) == len(self.bought):
                    return moment.moves
                following += self.list_next_moments(moment, live)
            layer = following
        return None

    def list_next_moments(self, moment: _SearchState, live: LiveOffer | None) -> list[_SearchState]:
        walk, moves = moment
        lacking = [name for name in self.bought if name not in walk.bought]
        mine = {
            name for name in walk.lists if self.policy.goods[name].membership
        }  # they would only be charged
        moves_now = [Move("buys", (name, None)) for name in lacking if name not in self.unsold | mine]
        if live and live.good.name in self.unsold and live.good.name in lacking:
            moves_now.append(Move("yes", live.offer))
        found = [self.make_purchase(moment, move) for move in moves_now]
        if live and live.offer != self.goal and len(walk.declined) < self.noes:
            found.append(_SearchState(walk.walk_on(None, (live.offer,)), (*moves, Move("no", live.offer))))
        return found

    def make_purchase(self, moment: _SearchState, move: Move) -> _SearchState:
        walk = moment.walk.walk_on(self.policy.goods[move.offer[0]], ())
        return _SearchState(walk, (*moment.moves, move))
