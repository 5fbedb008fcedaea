"""Hypothesis makes the same examples on every run; IPP_LONG=1 asks for ten times as many."""

import os

import pytest
from hypothesis import settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=1000 if os.environ.get("IPP_LONG") else 100
)
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what tries an amount of random cases."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "amount"):
            item.add_marker("slow")
