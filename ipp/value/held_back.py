"""What holds the path back: the steps for which customers wait, told nothing, before they are asked for the ultimate action.

A customer counts for the first step for which they wait longer than LONG days; what comes after it comes to nobody in time.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ipp.engine.decision.action import label_offer
from ipp.engine.policy.clauses import Offer
from ipp.value.process.chain_state import Wait
from ipp.value.process.compiled.calendar import NEVER
from ipp.value.process.transitions import END
from ipp.value.solve.estimate import Estimate, estimate_mean, estimate_ratio
from ipp.value.solve.runs import SweepRun, SweepRuns

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
        return label_offer(self.offer) if self.offer else self.touch


_Key = tuple[Offer | None, str, Literal["wait", "window"]]
_Counts = dict[_Key, tuple[float, float]]


def find_held_back(runs: SweepRuns) -> tuple[HeldBack, ...]:
    """Return the steps that hold customers back, most of them first."""
    counted = [_count_waits(run, runs) for run in runs.each]
    keys = dict.fromkeys(key for counts in counted for key in counts)
    found = (_estimate_held_back(key, [counts.get(key, (0.0, 0.0)) for counts in counted]) for key in keys)
    weighty = [each for each in found if each.share.value >= LEAST]
    return tuple(sorted(weighty, key=lambda each: (-each.share.value, each.name)))


def _estimate_held_back(key: _Key, counts: list[tuple[float, float]]) -> HeldBack:
    shares = [share for share, _ in counts]
    return HeldBack(*key, estimate_mean(shares), estimate_ratio([days for _, days in counts], shares))


def _count_waits(run: SweepRun, runs: SweepRuns) -> _Counts:
    """Return how many customers of a net wait first for each step, and their days together."""
    found: _Counts = {}
    for wait, share in _list_waits(run, runs):
        key = wait.offer, wait.touch, wait.reason
        customers, days = found.get(key, (0.0, 0.0))
        found[key] = customers + share, days + share * wait.days
    return found


def _list_waits(run: SweepRun, runs: SweepRuns) -> Iterator[tuple[Wait, float]]:
    """Yield the first long wait of the customers, with their share; who is asked for the ultimate action, or has it, waits no more."""
    sweep, terms = run.sweep, runs.terms
    transitions, takes = terms.transitions, terms.takes
    here = [0.0] * (len(sweep.transitions) + 1)

    def arrive(state: int, number: int, share: float) -> Iterator[tuple[Wait, float]]:
        if number != END:
            here[number] += share * sweep.weights[number]
        elif (
            state != END
            and share
            and transitions.find_transition(state) is None
            and state in transitions.waits
        ):
            yield transitions.waits[state], share

    for state, share in runs.shares.items():
        if state != END and transitions.get_state(state).goal_since == NEVER:
            yield from arrive(state, sweep.starts.get(state, END), share)
    for number, transition in enumerate(sweep.transitions):
        share = here[number]
        wait = transitions.waits.get(sweep.states[number])
        if share and wait:
            yield wait, share
        elif share and not transition.first:
            if not transition.arrives:
                yield from arrive(transition.yes, sweep.yes[number], share * takes[transition.rate_key])
            yield from arrive(
                transition.no,
                sweep.no[number],
                share * (1 - takes[transition.rate_key]) * terms.stays[transition.rate_key],
            )
