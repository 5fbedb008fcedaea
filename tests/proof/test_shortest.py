"""The proof against every history: same verdicts, same shortest lengths, each counterexample replayed."""

import os

import pytest

from ipp.proof.replay import replay, with_windows_over
from ipp.proof.shortest import Depth, Search
from tests.engine.agreement import read
from tests.oracle.strategies import case
from tests.proof.exploring import shortest

LONG = bool(os.environ.get("IPP_LONG"))
BLOCKS = range(0, 4_000 if LONG else 200, 50)


@pytest.mark.parametrize("depth", [Depth(2, 1), Depth(3, 2)] if LONG else [Depth(2, 1)], ids=str)
@pytest.mark.parametrize("block", BLOCKS)
def test_the_shortest_history_is_found(block: int, depth: Depth) -> None:
    for seed in range(block, block + 50):
        plain, _, _, _ = case(seed)
        policy = with_windows_over(read(plain).policy)
        if policy.goal is None or policy.goal.good.draft:
            continue
        search = Search(policy, depth)
        for name in search.goods:
            found = search.after(name)
            length = None if found is None else found.length
            assert length == shortest(plain, policy, name, search.goods, depth), (seed, name, found)
            assert found is None or replay(policy, found) is not None, (seed, name, found)


def test_histories_are_found_at_all() -> None:
    found = 0
    for seed in range(100):
        policy = with_windows_over(read(case(seed)[0]).policy)
        search = Search(policy, Depth(2, 1))
        found += sum(search.after(name) is not None for name in search.goods)
    assert found > 100
