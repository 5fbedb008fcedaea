"""The nets of one question: a single exact one where there are few enough ways, else independent random ones.

The threshold is lowered until the interval of the margin is narrow, or the work has reached its limit. All of it is counted in nodes
and not in seconds, so the same question has the same answer on every machine.
"""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from ipp.value.estimate import RUNS, Estimate, estimated
from ipp.value.net import Net, TooMany, cast
from ipp.value.outcome import NOTHING, Figures, Outcome, outcome
from ipp.value.terms import Terms

EXACT = 20_000
"""Nodes that are walked one and all."""
FIRST = 1e-3
FINER = 4.0
MOST_NODES = 150_000
"""Nodes of all runs together, after which the threshold is not lowered any more."""
NARROW = 0.004
"""The half width of the interval of the total margin, in parts of it, that is narrow enough."""
NARROW_CHANCE = 0.03

Watch = Callable[[str], None]
"""Whoever shows what is going on."""


class Run(NamedTuple):
    """One net and what it came to; `total` over all entries by their shares."""

    net: Net
    outcome: Outcome
    total: Figures


class Runs(NamedTuple):
    """All nets of one question. `threshold` is 0 when the one net is exact."""

    threshold: float
    terms: Terms
    shares: dict[int, float]  # by start spot
    each: tuple[Run, ...]

    @property
    def exact(self) -> bool:
        return not self.threshold

    @property
    def nodes(self) -> int:
        return sum(len(run.net.ways) for run in self.each)

    def figure(self, name: str) -> Estimate:
        """Return a figure of the total with its interval."""
        return estimated([getattr(run.total, name) for run in self.each])


def evaluated(net: Net, terms: Terms, shares: dict[int, float]) -> Run:
    """Evaluate a net."""
    found = outcome(net, terms, shares)
    total = NOTHING
    for spot, figures in found.starts.items():
        total = total.plus(figures.times(shares[spot]))
    return Run(net, found, total)


def swept(
    terms: Terms, shares: dict[int, float], seed: int, watch: Watch, threshold: float | None = None
) -> Runs:
    """Cast nets for entries with these shares: exact if that can be done, else RUNS random ones.

    With a `threshold` that one is taken: 0 for exact, whatever it costs.
    """
    if not threshold:
        try:
            net = cast(terms, shares, limit=EXACT if threshold is None else None)
            return Runs(0.0, terms, shares, (evaluated(net, terms, shares),))
        except TooMany:
            watch("too many ways to walk them all: drawing by lot")
    level = threshold or FIRST
    while True:
        runs = Runs(level, terms, shares, tuple(_random(terms, shares, seed, level, watch)))
        if threshold or _narrow(runs) or runs.nodes * FINER > MOST_NODES:
            return runs
        level /= FINER


def _random(terms: Terms, shares: dict[int, float], seed: int, threshold: float, watch: Watch) -> list[Run]:
    found = []
    for number in range(RUNS):
        watch(f"run {number + 1} of {RUNS}, customers down to 1 in {round(1 / threshold):,}")
        random = Random(seed * 1_000_003 + number)
        found.append(evaluated(cast(terms, shares, threshold=threshold, random=random), terms, shares))
    return found


def _narrow(runs: Runs) -> bool:
    margin, chance = runs.figure("margin"), runs.figure("chance")
    return margin.half <= NARROW * abs(margin.value) and chance.half <= NARROW_CHANCE * chance.value
