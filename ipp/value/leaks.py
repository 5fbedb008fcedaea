"""What each offer is worth: one more point, a tenth more, and what is lost when nobody takes it any more.

An offer that is asked once in a history has a value that is affine in its rate (docs/forecast.md), so its slope says all three. Offers that
come again (refills, `rest`, the ultimate action after a No) are valued anew with the other rate, on the same nets.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.value.process.compiled.compiled_lists import Turn
from ipp.value.solve.ancestors import Ancestors
from ipp.value.solve.estimate import Estimate, estimate_mean, estimate_ratio
from ipp.value.solve.outcome import FAR, find_gain
from ipp.value.solve.runs import SweepRun, SweepRuns
from ipp.value.solve.valuation import Valuation

POINT = 0.01
TENTH = 0.1


class Leak(NamedTuple):
    """One offer: how often an entering customer is asked it, who says Yes, and margin per entering customer."""

    offer: Offer
    turn: Turn
    asked: Estimate
    take: Estimate
    point: Estimate  # worth of one more percentage point, or of what is left to 100 %
    tenth: Estimate  # worth of a rate a tenth higher, likewise
    removed: Estimate  # lost if nobody said Yes to it any more
    distance: int | None  # fewest answers from this ask to that for the ultimate action
    rank: int = 0  # by the worth of one more point


_Change = tuple[float, float, float]


class _Row(NamedTuple):
    offer: Offer
    turn: Turn
    params: tuple[int, ...]


def list_ancestries(runs: SweepRuns) -> list[Ancestors]:
    """Return what stands above what in each net, which no rate changes."""
    return [Ancestors(run.sweep) for run in runs.each]


def find_leaks(runs: SweepRuns, ancestries: Sequence[Ancestors] | None = None) -> tuple[Leak, ...]:
    """Return every offer that is asked, from the end backwards: by distance, then by worth; `ancestries` of the nets, if they are known."""
    ancestries = ancestries or list_ancestries(runs)
    found = [_measure_leak(runs, row, ancestries) for row in _list_rows(runs.terms)]
    ranked = sorted(found, key=lambda leak: (-leak.point.value, leak.offer[0], str(leak.offer[1]), leak.turn))
    numbered = [leak._replace(rank=place) for place, leak in enumerate(ranked, 1)]
    return tuple(
        sorted(numbered, key=lambda leak: (FAR if leak.distance is None else leak.distance, leak.rank))
    )


def _list_rows(terms: Valuation) -> Iterator[_Row]:
    rows: dict[tuple[Offer, Turn], list[int]] = {}
    for number, rate_key in enumerate(terms.params):
        if not terms.asks[number]:
            continue
        rows.setdefault((rate_key.offer, rate_key.turn), []).append(number)
    for (offer, turn), params in rows.items():
        yield _Row(offer, turn, tuple(params))


def _measure_leak(runs: SweepRuns, row: _Row, ancestries: Sequence[Ancestors]) -> Leak:
    terms = runs.terms
    asked = [_sum_slopes(run.outcome.asked, row.params) for run in runs.each]
    accepted = [
        sum(_sum_slopes(run.outcome.asked, (rate_key,)) * terms.takes[rate_key] for rate_key in row.params)
        for run in runs.each
    ]
    distance = min(
        run.outcome.distances[rate_key]
        for run in runs.each
        for rate_key in row.params
        if rate_key < len(run.outcome.distances)
    )
    point, tenth, removed = _measure_worths(runs, row, ancestries)
    take = estimate_ratio(accepted, asked) or estimate_mean([terms.takes[row.params[0]]])
    return Leak(
        row.offer,
        row.turn,
        estimate_mean(asked),
        take,
        point,
        tenth,
        removed,
        None if distance >= FAR else distance,
    )


def _measure_worths(
    runs: SweepRuns, row: _Row, ancestries: Sequence[Ancestors]
) -> tuple[Estimate, Estimate, Estimate]:
    if _is_repeated(runs.terms, row):
        return _revalue_leak(runs, row, ancestries)
    takes = runs.terms.takes

    def measure_gain(by: Callable[[float], float]) -> Estimate:
        return estimate_mean(
            [
                sum(
                    _sum_slopes(run.outcome.slopes, (rate_key,)) * by(takes[rate_key])
                    for rate_key in row.params
                )
                for run in runs.each
            ]
        )

    return (
        measure_gain(lambda take: _add_point(take) - take),
        measure_gain(lambda take: _add_tenth(take) - take),
        measure_gain(lambda take: take),
    )


def _add_point(take: float) -> float:
    """Return a rate one percentage point higher; more than everybody cannot say Yes."""
    return max(take, min(1.0, take + POINT))


def _add_tenth(take: float) -> float:
    return max(take, min(1.0, take * (1 + TENTH)))


def _is_repeated(terms: Valuation, row: _Row) -> bool:
    goal, compiled = terms.policy.goal, terms.transitions.walk.compiled
    return (
        bool(row.turn)
        or row.offer in compiled.each_time_offers
        or row.offer[0] in compiled.ending
        or bool(goal and goal.retries and row.offer == goal.offer)
    )


def _revalue_leak(
    runs: SweepRuns, row: _Row, ancestries: Sequence[Ancestors]
) -> tuple[Estimate, Estimate, Estimate]:
    """Return what the total margin gains by one more point and by a tenth more, and what it loses without the offer."""
    changes = [
        _measure_changes(run, runs, row, above) for run, above in zip(runs.each, ancestries, strict=True)
    ]
    point, tenth, removed = (estimate_mean([change[place] for change in changes]) for place in range(3))
    return point, tenth, removed.scale_by(-1)


def _measure_changes(run: SweepRun, runs: SweepRuns, row: _Row, above: Ancestors) -> _Change:
    """Return how the total margin of a net changes under three other rates for a row.

    The difference d of the values follows V backwards: with a' for a at the nodes of the row,
    d = w ((a' - a)(g + V_y - s V_n) + a' d_y + (1 - a') s d_n), and elsewhere the same with a' = a.
    It is 0 wherever the row is not ahead, so only nodes above it are looked at.
    """
    sweep, margins, stays, takes = run.sweep, run.outcome.margins, runs.terms.stays, runs.terms.takes
    still: _Change = (0.0, 0.0, 0.0)
    found: dict[int, _Change] = {}
    for place in above.list_above(row.params):
        transition = sweep.transitions[place]
        yes, no = found.get(sweep.yes[place], still), found.get(sweep.no[place], still)
        ours = transition.rate_key in row.params
        take, weight = takes[transition.rate_key], sweep.weights[place]
        stay = stays[transition.rate_key]
        news = (_add_point(take), _add_tenth(take), 0.0) if ours else (take, take, take)
        gain = find_gain(runs.terms, transition, margins[sweep.yes[place]], margins[sweep.no[place]])
        one, two, three = (
            weight * ((new - take) * gain + new * yes[which] + (1 - new) * stay * no[which])
            for which, new in enumerate(news)
        )
        found[place] = one, two, three
    starts = sorted(place for place in found if place < len(sweep.starts))
    one, two, three = (
        sum(runs.shares[sweep.states[place]] * found[place][which] for place in starts) for which in range(3)
    )
    return one, two, three


def _sum_slopes(values: Sequence[float], params: tuple[int, ...]) -> float:
    """Return the sum over some params; a run that was cast before a param was met does not know it."""
    return sum(values[rate_key] for rate_key in params if rate_key < len(values))
