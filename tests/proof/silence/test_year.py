"""A walked year is that of the second engine: the same longest silence, asked on the same day."""

import functools
import itertools
from pathlib import Path
from typing import Any

import pytest

from ipp.engine.policy.compile import Policy
from ipp.proof.replay import hears_nothing
from ipp.proof.silence.habits import ALWAYS_YES, CANCELLING, HABITS, KEEPING_NOTHING, NOTHING
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.silence.year import FIRST_DAY, LENGTH, Year, YearWalk
from tests.amounts import FULL
from tests.engine.agreement import read
from tests.engine.feet import written
from tests.oracle import year as second
from tests.oracle.customers import UNKNOWN
from tests.oracle.naive import naive_next
from tests.oracle.strategies import case
from tests.proof.stores import without

SEEDS = range(200) if FULL else (1, 3, 4)
SECOND = (*(second.HABITS[number] for number in (0, 3, 4, 5, 6)), second.CANCELLING, second.KEEPING_NOTHING)
PAIRS = list(zip((*HABITS, ALWAYS_YES), (*SECOND, second.HABITS[2]), strict=True))
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


def agree(plain: Any, policy: Policy, first: str, number: int) -> None:
    """Hold a walk after a first purchase against that of the second engine, and its longest silence against every day of it."""
    silences = SilenceSearch(policy, (first,), 60)
    habit, other = PAIRS[number]
    if habit == KEEPING_NOTHING:
        first = NOTHING
    elif habit == CANCELLING:
        assert silences.memberships == tuple(second.memberships(plain))
        first = next(iter(silences.memberships), "")
        if not first:
            return
    year = YearWalk(silences.policy, silences.list_purchases(first, habit), habit, most=MOST).walk_year()
    expected = second.walk_year(
        plain, functools.partial(naive_next, plain), first or UNKNOWN, other, FIRST_DAY
    )
    _same(year, expected, (first, habit))
    assert hears_nothing(silences.policy, year.customer, FIRST_DAY, year.since, year.silence), (first, habit)


def _same(year: Year, expected: second.Year, where: object) -> None:
    assert year.finished
    assert year.asked == expected.asked_ultimate, where
    assert year.silence == expected.longest_silence()[0], (where, year, expected)
    on = sorted({0, LENGTH, *(message.day for message in expected.messages)})
    assert (year.since, year.since + year.silence) in itertools.pairwise(on), where


@pytest.mark.parametrize("seed", SEEDS)
def test_random_stores(seed: int) -> None:
    plain = without(closed(case(seed, given=seed % 3 > 0)[0]), "paused")
    firsts = second.first_purchases(plain)
    if firsts:
        agree(plain, read(plain).policy, firsts[seed % len(firsts)], seed % len(HABITS))


@pytest.mark.parametrize("number", range(len(PAIRS)))
@pytest.mark.parametrize("file", ["tiny", "coach", "courses", "trainer"] if FULL else ["tiny"])
def test_shipped_files(file: str, number: int) -> None:
    text = (ROOT / f"examples/{file}.yaml").read_text("utf-8")
    plain = closed(second.plain_store(text))
    agree(plain, written(text).policy, second.first_purchases(plain)[0], number)
