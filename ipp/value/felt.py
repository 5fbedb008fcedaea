"""What a change of one list brings, valued where it is felt: from the spots on at which customers are asked something else for the first time.

From there both orders are followed, with the same lots; everywhere else nothing changes.
"""

from random import Random

from ipp.value.net import TooMany, cast
from ipp.value.outcome import values
from ipp.value.sweeps import Run, Runs
from ipp.value.terms import Terms
from ipp.value.ways import END, Way, Ways

COARSE = 4e-3
"""Down to which part of the customers who feel a change they are followed."""
FEW = 500
"""Nodes up to which they are all followed."""


class Felt:
    """Where a change is felt: the spots at which customers are asked something else than before, or on other terms."""

    def __init__(self, old: Ways, new: Ways) -> None:
        self.old, self.new = old, new
        self.touched = None if new.changed is None else old.readers(new.changed)
        self._known: dict[int, bool] = {}

    def at(self, spot: int, way: Way) -> bool:
        if self.touched is not None and spot not in self.touched:
            return False
        found = self._known.get(spot)
        if found is None:
            found = self._known[spot] = not self.new.asks_as(way, self.old.spot(spot))
        return found


def felt_difference(run: Run, runs: Runs, changed: Terms, felt: Felt, seed: int) -> float:
    """Return the difference of the margin, from the spots on at which a change is felt first."""
    frontier = _frontier(run, runs, felt)
    mass = sum(frontier.values())
    if not mass:
        return 0.0
    old, new = runs.terms.ways, changed.ways
    moved = {new.number(old.spot(spot)): share for spot, share in frontier.items()}
    if runs.exact:
        return _margin(changed, moved, None, seed) - _known_margin(run, frontier)
    return _margin(changed, moved, mass, seed) - _margin(runs.terms, frontier, mass, seed)


def _known_margin(run: Run, shares: dict[int, float]) -> float:
    """Return the margin of the customers at spots of an exact net."""
    margins = dict(zip(run.net.spots, run.outcome.margins, strict=False))
    return sum(share * margins[spot] for spot, share in shares.items())


def _margin(terms: Terms, shares: dict[int, float], mass: float | None, seed: int) -> float:
    """Return the margin of the customers at these spots: of all their ways if `mass` is None or they are few, else by lot."""
    try:
        net = cast(terms, shares, limit=None if mass is None else FEW)
    except TooMany:
        assert mass is not None
        net = cast(terms, shares, threshold=mass * COARSE, random=Random(seed))
    worth = values(net, terms)
    return sum(shares[spot] * worth[place].margin for spot, place in net.starts.items())


def _frontier(run: Run, runs: Runs, felt: Felt) -> dict[int, float]:
    """Return the customers at the spots at which a change is felt first, by spot."""
    net, terms = run.net, runs.terms
    here = [0.0] * (len(net.ways) + 1)
    for start, place in net.starts.items():
        here[place] += runs.shares[start]
    found: dict[int, float] = {}
    for place, way in enumerate(net.ways):
        mass = here[place]
        if not mass:
            continue
        spot = net.spots[place]
        if felt.at(spot, way):
            found[spot] = found.get(spot, 0.0) + mass
            continue
        take = terms.takes[way.param]
        for child, share in ((net.yes[place], take), (net.no[place], (1 - take) * terms.stay)):
            if child != END:
                here[child] += mass * share * net.weights[child]
    return found
