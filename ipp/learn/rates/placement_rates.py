"""Take rates by rung and by kind of list: the answers to all offers that stand there and nowhere else, together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.learn.rates.estimate import Kind, RateEstimate, estimate_rates
from ipp.learn.rates.incidence import CountedAnswers, add_answers
from ipp.learn.rates.placements import LIST_KINDS, ListKind, Placement, Placements

Where = int | ListKind | Literal["several", "none"]
"""The number of a rung, 0 the first of a ladder, or a kind of list; `several` of these, or none in the path as it is now."""


class PlacementRate(NamedTuple):
    """How many take the offers of a placement, those that were made, in the order of their names."""

    where: Where
    offers: tuple[Offer, ...]
    estimate: RateEstimate


class PlacementRates(NamedTuple):
    """Take rates by rung, from the first on, and by kind of list; offers without a placement of their own come last."""

    rungs: tuple[PlacementRate, ...]
    lists: tuple[PlacementRate, ...]


def learn_placement_rates(placements: Placements, answers: Mapping[Offer, CountedAnswers]) -> PlacementRates:
    """Return the take rates of the placements where offers were made; smaller versions lend first offers nothing, the ultimate action the other lists."""
    rungs = _group_offers(placements, answers, lambda placement: placement.number)
    lists = _group_offers(placements, answers, lambda placement: placement.kind)
    numbers = sorted(where for where in rungs if isinstance(where, int))
    return PlacementRates(
        _estimate_groups(rungs, answers, (*numbers, "several", "none")),
        _estimate_groups(lists, answers, (*LIST_KINDS, "several", "none")),
    )


_Groups = dict[Where, list[Offer]]


def _group_offers(
    placements: Placements, answers: Mapping[Offer, CountedAnswers], read_where: Callable[[Placement], Where]
) -> _Groups:
    found: _Groups = {}
    for offer in sorted(answers, key=lambda each: (each[0], str(each[1]))):
        wheres = {read_where(placement) for placement in placements.get(offer, ())}
        where: Where = "none" if not wheres else "several" if len(wheres) > 1 else wheres.pop()
        found.setdefault(where, []).append(offer)
    return found


def _estimate_groups(
    groups: _Groups, answers: Mapping[Offer, CountedAnswers], order: Sequence[Where]
) -> tuple[PlacementRate, ...]:
    pooled = {where: add_answers(answers[offer] for offer in offers) for where, offers in groups.items()}
    found = estimate_rates(pooled, {where: _find_kind(where) for where in pooled})
    return tuple(
        PlacementRate(where, tuple(groups[where]), found[where]) for where in order if where in groups
    )


def _find_kind(where: Where) -> Kind:
    if where == "ultimate":
        return "ultimate"
    return "downsell" if isinstance(where, int) and where else "first"
