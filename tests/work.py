"""How much work something is: as a count that is the same on every machine, or as a ratio within one run."""

import gc
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")


class Hangs(Exception):
    """More work than a file of this size may cost."""


def bounded(most: int, work: Callable[[], T]) -> T:
    """Do some work; raises Hangs after so many calls of functions written in Python, generators resumed included."""
    left = most

    def count(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            sys.settrace(None)
            raise Hangs(f"more than {most:,} calls, at last in {frame.f_code.co_qualname}")

    before = sys.gettrace()
    sys.settrace(count)
    try:
        return work()
    finally:
        sys.settrace(before)


def count_calls(run: Callable[[], object]) -> int:
    """Return how many functions are called, those written in C included, while something runs."""
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    enabled, before = gc.isenabled(), sys.getprofile()
    gc.disable()  # what it calls depends on what ran before
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
        if enabled:
            gc.enable()
    return calls


def measure_growth(run: Callable[[int], object], size: int, times: int) -> float:
    """Return how many times the processor time grows when the size grows so many times: about `times` where it is linear."""
    return measure_time(lambda: run(times * size)) / measure_time(lambda: run(size))


def measure_time(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun
