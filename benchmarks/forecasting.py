"""What a forecast costs, and how it compares with drawing customers one by one: `python -m benchmarks forecasting`."""

from collections.abc import Iterator, Sequence
from math import inf, sqrt
from statistics import median
from typing import NamedTuple

from benchmarks.child import answer
from benchmarks.figures import table

STORES = ("paths/store.yaml", "100", "1000", "10000")
ROUNDS = {"paths/store.yaml": 9, "100": 9, "1000": 5, "10000": 1}


class Round(NamedTuple):
    """One forecast and as long a time of Monte Carlo: processor seconds, variances and means of the margin."""

    taken: float
    noise: float
    error: float  # half the 95% interval, in parts of the margin
    nodes: float
    offers: float
    drawing: float
    drawn_noise: float
    margin: float
    drawn_margin: float

    @property
    def gain(self) -> float:
        """How many times as long drawing would take to be as right: time times variance, against time times variance."""
        return self.drawing * self.drawn_noise / (self.taken * self.noise) if self.noise else inf

    @property
    def apart(self) -> float:
        """How far the two means lie apart, in standard errors of their difference."""
        return abs(self.margin - self.drawn_margin) / sqrt(self.noise + self.drawn_noise)


def report(largest: int = 10_000, rounds: int | None = None) -> str:
    """Measure up to the largest size, and return the report in Markdown."""
    stores = [store for store in STORES if not store.isdecimal() or int(store) <= largest]
    measured = [
        (store, [_round(store, seed) for seed in range(1, (rounds or ROUNDS[store]) + 1)]) for store in stores
    ]
    head = (
        "store",
        "margin right to",
        "nodes",
        "offers valued",
        "against Monte Carlo",
        "least and most",
        "means apart",
    )
    return (
        "## Forecast\n\nEvery product as first purchase, a year, no attributes: figures, leaks and the worth of every rate, in one call. Monte Carlo draws customers one by one "
        "on the same remembered ways, and finds the total alone; the ratio says how many times as long it would take to know the margin as exactly, by medians.\n\n"
        + table(head, list(_rows(measured)))
    )


def _round(store: str, seed: int) -> Round:
    return Round(*map(float, answer("benchmarks.forecasting_job", store, str(seed)).split()))


def _rows(measured: Sequence[tuple[str, list[Round]]]) -> Iterator[tuple[str, ...]]:
    for store, rounds in measured:
        gains = [each.gain for each in rounds]
        yield (
            store,
            f"± {median(each.error for each in rounds):.2%}",
            f"{median(each.nodes for each in rounds):,.0f}",
            f"{rounds[-1].offers:.0f}",
            f"{median(gains):.0f} times",
            f"{min(gains):.0f}–{max(gains):.0f}",
            f"{max(each.apart for each in rounds):.1f} standard errors at most",
        )
