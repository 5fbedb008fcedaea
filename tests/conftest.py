"""Hypothesis makes the same examples on every run; how many, `tests/amounts.py` says."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from ipp.proof.silence import search
from tests.amounts import amount

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=amount(1000))
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what tries an amount of random cases."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "amount"):
            item.add_marker("slow")


@pytest.fixture(scope="module")
def short_walks() -> Iterator[None]:
    """Walk a few years of each store only: tests that look at many random stores spend nearly all of their time there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_WORK", 100)
        yield
