"""Figures from repeated measurements: medians, ratios, growth."""

from collections.abc import Sequence
from math import log
from statistics import median
from typing import NamedTuple


class Ratio(NamedTuple):
    """How many times as long one thing took as another, by medians; the least and the most of any round."""

    value: float
    least: float
    most: float

    def held(self, limit: float) -> str:
        """Say whether a limit is kept, and when rounds disagree with their median, that they do."""
        agreed = self.most <= limit or self.least > limit
        return (
            f"{'met' if self.value <= limit else 'missed'}, {self}{'' if agreed else '; not in every round'}"
        )

    def __str__(self) -> str:
        return f"{_digits(self.value)} ({_digits(self.least)}–{_digits(self.most)})"


def ratio(taken: Sequence[float], against: Sequence[float]) -> Ratio:
    """Compare two things that were measured in turn, one of each to a round."""
    rounds = [one / other for one, other in zip(taken, against, strict=True)]
    return Ratio(median(taken) / median(against), min(rounds), max(rounds))


def growth(small: float, large: float, times: float) -> float:
    """Return the exponent k with which a cost grew, large = small * timesᵏ: 1 is linear, 2 the square."""
    return log(large / small) / log(times)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table: the first column to the left, figures to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "".join(_line(row, widths) for row in (head, rule, *rows))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        row[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
    ]
    return f"| {' | '.join(cells)} |\n"


def _digits(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
