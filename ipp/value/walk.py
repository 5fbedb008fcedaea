"""One customer's way through the path, answer by answer: where they stand, what they are asked, where Yes and No lead.

The walk says what `decide` says (docs/meaning.md) of a customer who is asked on the day an offer is due and who answers before anything
else happens: Yes, or silence until it counts as a No. It is some twenty times quicker, and forgets what cannot matter any more.
"""

from ipp.engine.terms import Good
from ipp.value.chart import NEVER, Ask, Chart, Line, Listing
from ipp.value.cone import Cone
from ipp.value.spot import TODAY, Asked, Since, Spot, moving


class Walk:
    """The ways of customers through one chart, up to (not including) the day of the horizon."""

    def __init__(self, chart: Chart, horizon: int, thinking: int = 0, most_owned: int = 0) -> None:
        """`thinking`: days until a Yes; `most_owned`: up to which number of products their number matters."""
        self.chart, self.horizon, self.thinking = chart, horizon, thinking
        self.cone = Cone(chart)
        policy = chart.policy
        self.policy = policy
        self.gap = policy.defaults.gap.days
        self.patience = policy.defaults.patience.days
        self.goal = policy.goal
        self.goal_dead = chart.facts.buying(self.goal.good) if self.goal else 0
        segments = (chart.segments.judge(name).most for name in policy.conditions)
        self.most_owned = max(most_owned, *segments, 0)

    # -- where customers stand

    def nobody(self) -> Spot:
        """Return somebody who bought nothing yet, on the first day."""
        return Spot(0, 0, 0, (), NEVER, NEVER, NEVER, (), 0, NEVER, NEVER, ())

    def entered(self, good: Good) -> Spot:
        """Return somebody who buys this on the first day, and bought nothing before."""
        return self.cone.trimmed(self.bought(self.nobody(), good, 0))

    def bought(self, spot: Spot, good: Good, day: int) -> Spot:
        facts = spot.facts | self.chart.facts.buying(good)
        new = self._count(spot, good)
        products = sorted(good.products, key=self.policy.places.__getitem__)
        names = (good.name, *products) if good.kind == "bundle" else (good.name,)
        lists = tuple((name, day) for name in names) + tuple(
            each for each in spot.lists if each[0] not in names
        )
        base = spot.goal_base
        if self.goal and (good.name == self.goal.good.name or good.products & self.goal.good.products):
            base = day
        return spot._replace(
            day=day,
            facts=facts,
            owns=new,
            lists=lists,
            ordered=day,
            goal_base=base,
            turns=_noted(spot.turns, self.chart.renewed_by(good), day),
        )

    def _count(self, spot: Spot, good: Good) -> int:
        if not self.most_owned or not good.keeps:
            return spot.owns
        new = sum(1 for product in good.keeps if not spot.facts & self.chart.facts.bit("owned", product))
        return min(self.most_owned, spot.owns + new)

    # -- where answers lead

    def yes(self, asked: Asked) -> Spot:
        """Return the customer after a Yes."""
        ask, spot = asked.ask, asked.spot
        bought = self.bought(self._made(spot, ask, asked.day), ask.good, self.said(asked))
        return self.cone.trimmed(bought)

    def said(self, asked: Asked) -> int:
        """Return the day on which a Yes is said."""
        return asked.day + min(self.thinking, self._silence(asked))

    def no(self, asked: Asked) -> Spot:
        """Return the customer after silence that counts as a No."""
        ask = asked.ask
        day = asked.day + self._silence(asked)
        spot = self._made(asked.spot, ask, day)
        goal = self.goal is not None and ask.offer == self.goal.offer
        noes = spot.noes
        if ask.number in self.chart.uppers:
            noes = (*(no for no in noes if no[0] != ask.number), (ask.number, day))
        return self.cone.trimmed(
            spot._replace(
                day=day,
                facts=spot.facts | self.chart.facts.bit("declined", ask.offer),
                noes=noes,
                asked=asked.day,
                moved=day,
                goal_noes=spot.goal_noes + goal,
                goal_no=day if goal else spot.goal_no,
            )
        )

    def _made(self, spot: Spot, ask: Ask, day: int) -> Spot:
        """Note that an offer was made, or refused, on a day."""
        renewed = self.chart.offered_by.get(ask.offer, ())
        refills = dict(spot.turns) if renewed else {}
        known = tuple(
            number for number in renewed if number in refills or not self.chart.turns[number].renewal.refill
        )
        return spot._replace(asked=day, moved=day, turns=_noted(spot.turns, known, day))

    def _silence(self, asked: Asked) -> int:
        """Return how long silence lasts until it is a No."""
        ask, facts = asked.ask, asked.spot.facts
        bit = self.chart.facts.bit
        if asked.again or (
            ask.renewal >= 0 and facts & (bit("declined", ask.offer) | bit("bought", ask.good.name))
        ):
            return self.patience
        if ask.renewal < 0 and not self.chart.ambiguous(ask.offer):
            return ask.patience
        makers = (each for each in self._readable(asked.spot) if each.offer == ask.offer)
        if ask.offer in self.chart.offered_by:  # by `rest` too, which no dead rung speaks for
            makers = (each for each in makers if not each.over(facts))
        return next((each.patience for each in makers), self.patience)

    def _readable(self, spot: Spot) -> list[Ask]:
        return [ask for listing, _ in self._reading(spot) for line in listing.lines for ask in line.asks]

    # -- what is asked

    def _reading(self, spot: Spot) -> list[tuple[Listing, Since]]:
        """Return the lists in reading order."""
        chart = self.chart
        if self.cone.has_arrived(spot.facts):
            return [(chart.own, Since(spot.goal_base, spot.goal_base))]
        found: list[tuple[Listing, Since]] = []
        if chart.ready and chart.ready.holds(spot.facts, spot.owns):
            found.append((chart.ultimate, TODAY))
        found += [(chart.listing(name), Since(base, base)) for name, base in spot.lists]
        if spot.ordered > NEVER:
            found.append((chart.storewide, Since(spot.ordered, spot.ordered)))
        else:
            found.append((chart.prospects, moving(spot)))
        if self.goal and self.goal.cold:
            found.append((chart.ultimate, TODAY))
        return found

    def next(self, spot: Spot) -> Asked | None:
        """Return what this customer is asked next; None when nothing more is asked before the horizon."""
        for listing, since in self._reading(spot):
            counted = since
            for line in listing.lines:
                if line.door and not line.door.holds(spot.facts, spot.owns):
                    continue
                if line.done:
                    spot = self._done(spot, line, counted)
                    counted = moving(spot) if since.moving else since
                else:
                    asked = self._offered(spot, line, counted)
                    if asked:
                        return asked if asked.day < self.horizon else None
                if spot.day >= self.horizon:
                    return None
        return self._left_over(spot)

    def _done(self, spot: Spot, line: Line, since: Since) -> Spot:
        """Return the customer when a touch is done, if it is to be done."""
        due = max(spot.day if since.base is None else since.base + line.after, line.opens)
        day = max(spot.day, due)
        if spot.facts & line.done or day > line.closes:
            return spot
        return spot._replace(day=day, facts=spot.facts | line.done, moved=day)

    def _offered(self, spot: Spot, line: Line, since: Since) -> Asked | None:
        facts = spot.facts
        for ask in line.asks:
            if facts & ask.dead or (ask.wholes and ask.over(facts)):
                continue
            if ask.door and not ask.door.holds(facts, spot.owns):
                continue
            day = max(spot.day, self._due(spot, line, ask, since))
            if day <= ask.closes:
                return Asked(ask, day, spot)
        return None

    def _due(self, spot: Spot, line: Line, ask: Ask, since: Since) -> int:
        noes = (
            [day for number, day in spot.noes if day >= since.noes and number in ask.above]
            if ask.above
            else ()
        )
        due = spot.day if since.base is None else since.base + line.after
        if noes:
            due = max(noes) + ask.after
        return max(due, ask.opens, spot.asked + self.gap)

    def _left_over(self, spot: Spot) -> Asked | None:
        """Return the next ask when the lists have none: the ultimate action again, or a turn of `rest`."""
        coming = [self._again(spot)]
        last = dict(spot.turns)
        for number in sorted({*self.chart.unbought_turns, *last}):
            turned = self.chart.turns[number]
            if turned.door and not turned.door.holds(spot.facts, spot.owns):
                continue
            if turned.ask is None:  # done now, if it never was; later it changes nothing
                if all(each is None or each.day > spot.day for each in coming):
                    spot = spot._replace(facts=spot.facts | turned.done)
                continue
            day = max(last.get(number, NEVER) + turned.renewal.every, spot.asked + self.gap, spot.day)
            coming.append(Asked(turned.ask, day, spot))
        asks = [each for each in coming if each]
        if not asks:
            return None
        first = min(asks, key=lambda each: each.day)
        return first._replace(spot=spot) if first.day < self.horizon else None

    def _again(self, spot: Spot) -> Asked | None:
        goal = self.goal
        if (
            not goal
            or not self.chart.ultimate.lines
            or not spot.goal_noes
            or spot.goal_noes > goal.retries
            or goal.good.draft
        ):
            return None
        if spot.facts & self.goal_dead:
            return None
        day = max(spot.goal_no + goal.again_after, spot.asked + self.gap, spot.day)
        line = self.chart.ultimate.lines[0]
        return Asked(line.asks[0], day, spot, again=True)


def _noted(
    turns: tuple[tuple[int, int], ...], numbers: tuple[int, ...], day: int
) -> tuple[tuple[int, int], ...]:
    """Return the turns with these had on a day."""
    if not numbers:
        return turns
    return tuple(sorted({**dict(turns), **dict.fromkeys(numbers, day)}.items()))
