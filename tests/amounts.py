"""How many random cases a test tries: everything by hand (IPP_FULL=1), a tenth in CI or with IPP_LONG=1, else a hundredth."""

import os


def amount(full: int) -> int:
    """Return how many of `full` cases to try."""
    if os.environ.get("IPP_FULL"):
        return full
    return full // (10 if os.environ.get("CI") or os.environ.get("IPP_LONG") else 100)
