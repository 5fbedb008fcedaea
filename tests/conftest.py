"""Hypothesis makes the same examples on every run; how many, `tests/amounts.py` says."""

import pytest
from hypothesis import settings

from tests.amounts import amount

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=amount(1000))
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what tries an amount of random cases."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "amount"):
            item.add_marker("slow")
