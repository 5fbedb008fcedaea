"""How many take something, out of answers: what is of one kind lends each other what it knows, so that few answers make no bold rate."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from ipp.learn.rates.beta import find_quantile
from ipp.learn.rates.incidence import (
    CountedAnswers,
    add_answers,
    count_settled,
    find_incidence,
    find_patience,
)

Kind = Literal["ultimate", "downsell", "first"]
Key = TypeVar("Key")
DOUBT = 0.1
FEWEST_YES = 20
"""With fewer Yes the delay until they come is not told."""
LEAST, MOST = 2.0, 200.0
"""How many answers the others of a kind are worth to each of them."""
CAUTION = 0.8
"""The part of that worth which is used: it is an estimate itself, and with all of it intervals of 90 % hold the truth in 88."""


class RateEstimate(NamedTuple):
    """How many take something: `raw` of those asked, `learned` with what is still open and what others of its kind say; interval at 90 %.

    `settled` answers are behind it, in effect; with what its kind lends it, it is as sure as `answers` of them would be. `patience`: the days until nine in ten Yes have come, where there are enough.
    """

    asked: int
    yes: int
    open: int
    raw: float
    learned: float
    low: float
    high: float
    settled: float
    answers: float
    patience: int | None


class _Count(NamedTuple):
    answers: CountedAnswers
    shape: list[float]
    settled: float

    @property
    def share(self) -> float:
        return self.shape[-1]


def estimate_rates(
    answers: Mapping[Key, CountedAnswers], kinds: Mapping[Key, Kind]
) -> dict[Key, RateEstimate]:
    """Return how many take each of some things, every one of which was asked for; only those of one kind lend each other."""
    found: dict[Key, RateEstimate] = {}
    for kind in dict.fromkeys(kinds[key] for key in answers):
        alike = [key for key in answers if kinds[key] == kind]
        counts = list(_count_kind([answers[key] for key in alike]))
        mean, strength = find_prior([(each.share, each.settled) for each in counts])
        for key, count in zip(alike, counts, strict=True):
            found[key] = _make_estimate(count, mean, CAUTION * strength)
    return found


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


def _count_kind(answers: Sequence[CountedAnswers]) -> Iterable[_Count]:
    """Yield what is of one kind with how many answers it has in effect, by the delays of all of it."""
    shape = find_incidence(add_answers(answers))
    for each in answers:
        yield _Count(each, find_incidence(each), count_settled(each, shape))


def _make_estimate(count: _Count, mean: float, strength: float) -> RateEstimate:
    answers, yes = count.answers, count.share * count.settled
    accept, refuse = yes + mean * strength, count.settled - yes + (1 - mean) * strength
    return RateEstimate(
        answers.asked,
        answers.accepted,
        sum(answers.open.values()),
        answers.accepted / answers.asked,
        accept / (accept + refuse),
        find_quantile(DOUBT / 2, accept, refuse),
        find_quantile(1 - DOUBT / 2, accept, refuse),
        count.settled,
        accept + refuse,
        find_patience(count.shape) if answers.accepted >= FEWEST_YES else None,
    )
