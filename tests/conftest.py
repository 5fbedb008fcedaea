"""Hypothesis makes the same examples on every run; how many, `tests/amounts.py` says."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ipp.proof.silence import search
from tests.amounts import LONG, amount, spread_cases

# Else each of the hundreds of programs that tests run compiles all its modules, and each worker the tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=amount(1000))
settings.load_profile("ci")


HEAVY = frozenset(Path(__file__).with_name("heavy.txt").read_text(encoding="utf-8").splitlines())
"""Tests that take 0.3 seconds or more, and are not the first of their kind: the whole run on a user's machine leaves them to CI."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what tries an amount of random cases; of the whole run leave out, unless this is CI, heavy tests and most cases of long tables."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "amount"):
            item.add_marker("slow")
    if LONG or [Path(each).resolve() for each in config.args] != [Path(__file__).parent]:
        return
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        tables.setdefault(item.nodeid.split("[")[0].split("@")[0], []).append(item)
    quick = [table for name, table in tables.items() if name not in HEAVY]
    kept = {id(item) for table in quick for item in spread_cases(table)}
    config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
    items[:] = [item for item in items if id(item) in kept]


@pytest.fixture(scope="module")
def short_walks() -> Iterator[None]:
    """Walk a few years of each store only: tests that look at many random stores spend nearly all of their time there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_WORK", 100)
        yield
