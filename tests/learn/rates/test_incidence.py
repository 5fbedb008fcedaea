"""Yes, No and open: without anything open it is a share, and what is open is neither a No nor left out."""

import random

import pytest

from ipp.learn.rates.incidence import HORIZON, CountedAnswers, count_settled, find_incidence, find_patience
from tests.amounts import amount


def test_without_open_answers_it_is_the_share() -> None:
    answers = CountedAnswers({0: 3, 5: 1}, {2: 4}, {HORIZON: 12})
    assert find_incidence(answers)[-1] == pytest.approx(4 / 20)
    assert find_incidence(answers)[0] == pytest.approx(3 / 20)
    assert count_settled(answers, find_incidence(answers)) == 20


def test_a_worked_example() -> None:
    """Four asked: a Yes on day 1, then one is open on day 2, then of two a No on day 3 and a Yes on day 4."""
    shares = find_incidence(CountedAnswers({1: 1, 4: 1}, {3: 1}, {2: 1}))
    assert shares[:6] == pytest.approx([0, 1 / 4, 1 / 4, 1 / 4, 1 / 4 + 3 / 4 / 2, 5 / 8])


def test_a_yes_that_comes_too_late_is_none() -> None:
    assert find_incidence(CountedAnswers({HORIZON + 1: 5}, {}, {HORIZON: 5}))[-1] == 0
    assert CountedAnswers({HORIZON + 1: 5, 3: 2}, {}, {}).accepted == 2


def test_patience_is_when_nine_in_ten_have_come() -> None:
    assert find_patience(find_incidence(CountedAnswers({1: 8, 6: 1, 30: 1}, {}, {HORIZON: 90}))) == 6


def test_answers_that_are_still_open_do_not_bend_the_rate() -> None:
    """Of asks made up to the last day 30 in 100 say Yes in the end; among answered ones it would be half, among all asked less than 28."""
    lots = random.Random(4)
    yes: dict[int, int] = {}
    no: dict[int, int] = {}
    still: dict[int, int] = {}
    for _ in range(amount(200_000, 20_000)):
        age, takes = lots.randrange(90), lots.random() < 0.3
        delay = (
            int(lots.expovariate(1 / 8))
            if takes
            else (int(lots.expovariate(1 / 10)) if lots.random() < 0.4 else 999)
        )
        if min(delay, HORIZON) > age:
            still[age] = still.get(age, 0) + 1
        elif delay > HORIZON:
            still[HORIZON] = still.get(HORIZON, 0) + 1
        else:
            part = yes if takes else no
            part[delay] = part.get(delay, 0) + 1
    answers = CountedAnswers(yes, no, still)
    assert find_incidence(answers)[-1] == pytest.approx(0.3, abs=0.012)
    assert answers.accepted / answers.asked < 0.28
