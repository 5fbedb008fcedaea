"""Hypothesis makes the same examples on every run; IPP_LONG=1 asks for ten times as many."""

import os

from hypothesis import settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=1000 if os.environ.get("IPP_LONG") else 100
)
settings.load_profile("ci")
