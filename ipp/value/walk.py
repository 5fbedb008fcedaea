"""One customer's way through the path, answer by answer: where they stand, what they are asked, where Yes and No lead.

The walk says what `decide` says (docs/meaning.md) of a customer who is asked on the day an offer is due and who answers before anything
else happens: Yes, or silence until it counts as a No. It is some twenty times quicker, and forgets what cannot matter any more.
"""

from collections.abc import Iterable

from ipp.engine.terms import Good
from ipp.value.calendar import NEVER
from ipp.value.chart import Chart
from ipp.value.cone import Cone
from ipp.value.listing import Ask
from ipp.value.spot import Asked, Coming, Lists, Spot
from ipp.value.upcoming import Upcoming, noted


class Walk:
    """The ways of customers through one chart, up to (not including) the day of the horizon."""

    def __init__(self, chart: Chart, horizon: int, thinking: int = 0, most_owned: int = 0) -> None:
        """`thinking`: days until a Yes; `most_owned`: up to which number of products their number matters."""
        self.chart, self.horizon, self.thinking = chart, horizon, thinking
        self.cone = Cone(chart)
        self.policy = chart.policy
        self.patience = chart.policy.defaults.patience.days
        self.goal = chart.policy.goal
        self.upcoming = Upcoming(chart, self.cone, horizon)
        segments = (chart.segments.judge(name).most for name in chart.policy.conditions)
        self.most_owned = max(most_owned, *segments, 0)

    # -- where customers stand

    def nobody(self) -> Spot:
        """Return somebody who bought nothing yet, on the first day."""
        return Spot(0, 0, 0, (), NEVER, NEVER, NEVER, NEVER, NEVER, (), 0, NEVER, NEVER, NEVER, ())

    def entered(self, good: Good) -> Spot:
        """Return somebody who buys this on the first day, and bought nothing before."""
        return self.cone.trimmed(self.bought(self.nobody(), good, 0))

    def bought(self, spot: Spot, good: Good, day: int) -> Spot:
        """Return the customer after buying something on a day."""
        facts = spot.facts | self.chart.facts.buying(good)
        since, latest = spot.goal_since, spot.goal_latest
        goal = self.goal
        if goal and self.cone.has_arrived(facts):
            since = day if since == NEVER else since
            latest = day if good.name == goal.good.name or good.products & goal.good.products else latest
        return spot._replace(
            day=day,
            facts=facts,
            owns=self._count(spot, good),
            lists=self._moved_to_front(spot.lists, good, day),
            first=day if spot.first == NEVER else spot.first,
            ordered=day,
            goal_since=since,
            goal_latest=latest,
            turns=noted(spot.turns, self.chart.renewed_by(good), day),
        )

    def _moved_to_front(self, lists: Lists, good: Good, day: int) -> Lists:
        products = sorted(good.products, key=self.policy.places.__getitem__)
        names = (good.name, *products) if good.kind == "bundle" else (good.name,)
        theirs = {name: since for name, since, _ in lists}
        others = tuple(each for each in lists if each[0] not in names)
        return (*((name, theirs.get(name, day), day) for name in names), *others)

    def _count(self, spot: Spot, good: Good) -> int:
        if not self.most_owned or not good.keeps:
            return spot.owns
        new = sum(1 for product in good.keeps if not spot.facts & self.chart.facts.bit("owned", product))
        return min(self.most_owned, spot.owns + new)

    # -- what is asked, and where answers lead

    def next(self, spot: Spot) -> Asked | None:
        """Return what this customer is asked next; None when nothing more is asked before the horizon."""
        return self.upcoming.find(spot).asked

    def look_ahead(self, spot: Spot) -> Coming:
        """Return what this customer is asked next, and what they wait for until then."""
        return self.upcoming.find(spot)

    def yes(self, asked: Asked) -> Spot:
        """Return the customer after a Yes."""
        ask, spot = asked.ask, asked.spot
        bought = self.bought(self._made(spot, ask, asked.day, asked.day), ask.good, self.said(asked))
        return self.cone.trimmed(bought)

    def said(self, asked: Asked) -> int:
        """Return the day on which a Yes is said."""
        return asked.day + min(self.thinking, self._silence(asked))

    def no(self, asked: Asked) -> Spot:
        """Return the customer after silence that counts as a No."""
        ask = asked.ask
        day = asked.day + self._silence(asked)
        spot = self._made(asked.spot, ask, asked.day, day)
        noes = spot.noes
        if ask.number in self.cone.hangs:
            noes = (*(no for no in noes if no[0] != ask.number), (ask.number, day))
        facts = spot.facts | self.chart.facts.bit("declined", ask.offer)
        refused = self._refused(spot._replace(day=day, facts=facts, noes=noes), ask)
        return self.cone.trimmed(self.upcoming.renewed(refused))

    def _refused(self, spot: Spot, ask: Ask) -> Spot:
        """Note a No of today to an offer of the ultimate action: it expires, or is the last one."""
        goal, bit = self.goal, self.chart.facts.bit
        if goal is None or ask.good.name != goal.good.name:
            return spot
        noes = spot.goal_noes + (ask.offer == goal.offer)
        if noes > goal.retries:
            last = bit("closed", goal.offer) if goal.retries else 0
            return spot._replace(facts=spot.facts | last, goal_noes=noes, goal_no=NEVER)
        if not noes:
            return spot
        facts = spot.facts | bit("declined", goal.offer)
        return spot._replace(facts=facts, goal_noes=noes, goal_no=spot.day)

    def _made(self, spot: Spot, ask: Ask, made: int, settled: int) -> Spot:
        """Note that an offer was made on a day, and asked about or refused until another."""
        renewed = self.chart.offered_by.get(ask.offer, ())
        refills = dict(spot.turns) if renewed else {}
        known = tuple(
            number for number in renewed if number in refills or not self.chart.turns[number].renewal.refill
        )
        met = made if spot.met == NEVER else spot.met
        return spot._replace(asked=made, told=made, met=met, turns=noted(spot.turns, known, settled))

    def _silence(self, asked: Asked) -> int:
        """Return how long silence lasts until it is a No."""
        ask, spot = asked.ask, asked.spot
        if ask.offer in self.chart.offered_by and self._is_answered(spot, ask):
            return self.patience
        if ask.renewal < 0 and not self.chart.ambiguous(ask.offer):
            return ask.patience
        makers = (each for each in self._readable(spot) if each.offer == ask.offer)
        if ask.offer in self.chart.offered_by:  # by `rest` too, which no dead rung speaks for
            makers = (each for each in makers if not each.over(spot.facts))
        return next((each.patience for each in makers), self.patience)

    def _is_answered(self, spot: Spot, ask: Ask) -> bool:
        """Whether there was a No to an offer, expired or not, or a purchase of its item."""
        bit = self.chart.facts.bit
        if spot.facts & (bit("declined", ask.offer) | bit("bought", ask.good.name)):
            return True
        return self.goal is not None and ask.offer == self.goal.offer and spot.goal_noes > 0

    def _readable(self, spot: Spot) -> Iterable[Ask]:
        for listing, _ in self.upcoming.reading(spot, everything=True):
            for line in listing.lines:
                yield from line.asks
