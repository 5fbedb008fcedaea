"""Rates of few answers lean on others of their kind, and intervals hold the truth as often as they say."""

import random
from collections.abc import Mapping

import pytest

from ipp.learn.rates.estimate import LEAST, MOST, RateEstimate, estimate_rates, find_prior
from ipp.learn.rates.incidence import HORIZON, CountedAnswers
from tests.amounts import FULL, amount
from tests.learn.rates.test_take_rates import answer


def estimate(answers: Mapping[str, CountedAnswers]) -> dict[str, RateEstimate]:
    return estimate_rates(answers, dict.fromkeys(answers, "first"))


def test_only_one_kind_lends_each_other() -> None:
    answers = {"Pot": answer(2000, 400), "Cup": answer(4, 0)}
    apart = estimate_rates(answers, {"Pot": "first", "Cup": "downsell"})
    assert apart["Cup"].learned < 0.1 < estimate(answers)["Cup"].learned


def test_many_answers_speak_for_themselves_and_few_for_their_kind() -> None:
    many, few = estimate({"Pot": answer(2000, 400), "Mug": answer(4, 0)}).values()
    assert (many.raw, few.raw) == (0.2, 0.0)
    assert many.learned == pytest.approx(0.2, abs=0.01)
    assert 0.05 < few.learned < 0.2
    assert few.high - few.low > many.high - many.low
    assert few.low < few.learned < few.high


def test_nobody_and_everybody_said_yes() -> None:
    (none,) = estimate({"Pot": answer(30, 0)}).values()
    assert 0 <= none.low < none.learned < none.high < 0.15
    (every,) = estimate({"Pot": answer(30, 30)}).values()
    assert 0.85 < every.low < every.learned < every.high <= 1
    assert every.patience == 1


def test_the_prior_is_bounded() -> None:
    alike = find_prior([(0.1, 1000.0)] * 20)
    apart = find_prior([(0.0, 1000.0), (1.0, 1000.0)] * 10)
    assert alike == pytest.approx((0.1, MOST))
    assert apart == pytest.approx((0.5, LEAST))
    assert find_prior([(0.3, 10.0)]) == pytest.approx((0.3, LEAST))
    assert find_prior([]) == (0.5, LEAST)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """At least 88 of 100, of a nominal 90, where some answers are still open."""
    lots = random.Random(7)
    held = tried = 0
    for _ in range(amount(100, 8)):
        truth = {f"P{n}": lots.betavariate(3, 22) for n in range(40)}
        rates = estimate({name: draw_answers(lots, share) for name, share in truth.items()})
        held += sum(rate.low <= truth[name] <= rate.high for name, rate in rates.items())
        tried += len(rates)
    assert held >= (0.88 if FULL else 0.85) * tried  # a few hundred intervals can be unlucky


def draw_answers(lots: random.Random, share: float) -> CountedAnswers:
    """Return the answers to an offer that so many take in the end, some of them still open."""
    found = CountedAnswers({}, {}, {})
    for _ in range(lots.choice((5, 12, 40, 150))):
        age, delay = lots.randrange(80), int(lots.expovariate(1 / 7))
        if lots.random() >= share:
            delay = HORIZON + 1
        part, days = (found.yes, delay) if delay <= min(age, HORIZON) else (found.open, min(age, HORIZON))
        part[days] = part.get(days, 0) + 1  # type: ignore[index]  # filled here
    return found
