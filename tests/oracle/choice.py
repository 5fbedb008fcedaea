"""Choices, made by hypothesis (which shrinks them) or by a seed (which is quick)."""

import random
from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choice:
    """Makes choices; every choice shrinks to the plainer one."""

    def __init__(self, integer: Callable[[int, int], int]) -> None:
        """Choose by whole numbers between two bounds, both included."""
        self.integer = integer

    def chance(self, percent: int) -> bool:
        """True so often; shrinks to False."""
        return self.integer(0, 99) >= 100 - percent

    def one(self, values: list[T]) -> T:
        """One of the values; shrinks to the first."""
        return values[self.integer(0, len(values) - 1)]

    def some(self, values: list[T], least: int, most: int) -> list[T]:
        """Different ones of the values."""
        count = min(self.integer(least, most), len(values))
        left, found = list(values), []
        for _ in range(count):
            found.append(left.pop(self.integer(0, len(left) - 1)))
        return found


def drawn(draw: st.DrawFn) -> Choice:
    """Choices made by hypothesis."""
    return Choice(lambda low, high: draw(st.integers(low, high)))


def seeded(seed: int) -> Choice:
    """Choices made by a seed."""
    return Choice(random.Random(seed).randint)
