"""Work that is bounded by a count of calls: the same on every machine, however busy."""

import sys
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
