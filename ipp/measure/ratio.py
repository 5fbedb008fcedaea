"""The sample ratio: are there as many people in the smaller group as the share that was planned?"""

from math import exp, inf, lgamma, log

BROKEN = 1000.0
"""A Bayes factor from which on a split is broken: an intact one ever gets there in at most 1 of 1,000 experiments, however often it is looked at."""
_WORTH = 100.0
"""How many people the other share that is thought of is worth: it lies around the planned one."""


def weigh_ratio(number: int, people: int, share: float) -> float:
    """Return how many times as likely a number of so many people is under another share than under the planned one, above 0 and below 1.

    The Bayes factor of a beta-binomial against a binomial distribution. An endless one is `inf`.
    """
    one, two = _WORTH * share, _WORTH * (1 - share)
    other = people - number
    found = _log_beta(one + number, two + other) - _log_beta(one, two)
    found -= number * log(share) + other * log(1 - share)
    return exp(found) if found < 700 else inf


def _log_beta(one: float, two: float) -> float:
    return lgamma(one) + lgamma(two) - lgamma(one + two)
