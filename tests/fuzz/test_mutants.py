"""Mutants of path files: no exception, no hang, every place inside the file, the same bytes under every hash seed.

`python -m tests.fuzz` tries all of them by hand.
"""

import pytest

from tests.work import Hangs, bounded

from ..amounts import amount, long
from ..oracle.choice import Choice
from ..oracle.plain import Store
from .changes import CHANGES, Change
from .mutants import mutant
from .verdicts import HASH_SEEDS, differing, judge, judged_with

MUTANTS = amount(50_000, most=2_000)
WATCHED = amount(1_000, most=40)
MOST_CALLS = 1_500_000
"""Half as much again as the dearest of a thousand mutants costs; nearly all of it are the years that are walked for IPP212, which end after `MOST_WORK` at the latest."""
PARTS = 4


@pytest.mark.usefixtures("short_walks")
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_raised_and_most_can_be_read(part: int) -> None:
    verdicts = [judge(seed) for seed in range(part, MUTANTS, PARTS)]
    assert {verdict.seed: verdict.fault for verdict in verdicts if verdict.fault} == {}
    assert sum(verdict.usable for verdict in verdicts) > len(verdicts) / 2


def test_no_mutant_costs_much() -> None:
    verdicts = [judge(seed, lambda work: bounded(MOST_CALLS, work)) for seed in range(WATCHED)]
    assert {verdict.seed: verdict.fault for verdict in verdicts if verdict.fault} == {}


@long
def test_the_hash_seed_changes_nothing() -> None:
    runs = [judged_with(hash_seed, 0, WATCHED) for hash_seed in HASH_SEEDS]
    assert differing(runs) == []
    assert len(runs[0]) == WATCHED


def test_work_without_end_is_stopped() -> None:
    def forever() -> None:
        while True:
            len(mutant(0))

    with pytest.raises(Hangs, match=r"more than 5,000 calls, at last in .*"):
        bounded(5_000, forever)


def test_every_change_is_made_by_some_mutant(monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[str] = set()

    def watched(change: Change) -> Change:
        def do(store: Store, choice: Choice) -> None:
            made.add(change.__name__)
            change(store, choice)

        return do

    monkeypatch.setattr("tests.fuzz.mutants.CHANGES", [watched(change) for change in CHANGES])
    for seed in range(100):
        mutant(seed)
    assert made == {change.__name__ for change in CHANGES}
