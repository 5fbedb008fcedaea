"""How much is tried: random cases all by hand (IPP_FULL=1), a tenth in CI or with IPP_LONG=1, else a hundredth.

Of tables of cases, CI and whoever names files or tests runs all; the whole run on a user's machine a few of each (`spread_cases`).
"""

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

Case = TypeVar("Case")

FULL = bool(os.environ.get("IPP_FULL"))
LONG = FULL or any(os.environ.get(name) for name in ("CI", "IPP_LONG"))
TAKES_LONG = "it takes long: CI runs it, and IPP_LONG=1"
long = pytest.mark.skipif(not LONG, reason=TAKES_LONG)
"""For tests that take seconds each."""
by_hand = pytest.mark.skipif(not FULL, reason="it takes half a minute: IPP_FULL=1 runs it")
"""For what another test tries too, quicker."""


def amount(full: int, least: int = 1, most: int | None = None) -> int:
    """Return how many of `full` cases to try: `least` or more and, unless all are tried, at most `most`."""
    if FULL:
        return full
    share = max(least, full // (10 if LONG else 100))
    return share if most is None else min(share, most)


def thin_out(cases: Sequence[Case], every: int = 10) -> Sequence[Case]:
    """Return all cases in CI, else the first and each tenth after it: for cases that take seconds each."""
    return cases if LONG else cases[::every]


def spread_cases(cases: Sequence[Case], most: int = 2) -> list[Case]:
    """Return `most` cases from all over a table, the first among them; all of a shorter one."""
    count = min(most, len(cases))
    return [cases[place * len(cases) // count] for place in range(count)]
