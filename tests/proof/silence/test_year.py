"""A walked year is that of the second engine: the same messages' days, the same longest silence, asked on the same day."""

import functools
import itertools
import os
from pathlib import Path
from typing import Any

import pytest

from ipp.engine.policy import Policy
from ipp.proof.replay import hears_nothing, with_windows_over
from ipp.proof.silence.habits import ALWAYS_YES, HABITS
from ipp.proof.silence.search import Silences
from ipp.proof.silence.year import FIRST_DAY, LENGTH, Walk, Year
from tests.engine.agreement import read
from tests.engine.feet import written
from tests.oracle import year as second
from tests.oracle.naive import naive_next
from tests.oracle.strategies import case

LONG = bool(os.environ.get("IPP_LONG"))
BLOCKS = range(0, 400 if LONG else 20, 10)
PAIRS = list(
    zip((*HABITS, ALWAYS_YES), [second.HABITS[number] for number in (0, 3, 4, 5, 6, 2)], strict=True)
)
ROOT = Path(__file__).parents[3]
MOST = 10**9


def closed(node: Any) -> Any:
    """Return a plain store with every window over."""
    if isinstance(node, list):
        return [closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: closed(value) for key, value in node.items() if key not in ("from", "until")}
    return {**kept, "until": "1999-01-01"} if len(kept) < len(node) else kept


def agree(plain: Any, policy: Policy, first: str, seed: object) -> int:
    """Hold the walks after one first purchase against those of the second engine; return how many were longer than 60 days silent."""
    silences, long = Silences(policy, (first,), 60), 0
    for habit, other in PAIRS:
        purchases = silences.purchases(first, habit)
        year = Walk(silences.policy, purchases, habit, most=MOST).walk()
        expected = second.walk_year(plain, functools.partial(naive_next, plain), first, other, FIRST_DAY)
        _same(year, expected, (seed, first, habit))
        assert hears_nothing(silences.policy, year.customer, FIRST_DAY, year.since, year.silence), (
            seed,
            first,
            habit,
        )
        long += year.silence > 60
    return long


def _same(year: Year, expected: second.Year, where: object) -> None:
    assert year.finished
    assert year.asked == expected.asked_ultimate, where
    assert year.silence == expected.longest_silence()[0], (where, year, expected)
    on = sorted({0, LENGTH, *(message.day for message in expected.messages)})
    assert (year.since, year.since + year.silence) in itertools.pairwise(on), where


@pytest.mark.parametrize("block", BLOCKS)
def test_random_stores(block: int) -> None:
    long = 0
    for seed in range(block, block + 10):
        plain = closed(case(seed)[0])
        policy = read(plain).policy
        firsts = second.first_purchases(plain)
        long += agree(plain, policy, firsts[seed % len(firsts)], seed) if firsts else 0
    assert long > 3


@pytest.mark.parametrize("file", ["tiny", "coach", "courses", "trainer"])
def test_shipped_files(file: str) -> None:
    plain = closed(second.plain_store((ROOT / f"examples/{file}.yaml").read_text("utf-8")))
    policy = with_windows_over(read(plain).policy)
    agree(plain, policy, second.first_purchases(plain)[0], file)
