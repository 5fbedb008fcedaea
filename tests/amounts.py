"""How many random cases a test tries: everything by hand (IPP_FULL=1), a tenth in CI or with IPP_LONG=1, else a hundredth."""

import os
from collections.abc import Sequence
from typing import TypeVar

import pytest

Case = TypeVar("Case")

FULL = bool(os.environ.get("IPP_FULL"))
LONG = FULL or any(os.environ.get(name) for name in ("CI", "IPP_LONG"))
long = pytest.mark.skipif(not LONG, reason="it takes long: CI runs it, and IPP_LONG=1")
"""For tests that take seconds each."""


def amount(full: int, least: int = 1) -> int:
    """Return how many of `full` cases to try, `least` or more."""
    return full if FULL else max(least, full // (10 if LONG else 100))


def thin_out(cases: Sequence[Case], every: int = 10) -> Sequence[Case]:
    """Return all cases in CI, else the first and each tenth after it: for cases that take seconds each."""
    return cases if LONG else cases[::every]
