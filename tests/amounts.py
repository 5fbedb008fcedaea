"""How many random cases a test tries: everything by hand (IPP_FULL=1), a tenth in CI or with IPP_LONG=1, else a hundredth."""

import os

import pytest

FULL = bool(os.environ.get("IPP_FULL"))
LONG = FULL or any(os.environ.get(name) for name in ("CI", "IPP_LONG"))
long = pytest.mark.skipif(not LONG, reason="it takes long: CI runs it, and IPP_LONG=1")
"""For tests that take seconds each."""


def amount(full: int, least: int = 1) -> int:
    """Return how many of `full` cases to try, `least` or more."""
    return full if FULL else max(least, full // (10 if LONG else 100))
