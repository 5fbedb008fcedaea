"""Which facts can still matter: those that the lists ahead hang on. Two customers who differ in nothing else have one future.

The lists that a customer can still come to are those they read now, and what every Yes on the way brings along. The facts
of all of them together are the customer's cone; everything outside it is forgotten.
"""

from collections.abc import Iterable, Iterator

from ipp.engine.ownership import whole_of
from ipp.value.chart import NEVER, Chart, Listing
from ipp.value.spot import Lists, Spot

FARTHEST = 1_000
"""Lists that are followed from one; from where more can be reached, nothing is forgotten."""
EVERYTHING = -1


class Cone:
    """The facts that matter, from each list on."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self._ahead: dict[str, int] = {}
        self._over: dict[tuple[str, int], bool] = {}
        self.renewed = self._turns()
        goal = chart.policy.goal
        self.goal = chart.facts.buying(goal.good) if goal else 0
        self.goal_bought = chart.facts.bit("bought", goal.good.name) if goal else 0
        self.goal_whole = chart.facts.owned(whole_of(goal.good)) if goal else 0
        arrived = self.ahead_of(chart.own)
        self.arrived = arrived | self.renewed | self.goal
        everybody = self.ahead_of(chart.storewide) | self.ahead_of(chart.ultimate)
        everybody |= chart.ready.reads if chart.ready else 0
        self.everybody = everybody | self.arrived
        self.longest = max(self._waits(), default=0)

    def _waits(self) -> Iterator[int]:
        chart, policy = self.chart, self.chart.policy
        names = (name for name in policy.places if name not in policy.touches)
        for listing in (
            chart.storewide,
            chart.own,
            chart.ultimate,
            chart.prospects,
            *map(chart.listing, names),
        ):
            yield listing.longest

    def has_arrived(self, facts: int) -> bool:
        """Whether the ultimate action is theirs."""
        whole = self.goal_whole
        return bool(facts & self.goal_bought) or bool(whole and facts & whole == whole)

    def _turns(self) -> int:
        """The facts that turns of `rest` and the purchases at them hang on."""
        found = 0
        for turned in self.chart.turns:
            found |= turned.done
            found |= turned.door.reads if turned.door else 0
            if turned.ask:
                offer = turned.ask.offer
                found |= self.chart.facts.buying(turned.ask.good)
                found |= self.chart.facts.bit("declined", offer)
                if not turned.renewal.refill:  # a refill brings back a list that its reader had before
                    found |= self._ahead_of_goods(self._brought(turned.ask.good.name))
        return found

    def _brought(self, name: str) -> tuple[str, ...]:
        good = self.chart.policy.goods[name]
        return (name, *sorted(good.products)) if good.kind == "bundle" else (name,)

    def ahead(self, name: str) -> int:
        """Return the facts that matter to whoever reads the list of a product or bundle."""
        found = self._ahead.get(name)
        if found is None:
            found = self._ahead[name] = self._followed((name,))
        return found

    def ahead_of(self, listing: Listing) -> int:
        """Return the facts that matter to whoever reads a list that belongs to no product."""
        return listing.reads | self._ahead_of_goods(listing.leads)

    def _ahead_of_goods(self, names: Iterable[str]) -> int:
        found = 0
        for name in names:
            found |= self.ahead(name)
        return found

    def _followed(self, names: tuple[str, ...]) -> int:
        found, waiting, seen = 0, list(names), set(names)
        while waiting:
            listing = self.chart.listing(waiting.pop())
            found |= listing.reads
            for name in listing.leads:
                if name in seen:
                    continue
                seen.add(name)
                if name in self._ahead:  # followed already: what it leads to is in it
                    found |= self._ahead[name]
                else:
                    waiting.append(name)
            if found == EVERYTHING:
                return EVERYTHING
            if len(seen) > FARTHEST:
                return EVERYTHING
        return found

    def trimmed(self, spot: Spot) -> Spot:
        """Return the spot without what cannot matter any more."""
        day, facts = spot.day, spot.facts
        if spot.ordered == NEVER:
            return spot
        if self.has_arrived(facts):
            lists: Lists = ()
            mask = self.arrived
        else:
            mask = self.everybody
            lists = tuple(self._kept(spot))
            for name, _ in lists:
                mask |= self.ahead(name)
        for number, _ in spot.turns:
            mask |= self.ahead(self.chart.turns[number].renewal.name)
        return Spot(
            day,
            facts & mask,
            spot.owns,
            lists,
            max(spot.ordered, day - self.chart.storewide.longest),
            spot.asked if spot.asked + self.chart.policy.defaults.gap.days > day else NEVER,
            0,
            tuple(no for no in spot.noes if no[1] + self.longest > day),
            spot.goal_noes,
            spot.goal_no,
            max(spot.goal_base, day - self.chart.own.longest) if spot.goal_base > NEVER else NEVER,
            self._turns_left(spot),
        )

    def _kept(self, spot: Spot) -> list[tuple[str, int]]:
        kept = []
        for name, base in spot.lists:
            listing = self.chart.listing(name)
            key = name, spot.facts & listing.reads
            over = self._over.get(key)
            if over is None:
                over = self._over[key] = listing.over(spot.facts)
            if not over:
                kept.append((name, max(base, spot.day - listing.longest)))
        return kept

    def _turns_left(self, spot: Spot) -> tuple[tuple[int, int], ...]:
        turns, day = self.chart.turns, spot.day
        return tuple((number, max(last, day - turns[number].renewal.every)) for number, last in spot.turns)
