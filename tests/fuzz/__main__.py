"""Fuzz by hand: `python -m tests.fuzz FIRST COUNT` judges mutants under three hash seeds, each file within 2 seconds of CPU.

A fault is told with the seed of its mutant; `python -m tests.fuzz --show SEED` writes that path file. Half of the time goes into
following customers through a year: with `--work 1500` fewer years are followed, and more mutants are judged in the same time.
"""

import argparse
import signal
import sys
from collections.abc import Callable
from types import FrameType

from ipp.proof.silence import search
from tests.work import Hangs

from .mutants import mutant
from .outputs import Outputs
from .verdicts import HASH_SEEDS, differing, judge, judged_with

SECONDS = 2
BLOCK = 1_000


def main() -> int:
    """Judge what was asked for; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--lines", action="store_true", help="write one line a mutant, under one hash seed")
    parser.add_argument("--work", type=int, help="events looked at in the years of a mutant")
    parser.add_argument("--show", type=int, metavar="SEED", help="write one mutant")
    asked = parser.parse_args()
    if asked.show is not None:
        sys.stdout.write(mutant(asked.show))
        return 0
    if asked.work is not None:
        search.MOST_WORK = asked.work
    if asked.lines:
        write_lines(asked.first, asked.count)
        return 0
    return int(fuzz(asked.first, asked.count) > 0)


def fuzz(first: int, count: int) -> int:
    """Judge mutants block by block, say how far it is, and return how many were at fault."""
    faults, usable = 0, 0
    for begin in range(first, first + count, BLOCK):
        many = min(BLOCK, first + count - begin)
        runs = [judged_with(hash_seed, begin, many, search.MOST_WORK) for hash_seed in HASH_SEEDS]
        usable += sum(verdict.usable for verdict in runs[0])
        wrong = {verdict.seed: verdict.fault for run in runs for verdict in run if verdict.fault}
        wrong |= {
            seed: "another output with another hash seed" for seed in differing(runs) if seed not in wrong
        }
        for seed, fault in wrong.items():
            print(f"{seed}: {fault}", flush=True)
        faults += len(wrong)
        done = begin + many - first
        print(f"{done} mutants, {usable} of them without mistakes, {faults} at fault", flush=True)
    return faults


def write_lines(first: int, count: int) -> None:
    """Write what becomes of each mutant."""
    for seed in range(first, first + count):
        print(judge(seed, within_time).line())


def within_time(work: Callable[[], Outputs]) -> Outputs:
    """Do some work; raises Hangs when it takes too much time of the processor."""
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(_: int, frame: FrameType | None) -> None:
    raise Hangs(f"over {SECONDS} seconds, at last in {frame.f_code.co_qualname if frame else '?'}")


if __name__ == "__main__":
    sys.exit(main())
