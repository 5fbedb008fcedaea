"""Hypothesis makes the same examples on every run; how many, `tests/amounts.py` says."""

from hypothesis import settings

from tests.amounts import amount

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=amount(1000))
settings.load_profile("ci")
