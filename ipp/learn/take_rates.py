"""Take rates out of answers: offers of one kind lend each other what they know, so that few answers make no bold rate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from ipp.engine.policy.clauses import Offer, Rung
from ipp.engine.policy.compile import Policy
from ipp.engine.policy.entries import list_ladders
from ipp.learn.beta import find_quantile
from ipp.learn.incidence import CountedAnswers, count_settled, find_incidence, find_patience

Kind = Literal["ultimate", "downsell", "first"]
DOUBT = 0.1
FEWEST_YES = 20
"""With fewer Yes the delay until they come is not told."""
LEAST, MOST = 2.0, 200.0
"""How many answers the offers of a kind are worth to each of them."""
CAUTION = 0.8
"""The part of that worth which is used: it is an estimate itself, and with all of it intervals of 90 % hold the truth in 88."""


class TakeRate(NamedTuple):
    """How many take an offer: `raw` of those asked, `learned` with what is still open and what offers of its kind say; interval at 90 %.

    `settled` answers are behind it, in effect; with what its kind lends it, it is as sure as `answers` of them would be. `patience`: the days until nine in ten Yes have come, where there are enough. `written`: the rung
    of the path that makes it, if one does.
    """

    offer: Offer
    kind: Kind
    asked: int
    yes: int
    open: int
    raw: float
    learned: float
    low: float
    high: float
    settled: float
    patience: int | None
    written: Rung | None
    answers: float


class _Count(NamedTuple):
    offer: Offer
    answers: CountedAnswers
    shape: list[float]
    settled: float

    @property
    def share(self) -> float:
        return self.shape[-1]


def learn_rates(policy: Policy, answers: Mapping[Offer, CountedAnswers]) -> tuple[TakeRate, ...]:
    """Return the take rate of each offer that was made, those asked most often first."""
    written = _find_rungs(policy)
    kinds: dict[Kind, list[Offer]] = {}
    for offer in answers:
        kinds.setdefault(_find_kind(policy, offer, written), []).append(offer)
    found: list[TakeRate] = []
    for kind, offers in kinds.items():
        counts = list(_count_kind({offer: answers[offer] for offer in offers}))
        mean, strength = find_prior([(each.share, each.settled) for each in counts])
        found += [_make_rate(each, kind, mean, CAUTION * strength, written) for each in counts]
    return tuple(sorted(found, key=lambda rate: (-rate.asked, rate.offer[0], str(rate.offer[1]))))


def find_prior(shares: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean and the strength, in answers, of the Beta distribution that shares (each of so many answers) come from, by moments."""
    total = sum(number for _, number in shares)
    mean = sum(share * number for share, number in shares) / total if total else 0.0
    mean = min(max(mean, 0.5 / (total + 1)), 1 - 0.5 / (total + 1))
    spread = sum(number * (share - mean) ** 2 for share, number in shares)
    free, one = len(shares) - 1, mean * (1 - mean)
    room = total - sum(number**2 for _, number in shares) / total - free if total else 0.0
    if free < 1 or room <= 0:
        return mean, LEAST
    excess = (spread - one * free) / (one * room)
    return mean, min(max(1 / excess - 1, LEAST), MOST) if excess > 0 else MOST


def _count_kind(answers: Mapping[Offer, CountedAnswers]) -> Iterable[_Count]:
    """Yield offers with how many answers they have in effect, by the delays of all of their kind."""
    parts = [Counter[int](), Counter[int](), Counter[int]()]
    for each in answers.values():
        for part, number in zip(parts, each, strict=True):
            part.update(number)
    shape = find_incidence(CountedAnswers(*parts))
    for offer, each in answers.items():
        yield _Count(offer, each, find_incidence(each), count_settled(each, shape))


def _make_rate(
    count: _Count, kind: Kind, mean: float, strength: float, written: Mapping[Offer, tuple[int, Rung]]
) -> TakeRate:
    answers, yes = count.answers, count.share * count.settled
    accept, refuse = yes + mean * strength, count.settled - yes + (1 - mean) * strength
    return TakeRate(
        count.offer,
        kind,
        answers.asked,
        answers.accepted,
        sum(answers.open.values()),
        answers.accepted / answers.asked,
        accept / (accept + refuse),
        find_quantile(DOUBT / 2, accept, refuse),
        find_quantile(1 - DOUBT / 2, accept, refuse),
        count.settled,
        find_patience(count.shape) if answers.accepted >= FEWEST_YES else None,
        written[count.offer][1] if count.offer in written else None,
        accept + refuse,
    )


def _find_rungs(policy: Policy) -> dict[Offer, tuple[int, Rung]]:
    """Return the highest rung of each offer, the first in the order of the file."""
    found: dict[Offer, tuple[int, Rung]] = {}
    lists = [policy.list_entries(name) for name in policy.goods_in_order]
    for entries in (*lists, policy.storewide, policy.prospects):
        for ladder in list_ladders(entries):
            for place, rung in enumerate(ladder.rungs):
                if rung.offer not in found or place < found[rung.offer][0]:
                    found[rung.offer] = place, rung
    return found


def _find_kind(policy: Policy, offer: Offer, written: Mapping[Offer, tuple[int, Rung]]) -> Kind:
    if policy.goal and offer == policy.goal.offer:
        return "ultimate"
    return "downsell" if offer in written and written[offer][0] else "first"
