"""The garbage collector while something large is built."""

import gc
from collections.abc import Iterator

import pytest

from ipp.text.collector import pause_collector


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    if was_on:
        gc.enable()
    else:
        gc.disable()


def test_it_is_paused_and_on_again() -> None:
    with pause_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with pause_collector():
        pass
    assert not gc.isenabled()


def test_what_was_built_is_old_and_not_looked_through() -> None:
    with pause_collector():
        built = [[] for _ in range(150_000)]  # type: ignore[var-annotated]
    assert len(gc.get_objects(generation=0)) < len(built)


def test_what_was_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with pause_collector():
            pass
        assert gc.get_freeze_count() > frozen // 2  # single ones may have died meanwhile
    finally:
        gc.unfreeze()
