"""Whatever the shape of a store, what checking it costs grows with its size: counted in calls of functions, never in seconds."""

from cProfile import Profile
from pathlib import Path

import pytest

from benchmarks.shapes import SHAPES
from ipp.engine.policy.entries import list_rungs
from ipp.lint.check import examine_store
from ipp.loading import Store, load_store, make_opener
from ipp.proof.silence import search
from ipp.text.source import Source
from tests.amounts import long

SIZE = 60
WALKED = 5_000
"""Work that is spent on walking years, of which each size spends all that it may: less shows better what else grows."""
SQUARE = 4.0
"""Growth of what costs the square when the size doubles; bounds that are the same for all sizes let less than that pass at first."""


def read(shape: str, size: int) -> Store:
    store = load_store(Source("store.yaml", SHAPES[shape](size)), make_opener(Path()))
    assert isinstance(store, Store)
    assert not store.findings
    return store


def calls_of_checking(store: Store) -> int:
    """Return how many functions are called while all rules look at a store."""
    profile = Profile(builtins=False, subcalls=False)  # counts without a call of ours for each call
    with profile:
        examine_store(store)
    return sum(each.callcount for each in profile.getstats())


QUICK = {"chain", "grid", "loop", "windows", "ladder"}


@pytest.mark.parametrize(
    "shape", [pytest.param(each, marks=[] if each in QUICK else long) for each in SHAPES]
)
def test_checking_a_shape_twice_as_large_calls_less_than_four_times_as_much(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_WORK", WALKED)
    small, large = (calls_of_checking(read(shape, size)) for size in (SIZE, 2 * SIZE))
    assert large < SQUARE * small, (small, large)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_twice_as_large_is_a_file_twice_as_large(shape: str) -> None:
    small, large = (len(SHAPES[shape](size)) for size in (500, 1000))
    assert 1.9 < large / small < 2.3


def test_a_ladder_of_many_rungs_is_compiled_once() -> None:
    """Two hundred products with a hundred rungs each hold two hundred rungs under the first, and not twenty thousand."""
    policy = read("ladder", 200).policy
    rungs = [
        rung
        for name in policy.goods_in_order
        for entry in policy.list_entries(name)
        for rung in list_rungs(entry)[1:]
    ]
    assert len(rungs) > 10_000
    assert len({id(rung) for rung in rungs}) < 200
