"""What comes next for a customer whom nobody answers meanwhile: touches are made, waits run out, windows open (docs/meaning.md, sentences 2 and 9 to 12)."""

from collections.abc import Iterator
from typing import NamedTuple

from ipp.value.calendar import ALWAYS, NEVER
from ipp.value.chart import Chart, Turned
from ipp.value.cone import Cone
from ipp.value.listing import Ask, Line, Listing
from ipp.value.spot import Asked, Coming, Numbered, Place, Spot, Wait, known

READY, COLD = Place(None, None, "ready"), Place(None, None, "cold")


class Step(NamedTuple):
    """A live step: its day, and the offer or the touch, with the fact that it is done."""

    day: int
    ask: Ask | None
    touch: str
    done: int
    resting: bool = False  # a turn of `rest`


class View(NamedTuple):
    """What a day holds: the step that is due, else the one due soonest; `opens` is the first day on which something else may be."""

    spot: Spot
    step: Step | None
    opens: int


class Upcoming:
    """Finds the next ask of customers of one chart, up to (not including) the day of the horizon."""

    def __init__(self, chart: Chart, cone: Cone, horizon: int) -> None:
        self.chart, self.cone, self.horizon = chart, cone, horizon
        self.goal = chart.policy.goal
        self.gap, self.spacing = chart.policy.defaults.gap.days, chart.spacing

    def find(self, spot: Spot) -> Coming:
        """Return the next ask before the horizon."""
        quiet, opened, longest = spot.day, False, None
        while spot.day < self.horizon:
            spot, step, opens = self._view(self.renewed(spot))
            day = min(opens, step.day) if step else opens
            if step and step.day == day:
                longest = _longer(longest, step, day - quiet, opened)
            if day >= self.horizon:
                return Coming(None, longest)
            spot = self.renewed(spot._replace(day=day)) if day > spot.day else spot
            if step is None or step.day > day or opens <= day:
                opened = True
                continue
            if step.ask:
                return Coming(Asked(step.ask, day, spot), longest)
            spot = self._touched(spot, step)
            quiet, opened = day, False
        return Coming(None, longest)

    def renewed(self, spot: Spot) -> Spot:
        """Return the customer once the No to the ultimate action expired, if it is its day."""
        goal = self.goal
        if goal is None or spot.goal_no == NEVER or spot.goal_no + goal.again_after > spot.day:
            return spot
        declined = self.chart.facts.bit("declined", goal.offer)
        return spot._replace(facts=spot.facts & ~declined, goal_no=NEVER)

    def reading(self, spot: Spot, everything: bool = False) -> Iterator[tuple[Listing, Place]]:
        """Yield the lists in reading order; `everything`: the cold ultimate, too, where the ready one was read."""
        chart, latest = self.chart, known(spot.met if spot.ordered == NEVER else spot.ordered)
        if spot.goal_since > NEVER:
            yield chart.own, Place(spot.goal_since, spot.goal_latest)
            return
        ready = chart.ready is not None and chart.ready.holds(spot.facts, spot.owns)
        if ready:
            yield chart.ultimate, READY._replace(latest=latest)
        for name, since, bought in spot.lists:
            yield chart.listing(name), Place(since, bought)
        if spot.ordered > NEVER:
            yield chart.storewide, Place(spot.first, latest, "store")
        else:
            yield chart.prospects, Place(latest, latest, "prospects")
        if self.goal and self.goal.cold and (everything or not ready):
            yield chart.ultimate, COLD._replace(latest=latest)

    def _view(self, spot: Spot) -> View:
        """Return what a day holds; touches that are due are made where nothing can come of it but the next step."""
        soonest: Step | None = None
        opens = self._expires(spot)
        for listing, place in self.reading(spot):
            if soonest and place.origin in ("store", "cold"):
                break
            for line in listing.lines:
                found, opening = self._live(spot, line, place)
                opens = min(opens, opening)
                if found is None:
                    continue
                if found.day > spot.day:
                    soonest = found if soonest is None or found.day < soonest.day else soonest
                    break
                if found.ask or soonest or self.spacing or place.origin == "prospects":
                    return View(spot, found, ALWAYS)
                spot = self._touched(spot, found)
        if soonest is None:
            soonest = self._turn(spot)
        return View(spot, soonest, ALWAYS if soonest and soonest.day <= spot.day else opens)

    def _expires(self, spot: Spot) -> int:
        return spot.goal_no + self.goal.again_after if self.goal and spot.goal_no > NEVER else ALWAYS

    def _touched(self, spot: Spot, step: Step) -> Spot:
        """Return the customer when a touch was made today."""
        day, turns = spot.day, self.chart.touching.get(step.touch)
        return spot._replace(
            facts=spot.facts | step.done,
            told=day,
            met=day if spot.met == NEVER else spot.met,
            turns=noted(spot.turns, turns, day) if turns else spot.turns,
        )

    def _live(self, spot: Spot, line: Line, place: Place) -> tuple[Step | None, int]:
        """Return the live part of a step, and the first day on which a window may open another."""
        facts, opens = spot.facts, ALWAYS
        if line.done and facts & line.done:
            return None, opens
        if line.door and not line.door.holds(facts, spot.owns):
            return None, opens
        if line.done:
            day = self._spaced(spot, self._wait(spot, line, place))
            day, opens = self._in_time(line, day, place.latest)
            return (Step(day, None, line.touch, line.done) if day < ALWAYS else None), opens
        for ask in line.asks:
            if facts & ask.dead or (ask.wholes and ask.over(facts)):
                continue
            if ask.door and not ask.door.holds(facts, spot.owns):
                continue
            day, opening = self._day(spot, line, ask, place)
            opens = min(opens, opening)
            if day < ALWAYS:
                return Step(day, ask, "", 0), opens
        return None, opens

    def _day(self, spot: Spot, line: Line, ask: Ask, place: Place) -> tuple[int, int]:
        """Return the day of a rung, ALWAYS if it is passed over, and the day on which a window opens it."""
        since = NEVER if place.since is None else place.since
        no = max(
            (day for number, day in spot.noes if day >= since and number in ask.above) if ask.above else (),
            default=NEVER,
        )
        due = self._wait(spot, line, place) if no == NEVER else no + ask.after
        due = max(spot.day, due, spot.asked + ask.gap)
        due = due if ask.on_the_spot else self._spaced(spot, due)
        latest = None if place.latest is None else max(place.latest, no)
        return self._in_time(ask, due, latest)

    @staticmethod
    def _wait(spot: Spot, line: Line, place: Place) -> int:
        return spot.day if place.since is None else max(spot.day, place.since + line.after)

    def _spaced(self, spot: Spot, day: int) -> int:
        return max(day, spot.told + self.spacing) if self.spacing else day

    @staticmethod
    def _in_time(step: Line | Ask, day: int, latest: int | None) -> tuple[int, int]:
        """Return the day on which a step is live, ALWAYS if windows or `within` close it, and the day on which a window opens it."""
        last = ALWAYS if step.within is None or latest is None else latest + step.within
        if day > last:
            return ALWAYS, ALWAYS
        if step.open_days is None:
            return day, ALWAYS
        opens = step.open_days.opens(day)
        if opens == day:
            return day, ALWAYS
        return ALWAYS, opens if opens <= last else ALWAYS

    def _turn(self, spot: Spot) -> Step | None:
        """Return the first turn of `rest` that is due, else the one due soonest."""
        soonest: Step | None = None
        last = dict(spot.turns)
        for number in sorted({*self.chart.unbought_turns, *last}):
            found = self._turned(spot, self.chart.turns[number], last.get(number, NEVER))
            if found and found.day <= spot.day:
                return found
            if found and (soonest is None or found.day < soonest.day):
                soonest = found
        return soonest

    def _turned(self, spot: Spot, turned: Turned, last: int) -> Step | None:
        """Return a turn that is open to a customer; a touch that was made comes again only for what it does to `spacing`."""
        renewal = turned.renewal
        if turned.door and not turned.door.holds(spot.facts, spot.owns):
            return None
        day = max(spot.day, last + renewal.every)
        if turned.ask:
            return Step(self._spaced(spot, max(day, spot.asked + self.gap)), turned.ask, "", 0, True)
        if spot.facts & turned.done and not self.spacing:
            return None
        return Step(self._spaced(spot, day), None, renewal.name, turned.done, True)


def _longer(known: Wait | None, step: Step, days: int, opened: bool) -> Wait | None:
    """Return the longer of two waits; turns of `rest` are nothing that anybody waits for."""
    if step.resting or days <= (known.days if known else 0):
        return known
    offer = step.ask.offer if step.ask else None
    return Wait(days, offer, step.touch, "window" if opened else "wait")


def noted(turns: Numbered, numbers: tuple[int, ...], day: int) -> Numbered:
    """Return the turns with these had on a day."""
    return tuple(sorted({**dict(turns), **dict.fromkeys(numbers, day)}.items())) if numbers else turns
