"""What each offer is worth: one more point, a tenth more, and what is lost when nobody takes it any more.

An offer that is asked once in a history has a value that is affine in its rate (docs/forecast.md), so its slope says all three. Offers that
come again (refills, `rest`, the ultimate action after a No) are valued anew with the other rate, on the same nets.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ipp.engine.terms import Offer
from ipp.value.ancestry import Ancestry
from ipp.value.estimate import Estimate, estimated, ratio
from ipp.value.listing import Turn
from ipp.value.outcome import FAR
from ipp.value.sweeps import Run, Runs
from ipp.value.terms import Terms

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


def leaks(runs: Runs) -> tuple[Leak, ...]:
    """Return every offer that is asked, from the end backwards: by distance, then by worth."""
    ancestries = [Ancestry(run.net) for run in runs.each]
    found = [_leak(runs, row, ancestries) for row in _rows(runs.terms)]
    ranked = sorted(found, key=lambda leak: (-leak.point.value, leak.offer[0], str(leak.offer[1]), leak.turn))
    numbered = [leak._replace(rank=place) for place, leak in enumerate(ranked, 1)]
    return tuple(
        sorted(numbered, key=lambda leak: (FAR if leak.distance is None else leak.distance, leak.rank))
    )


def _rows(terms: Terms) -> Iterator[_Row]:
    rows: dict[tuple[Offer, Turn], list[int]] = {}
    for number, param in enumerate(terms.params):
        rows.setdefault((param.offer, param.turn), []).append(number)
    for (offer, turn), params in rows.items():
        yield _Row(offer, turn, tuple(params))


def _leak(runs: Runs, row: _Row, ancestries: Sequence[Ancestry]) -> Leak:
    terms = runs.terms
    asked = [_summed(run.outcome.asked, row.params) for run in runs.each]
    accepted = [
        sum(_summed(run.outcome.asked, (param,)) * terms.takes[param] for param in row.params)
        for run in runs.each
    ]
    distance = min(
        run.outcome.distances[param]
        for run in runs.each
        for param in row.params
        if param < len(run.outcome.distances)
    )
    point, tenth, removed = _worths(runs, row, ancestries)
    take = ratio(accepted, asked) or estimated([terms.takes[row.params[0]]])
    return Leak(
        row.offer,
        row.turn,
        estimated(asked),
        take,
        point,
        tenth,
        removed,
        None if distance >= FAR else distance,
    )


def _worths(runs: Runs, row: _Row, ancestries: Sequence[Ancestry]) -> tuple[Estimate, Estimate, Estimate]:
    if _comes_again(runs.terms, row):
        return _anew(runs, row, ancestries)
    takes = runs.terms.takes

    def gained(by: Callable[[float], float]) -> Estimate:
        return estimated(
            [
                sum(_summed(run.outcome.slopes, (param,)) * by(takes[param]) for param in row.params)
                for run in runs.each
            ]
        )

    return (
        gained(lambda take: _a_point_more(take) - take),
        gained(lambda take: _a_tenth_more(take) - take),
        gained(lambda take: take),
    )


def _a_point_more(take: float) -> float:
    """Return a rate one percentage point higher; more than everybody cannot say Yes."""
    return max(take, min(1.0, take + POINT))


def _a_tenth_more(take: float) -> float:
    return max(take, min(1.0, take * (1 + TENTH)))


def _comes_again(terms: Terms, row: _Row) -> bool:
    goal = terms.policy.goal
    return bool(row.turn) or bool(goal and goal.retries and row.offer == goal.offer)


def _anew(runs: Runs, row: _Row, ancestries: Sequence[Ancestry]) -> tuple[Estimate, Estimate, Estimate]:
    """Return what the total margin gains by one more point and by a tenth more, and what it loses without the offer."""
    changes = [_changes(run, runs, row, above) for run, above in zip(runs.each, ancestries, strict=True)]
    point, tenth, removed = (estimated([change[place] for change in changes]) for place in range(3))
    return point, tenth, removed.times(-1)


def _changes(run: Run, runs: Runs, row: _Row, above: Ancestry) -> _Change:
    """Return how the total margin of a net changes under three other rates for a row.

    The difference d of the values follows V backwards: with a' for a at the nodes of the row,
    d = w ((a' - a)(g + V_y - s V_n) + a' d_y + (1 - a') s d_n), and elsewhere the same with a' = a.
    It is 0 wherever the row is not ahead, so only nodes above it are looked at.
    """
    net, margins, stay, takes = run.net, run.outcome.margins, runs.terms.stay, runs.terms.takes
    still: _Change = (0.0, 0.0, 0.0)
    found: dict[int, _Change] = {}
    for place in above.of(row.params):
        way = net.ways[place]
        yes, no = found.get(net.yes[place], still), found.get(net.no[place], still)
        ours = way.param in row.params
        take, weight = takes[way.param], net.weights[place]
        news = (_a_point_more(take), _a_tenth_more(take), 0.0) if ours else (take, take, take)
        gain = runs.terms.gains(way)[1] + margins[net.yes[place]] - stay * margins[net.no[place]]
        one, two, three = (
            weight * ((new - take) * gain + new * yes[which] + (1 - new) * stay * no[which])
            for which, new in enumerate(news)
        )
        found[place] = one, two, three
    starts = sorted(place for place in found if place < len(net.starts))
    one, two, three = (
        sum(runs.shares[net.spots[place]] * found[place][which] for place in starts) for which in range(3)
    )
    return one, two, three


def _summed(values: Sequence[float], params: tuple[int, ...]) -> float:
    """Return the sum over some params; a run that was cast before a param was met does not know it."""
    return sum(values[param] for param in params if param < len(values))
