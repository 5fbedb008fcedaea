"""What a change of one list brings, valued where it is felt: from the spots on at which customers are asked something else for the first time.

From there both orders are followed, with the same lots; everywhere else nothing changes.
"""

from random import Random

from ipp.value.process.transitions import END, Transition, Transitions
from ipp.value.solve.outcome import value_nodes
from ipp.value.solve.runs import SweepRun, SweepRuns
from ipp.value.solve.sweep import TooManyNodes, run_sweep
from ipp.value.solve.valuation import Valuation

COARSE = 4e-3
"""Down to which part of the customers who feel a change they are followed."""
FEW = 500
"""Nodes up to which they are all followed."""


class Divergence:
    """Where a change is felt: the spots at which customers are asked something else than before, or on other terms."""

    def __init__(self, old: Transitions, new: Transitions) -> None:
        self.old, self.new = old, new
        self.touched = None if new.changed is None else old.list_reading_states(new.changed)
        self._found: dict[int, bool] = {}

    def is_at(self, state: int, transition: Transition) -> bool:
        if self.touched is not None and state not in self.touched:
            return False
        found = self._found.get(state)
        if found is None:
            found = self._found[state] = not self.new.asks_same(transition, self.old.get_state(state))
        return found


def estimate_divergence(
    run: SweepRun, runs: SweepRuns, changed: Valuation, divergence: Divergence, seed: int
) -> float:
    """Return the difference of the margin, from the spots on at which a change is felt first."""
    frontier = _find_frontier(run, runs, divergence)
    mass = sum(frontier.values())
    if not mass:
        return 0.0
    old, new = runs.terms.transitions, changed.transitions
    moved = {new.number_state(old.get_state(state)): share for state, share in frontier.items()}
    if runs.exact:
        return _estimate_margin(changed, moved, None, seed) - _sum_margins(run, runs, frontier)
    return _estimate_margin(changed, moved, mass, seed) - _estimate_margin(runs.terms, frontier, mass, seed)


def _sum_margins(run: SweepRun, runs: SweepRuns, shares: dict[int, float]) -> float:
    """Return the margin of the customers at spots of an exact net."""
    margins = dict(zip(run.sweep.states, run.outcome.margins, strict=False))
    arrival = runs.terms.value_arrival
    return sum(share * (margins[state] + arrival(state)) for state, share in shares.items())


def _estimate_margin(terms: Valuation, shares: dict[int, float], mass: float | None, seed: int) -> float:
    """Return the margin of the customers at these spots: of all their ways if `mass` is None or they are few, else by lot."""
    try:
        sweep = run_sweep(terms, shares, limit=None if mass is None else FEW)
    except TooManyNodes:
        assert mass is not None
        sweep = run_sweep(terms, shares, threshold=mass * COARSE, random=Random(seed))
    worth = value_nodes(sweep, terms)
    return sum(
        share * worth[sweep.starts.get(state, END)].earn(terms.value_arrival(state)).margin
        for state, share in shares.items()
    )


def _find_frontier(run: SweepRun, runs: SweepRuns, divergence: Divergence) -> dict[int, float]:
    """Return the customers at the spots at which a change is felt first, by spot."""
    sweep, terms = run.sweep, runs.terms
    here = [0.0] * (len(sweep.transitions) + 1)
    for start, place in sweep.starts.items():
        here[place] += runs.shares[start]
    found: dict[int, float] = {}
    for place, transition in enumerate(sweep.transitions):
        mass = here[place]
        if not mass:
            continue
        state = sweep.states[place]
        if divergence.is_at(state, transition):
            found[state] = found.get(state, 0.0) + mass
            continue
        take, stay = terms.takes[transition.rate_key], terms.stays[transition.rate_key]
        for child, share in ((sweep.yes[place], take), (sweep.no[place], (1 - take) * stay)):
            if child != END:
                here[child] += mass * share * sweep.weights[child]
    return found
