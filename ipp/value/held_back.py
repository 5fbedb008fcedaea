"""What holds the path back: the steps for which customers wait, told nothing, before they are asked for the ultimate action.

A customer counts for the first step for which they wait longer than LONG days; what comes after it comes to nobody in time.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ipp.engine.action import offer_label
from ipp.engine.terms import Offer
from ipp.value.calendar import NEVER
from ipp.value.estimate import Estimate, estimated, ratio
from ipp.value.spot import Wait
from ipp.value.sweeps import Run, Runs
from ipp.value.ways import END

LEAST = 0.005
"""The share of the entering customers from which on a step is told."""


class HeldBack(NamedTuple):
    """A step that customers wait for: which share of those who enter, and for how many days on average."""

    offer: Offer | None
    touch: str
    reason: Literal["wait", "window"]
    share: Estimate
    days: Estimate | None

    @property
    def name(self) -> str:
        """The offer or touch as people name it."""
        return offer_label(self.offer) if self.offer else self.touch


_Key = tuple[Offer | None, str, Literal["wait", "window"]]
_Counts = dict[_Key, tuple[float, float]]


def held_back(runs: Runs) -> tuple[HeldBack, ...]:
    """Return the steps that hold customers back, most of them first."""
    counted = [_count(run, runs) for run in runs.each]
    keys = dict.fromkeys(key for counts in counted for key in counts)
    found = (_told(key, [counts.get(key, (0.0, 0.0)) for counts in counted]) for key in keys)
    weighty = [each for each in found if each.share.value >= LEAST]
    return tuple(sorted(weighty, key=lambda each: (-each.share.value, each.name)))


def _told(key: _Key, counts: list[tuple[float, float]]) -> HeldBack:
    shares = [share for share, _ in counts]
    return HeldBack(*key, estimated(shares), ratio([days for _, days in counts], shares))


def _count(run: Run, runs: Runs) -> _Counts:
    """Return how many customers of a net wait first for each step, and their days together."""
    found: _Counts = {}
    for wait, share in _waiting(run, runs):
        key = wait.offer, wait.touch, wait.reason
        customers, days = found.get(key, (0.0, 0.0))
        found[key] = customers + share, days + share * wait.days
    return found


def _waiting(run: Run, runs: Runs) -> Iterator[tuple[Wait, float]]:
    """Yield the first long wait of the customers, with their share; who is asked for the ultimate action, or has it, waits no more."""
    net, terms = run.net, runs.terms
    ways, takes = terms.ways, terms.takes
    here = [0.0] * (len(net.ways) + 1)

    def arrive(spot: int, place: int, share: float) -> Iterator[tuple[Wait, float]]:
        if place != END:
            here[place] += share * net.weights[place]
        elif spot != END and share and ways.way(spot) is None and spot in ways.waits:
            yield ways.waits[spot], share

    for spot, share in runs.shares.items():
        if spot != END and ways.spot(spot).goal_since == NEVER:
            yield from arrive(spot, net.starts.get(spot, END), share)
    for place, way in enumerate(net.ways):
        share = here[place]
        wait = ways.waits.get(net.spots[place])
        if share and wait:
            yield wait, share
        elif share and not way.first:
            if not way.arrives:
                yield from arrive(way.yes, net.yes[place], share * takes[way.param])
            yield from arrive(way.no, net.no[place], share * (1 - takes[way.param]) * terms.stay)
