"""The nets of one question: a single exact one where there are few enough ways, else independent random ones.

The threshold is lowered until the interval of the margin is narrow, or the work has reached its limit. All of it is counted in nodes
and not in seconds, so the same question has the same answer on every machine.
"""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from ipp.value.solve.estimate import RUNS, Estimate, estimate_mean
from ipp.value.solve.outcome import NO_FIGURES, Figures, Outcome, evaluate_sweep
from ipp.value.solve.sweep import Sweep, TooManyNodes, run_sweep
from ipp.value.solve.valuation import Valuation

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


class SweepRun(NamedTuple):
    """One net and what it came to; `total` over all entries by their shares."""

    sweep: Sweep
    outcome: Outcome
    total: Figures


class SweepRuns(NamedTuple):
    """All nets of one question. `threshold` is 0 when the one net is exact."""

    threshold: float
    terms: Valuation
    shares: dict[int, float]  # by start spot
    each: tuple[SweepRun, ...]

    @property
    def exact(self) -> bool:
        return not self.threshold

    @property
    def nodes(self) -> int:
        return sum(len(run.sweep.transitions) for run in self.each)

    def get_figure(self, name: str) -> Estimate:
        """Return a figure of the total with its interval."""
        return estimate_mean([getattr(run.total, name) for run in self.each])


def evaluate_run(sweep: Sweep, terms: Valuation, shares: dict[int, float]) -> SweepRun:
    """Evaluate a net."""
    found = evaluate_sweep(sweep, terms, shares)
    total = NO_FIGURES
    for state, figures in found.starts.items():
        total = total.add_figures(figures.scale_by(shares[state]))
    return SweepRun(sweep, found, total)


def run_sweeps(
    terms: Valuation, shares: dict[int, float], seed: int, watch: Watch, threshold: float | None = None
) -> SweepRuns:
    """Cast nets for entries with these shares: exact if that can be done, else RUNS random ones.

    With a `threshold` that one is taken: 0 for exact, whatever it costs.
    """
    if not threshold:
        try:
            sweep = run_sweep(terms, shares, limit=EXACT if threshold is None else None)
            return SweepRuns(0.0, terms, shares, (evaluate_run(sweep, terms, shares),))
        except TooManyNodes:
            watch("too many ways to walk them all: drawing by lot")
    level = threshold or FIRST
    while True:
        runs = SweepRuns(level, terms, shares, tuple(_run_random(terms, shares, seed, level, watch)))
        if threshold or _is_narrow(runs) or runs.nodes * FINER > MOST_NODES:
            return runs
        level /= FINER


def _run_random(
    terms: Valuation, shares: dict[int, float], seed: int, threshold: float, watch: Watch
) -> list[SweepRun]:
    found = []
    for number in range(RUNS):
        watch(f"run {number + 1} of {RUNS}, customers down to 1 in {round(1 / threshold):,}")
        random = Random(seed * 1_000_003 + number)
        found.append(
            evaluate_run(run_sweep(terms, shares, threshold=threshold, random=random), terms, shares)
        )
    return found


def _is_narrow(runs: SweepRuns) -> bool:
    margin, chance = runs.get_figure("margin"), runs.get_figure("chance")
    return margin.half <= NARROW * abs(margin.value) and chance.half <= NARROW_CHANCE * chance.value
