"""Which facts can still matter: those that the lists ahead hang on. Two customers who differ in nothing else have one future.

The lists that a customer can still come to are those they read now, and what every Yes on the way brings along. The facts
of all of them together are the customer's cone; everything outside it is forgotten.
"""

from collections.abc import Iterable, Iterator

from ipp.engine.ownership import whole_of
from ipp.value.calendar import NEVER
from ipp.value.chart import Chart
from ipp.value.listing import Listing, Reach, hanging
from ipp.value.spot import Lists, Numbered, Spot

FARTHEST = 1_000
"""Lists that are followed from one; from where more can be reached, nothing is forgotten."""
EVERYTHING = -1


class Cone:
    """The facts that matter, from each list on."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self._ahead: dict[str, int] = {}
        self._reaches: dict[tuple[str, int], Reach | None] = {}
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
        self.hangs: dict[int, int] = {}
        """By number of an offer: for how many days something hangs on a No to it."""
        self.longest_gap = chart.policy.defaults.gap.days
        for listing in self._listings():
            self._take_in(listing)
        self.own = chart.own.reach(0)
        self.storewide = chart.storewide.reach(0)
        self.latest = max(self.storewide.latest, chart.ultimate.reach(0).latest)

    def _listings(self) -> Iterator[Listing]:
        chart, policy = self.chart, self.chart.policy
        yield from (chart.storewide, chart.own, chart.ultimate, chart.prospects)
        yield from (chart.listing(name) for name in policy.places if name not in policy.touches)

    def _take_in(self, listing: Listing) -> None:
        for line in listing.lines:
            for ask in line.asks:
                self.longest_gap = max(self.longest_gap, ask.gap)
                for number in ask.above:
                    self.hangs[number] = max(self.hangs.get(number, 0), hanging(line, ask))

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
            for name, _, _ in lists:
                mask |= self.ahead(name)
        for number, _ in spot.turns:
            if self.chart.turns[number].ask:
                mask |= self.ahead(self.chart.turns[number].renewal.name)
        chart = self.chart
        arrived = spot.goal_since > NEVER
        return Spot(
            day,
            facts & mask,
            spot.owns,
            lists,
            max(spot.first, day - self.storewide.since),
            max(spot.ordered, day - self.latest),
            spot.asked if spot.asked + self.longest_gap > day else NEVER,
            spot.told if spot.told + chart.spacing > day else NEVER,
            NEVER,
            tuple(no for no in spot.noes if no[1] + self.hangs[no[0]] > day),
            spot.goal_noes,
            spot.goal_no,
            max(spot.goal_since, day - self.own.since) if arrived else NEVER,
            max(spot.goal_latest, day - self.own.latest) if arrived else NEVER,
            self._turns_left(spot),
        )

    def _kept(self, spot: Spot) -> Iterator[tuple[str, int, int]]:
        day = spot.day
        for name, since, latest in spot.lists:
            reach = self._reach(name, spot.facts)
            if reach:
                yield name, max(since, day - reach.since), max(latest, day - reach.latest)

    def _reach(self, name: str, facts: int) -> Reach | None:
        """Return for how long the days of a list matter; None when nothing of it can matter again."""
        listing = self.chart.listing(name)
        key = name, facts & listing.reads
        if key not in self._reaches:
            self._reaches[key] = None if listing.over(facts) else listing.reach(facts)
        return self._reaches[key]

    def _turns_left(self, spot: Spot) -> Numbered:
        turns, day = self.chart.turns, spot.day
        return tuple((number, max(last, day - turns[number].renewal.every)) for number, last in spot.turns)
