"""Take rates out of answers, one for each offer that was made."""

from collections.abc import Mapping
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.learn.rates.estimate import Kind, RateEstimate, estimate_rates
from ipp.learn.rates.incidence import CountedAnswers
from ipp.learn.rates.placements import Placements


class TakeRate(NamedTuple):
    """How many take an offer. `written`: the highest rung of the path that makes it, if one does."""

    offer: Offer
    kind: Kind
    written: Rung | None
    estimate: RateEstimate


def learn_rates(
    policy: Policy, placements: Placements, answers: Mapping[Offer, CountedAnswers]
) -> tuple[TakeRate, ...]:
    """Return the take rate of each offer that was made, those asked most often first."""
    kinds = {offer: _find_kind(policy, placements, offer) for offer in answers}
    found = [
        TakeRate(offer, kinds[offer], _find_written(placements, offer), estimate)
        for offer, estimate in estimate_rates(answers, kinds).items()
    ]
    return tuple(sorted(found, key=lambda rate: (-rate.estimate.asked, rate.offer[0], str(rate.offer[1]))))


def _find_written(placements: Placements, offer: Offer) -> Rung | None:
    """Return the highest rung of an offer, of several the first in the order of the file."""
    rungs = [(placement.number, placement.rung) for placement in placements.get(offer, ()) if placement.rung]
    return min(rungs, key=lambda each: each[0], default=(0, None))[1]


def _find_kind(policy: Policy, placements: Placements, offer: Offer) -> Kind:
    if policy.goal and offer == policy.goal.offer:
        return "ultimate"
    return (
        "downsell"
        if min((placement.number for placement in placements.get(offer, ())), default=0)
        else "first"
    )
