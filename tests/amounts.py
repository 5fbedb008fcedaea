"""How many random cases a test tries: everything by hand (IPP_FULL=1), a tenth in CI or with IPP_LONG=1, else a hundredth."""

import os

import pytest

LONG = any(os.environ.get(name) for name in ("CI", "IPP_LONG", "IPP_FULL"))
long = pytest.mark.skipif(not LONG, reason="it takes long: CI runs it, and IPP_LONG=1")
"""For tests that take seconds each."""


def amount(full: int, least: int = 1) -> int:
    """Return how many of `full` cases to try, `least` or more."""
    if os.environ.get("IPP_FULL"):
        return full
    return max(least, full // (10 if os.environ.get("CI") or os.environ.get("IPP_LONG") else 100))
