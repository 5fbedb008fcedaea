"""A walked year is that of the second engine: the same longest silence, asked on the same day."""

import functools
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import Fact
from ipp.proof.replay import hears_nothing
from ipp.proof.silence.habits import (
    ALWAYS_YES,
    CANCELLING,
    HABITS,
    KEEPING_NOTHING,
    NOTHING,
    SAME,
    SILENT,
    Habit,
)
from ipp.proof.silence.search import SilenceSearch
from ipp.proof.silence.year import FIRST_DAY, LENGTH, Year, YearWalk
from tests.amounts import FULL, amount, spread_cases
from tests.engine.agreement import read
from tests.engine.feet import written
from tests.oracle import year as second
from tests.oracle.customers import UNKNOWN
from tests.oracle.naive import naive_next
from tests.proof.silence.stores import KINDS, draw_store, list_seeds
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


def agree(plain: Any, policy: Policy, first: str, number: int, most: int = MOST) -> bool:
    """Hold a walk after a first purchase against that of the second engine, and its longest silence against every day of it.

    Return False when nothing was held: nobody can walk so, or they hear more than `most` messages.
    """
    silences = SilenceSearch(policy, (first,), 60)
    habit, other = PAIRS[number]
    if habit == KEEPING_NOTHING:
        first = NOTHING
    elif habit == CANCELLING:
        assert silences.memberships == tuple(second.memberships(plain))
        first = next(iter(silences.memberships), "")
        if not first:
            return False
    walk = YearWalk(silences.policy, silences.list_purchases(first, habit), habit, most=MOST)
    year = walk.walk_year()
    if len(walk.cycle.extend(walk.heard, LENGTH) if walk.cycle else walk.heard) > most:
        return False
    expected = second.walk_year(
        plain, functools.partial(naive_next, plain), first or UNKNOWN, other, FIRST_DAY
    )
    _same(year, expected, (first, habit))
    assert hears_nothing(silences.policy, year.customer, FIRST_DAY, year.since, year.silence), (first, habit)
    return True


def _same(year: Year, expected: second.Year, where: object) -> None:
    assert year.finished
    assert year.asked == expected.asked_ultimate, where
    assert year.silence == expected.longest_silence()[0], (where, year, expected)
    on = sorted({0, LENGTH, *(message.day for message in expected.messages)})
    assert (year.since, year.since + year.silence) in pairwise(on), where


def agree_in_random_store(seed: int, *, who: bool = False, most: int = MOST) -> bool:
    """Hold one year of a random store against the second engine; return False for one with more than `most` messages."""
    plain = without(closed(draw_store(seed, who=who)), "paused")
    firsts = second.first_purchases(plain)
    return bool(firsts) and agree(
        plain, read(plain).policy, firsts[seed % len(firsts)], seed % len(PAIRS), most
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_random_stores(seed: int) -> None:
    agree_in_random_store(seed)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_random_stores_whose_steps_ask_for_orders(kind: type[Fact]) -> None:
    short = (seed for seed in list_seeds(kind) if agree_in_random_store(seed, who=True, most=80))
    assert len(list(islice(short, amount(40, least=2, most=4)))) > 1


QUIET = """
store: Quiet
ultimate: {{offer: Club, cold: false}}
products:
  Mug: {{price: 12, next: [{next}]}}
  Club: {{price: 29, every: month, winback: [{{offer: Club, when: quiet}}]}}
touches: {{Letter: {{kind: content}}, Come back: {{kind: content}}}}
segments: {{quiet: {{quiet_for: 20d}}}}
rest: [{{do: Letter, every: 50d}}]
"""
COUNTED = """
store: Counted
ultimate: {{offer: Club, cold: false}}
products:
  Mug: {{price: 12, consumable: true, next: [{{offer: Club, when: regulars}}, {{offer: Sponge, each_time: true, after: 1d}}]}}
  Sponge: {{price: 3, consumable: true, next: {{offer: Club, when: regulars}}}}
  Club: {{price: 29, every: month, winback: [{{offer: Club, when: regulars}}]}}
segments: {{regulars: {{{regulars}}}}}
next: [{{offer: Club, when: regulars}}]
"""
BY_HAND = {
    "opens when they are quiet": QUIET.format(next="{offer: Club, when: quiet}"),
    "closes when they are quiet": QUIET.format(next="{offer: Club, unless: quiet, after: 40d}"),
    "a touch when they are quiet": QUIET.format(next="{do: Come back, when: quiet}, {offer: Club, after: 80d}"),
    "orders": COUNTED.format(regulars="orders: 10"),
    "pieces": COUNTED.format(regulars="quantity: {Mug: 10}"),
    "money": COUNTED.format(regulars="spent: 100"),
    "anything of theirs": COUNTED.format(regulars="bought_any: Sponge"),
}  # fmt: skip


@pytest.mark.parametrize("number", range(len(PAIRS)), ids=[habit.says for habit, _ in PAIRS])
@pytest.mark.parametrize("text", spread_cases(list(BY_HAND.values()), most=3))
def test_stores_by_hand_whose_steps_ask_for_orders(text: str, number: int) -> None:
    agree(second.plain_store(text), written("ipp: 1\n" + text).policy, "Mug", number)


@pytest.mark.parametrize(
    ("text", "habit", "asked"),
    [
        (BY_HAND["opens when they are quiet"], SILENT, 20),
        (BY_HAND["opens when they are quiet"], SAME[0], None),
        (BY_HAND["opens when they are quiet"], SAME[2], 20),
        (BY_HAND["orders"], SAME[0], 63),
        (BY_HAND["pieces"], SAME[0], 63),
        (BY_HAND["money"], SAME[0], 56),
    ],
)
def test_the_ask_comes_on_the_day_on_which_a_condition_on_orders_begins_to_hold(
    text: str, habit: Habit, asked: int | None
) -> None:
    silences = SilenceSearch(written("ipp: 1\n" + text).policy, ("Mug",), 60)
    year = silences.walk_year("Mug", habit)
    assert year is not None and year.asked == asked


@pytest.mark.parametrize("number", range(len(PAIRS)))
@pytest.mark.parametrize("file", ["tiny", "coach", "courses", "trainer"] if FULL else ["tiny"])
def test_shipped_files(file: str, number: int) -> None:
    text = (ROOT / f"examples/{file}.yaml").read_text("utf-8")
    plain = closed(second.plain_store(text))
    agree(plain, written(text).policy, second.first_purchases(plain)[0], number)
