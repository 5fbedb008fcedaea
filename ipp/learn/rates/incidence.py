"""How many say Yes in time, where some have not answered yet: the estimator of Aalen and Johansen for Yes, No and open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

HORIZON = 60
"""Days after which a Yes is no answer to the offer any more."""
SETTLED = 0.9
"""The share of all Yes that has come when silence can be taken as a No."""


class CountedAnswers(NamedTuple):
    """How many said Yes, said No, and were still open, after so many days."""

    yes: Mapping[int, int]
    no: Mapping[int, int]
    open: Mapping[int, int]

    @property
    def asked(self) -> int:
        """How many were asked."""
        return sum(sum(each.values()) for each in self)

    @property
    def accepted(self) -> int:
        """How many said Yes in time."""
        return sum(number for days, number in self.yes.items() if days <= HORIZON)


def add_answers(answers: Iterable[CountedAnswers]) -> CountedAnswers:
    """Return the answers to several things as those to one."""
    yes, no, still = Counter[int](), Counter[int](), Counter[int]()
    for each in answers:
        for part, number in zip((yes, no, still), each, strict=True):
            part.update(number)
    return CountedAnswers(yes, no, still)


def find_incidence(answers: CountedAnswers) -> list[float]:
    """Return the share that has said Yes by each day, from the day of the ask to the last that counts."""
    risk, still, share = float(answers.asked), 1.0, 0.0
    found = []
    for day in range(HORIZON + 1):
        yes, no = answers.yes.get(day, 0), answers.no.get(day, 0)
        if risk > 0:
            share += still * yes / risk
            still *= 1 - (yes + no) / risk
        risk -= yes + no + answers.open.get(day, 0)
        found.append(share)
    return found


def count_settled(answers: CountedAnswers, shape: list[float]) -> float:
    """Return how many answers there are in effect: an open one counts as far as a Yes would have come, as `shape` says."""
    whole = shape[-1]
    settled = float(answers.asked)
    for days, number in answers.open.items():
        if days < HORIZON:
            known = shape[days] / whole if whole else (days + 1) / (HORIZON + 1)
            settled -= number * (1 - known)
    return settled


def find_patience(shape: list[float]) -> int:
    """Return the days after which nine in ten of those who will say Yes have said it."""
    return next(day for day, share in enumerate(shape) if share >= SETTLED * shape[-1])
