"""What checking stores of bad shapes costs, against a made-up store with as many products: growth, and the ratio at each size."""

from math import log
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.figures import table
from benchmarks.shapes import SHAPES
from benchmarks.stores import store_text
from ipp.lint.run import LintTerms, lint_stores
from ipp.loading import load_store, make_opener
from ipp.text.source import Source

SIZES = (300, 1_000, 3_000)
ROUNDS = 3


def report(largest: int, rounds: int | None = None) -> str:
    """Measure every shape at every size up to the largest; returns a part of the report."""
    sizes = [size for size in SIZES if size <= largest]
    usual = [_seconds(store_text(size), rounds or ROUNDS) for size in sizes]
    rows = []
    for name, made in SHAPES.items():
        costs = [_seconds(made(size), rounds or ROUNDS) for size in sizes]
        growth = [
            f"{log(cost / before) / log(size / smaller):.2f}"
            for before, cost, smaller, size in zip(costs, costs[1:], sizes, sizes[1:], strict=False)
        ]
        ratios = [f"{cost / other:.1f}" for cost, other in zip(costs, usual, strict=True)]
        rows.append([name, *ratios, *growth])
    head = ["shape", *(f"at {size:,}" for size in sizes), *(f"growth to {size:,}" for size in sizes[1:])]
    return (
        "## Shapes\n\nProcessor time of reading and checking, in that of a made-up store of as many products, "
        f"by medians of {rounds or ROUNDS} rounds; growth is the exponent from the size before.\n\n{table(head, rows)}"
    )


def _seconds(text: str, rounds: int) -> float:
    return median(_once(text) for _ in range(rounds))


def _once(text: str) -> float:
    began = process_time()
    lint_stores([load_store(Source("store.yaml", text), make_opener(Path()))], LintTerms())
    return process_time() - began
