"""What the proof costs, against reading and linting the same file, and whether planted faults are found."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.child import answer
from benchmarks.figures import growth, table

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = {100: 9, 1_000: 9, 10_000: 5, 100_000: 1}


class Round(NamedTuple):
    """One run: processor seconds of reading, of the other rules and of the proof; faults planted, found and imagined."""

    read: float
    lint: float
    proof: float
    planted: int
    found: int
    imagined: int


def report(largest: int = SIZES[-1], rounds: int | None = None) -> str:
    """Measure up to the largest size, and return the report in Markdown."""
    sizes = [size for size in SIZES if size <= largest]
    measured = [(size, [_round(size) for _ in range(rounds or ROUNDS[size])]) for size in sizes]
    head = (
        "products",
        "proof against reading and linting",
        "µs per product",
        "growth",
        "planted",
        "found",
        "imagined",
    )
    return (
        "## Proof\n\nStores without a store-wide list and with faults planted in them (`benchmarks/faults.py`): processor time of the "
        "rules IPP202, IPP205, IPP207, IPP209 and IPP210, replay included, against reading the file and all other rules, by medians.\n\n"
        + table(head, list(_rows(measured)))
    )


def _round(products: int) -> Round:
    read, lint, proof, planted, found, imagined = answer("benchmarks.proving_job", str(products)).split()
    return Round(float(read), float(lint), float(proof), int(planted), int(found), int(imagined))


def _rows(measured: Sequence[tuple[int, list[Round]]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    before: tuple[int, float] | None = None
    for products, rounds in measured:
        proof = median(each.proof for each in rounds)
        other = median(each.read + each.lint for each in rounds)
        grown = "" if before is None else f"{growth(before[1], proof, products / before[0]):.2f}"
        last = rounds[-1]
        figures = (f"{proof / other:.2f}", f"{proof / products * 1e6:.0f}", grown)
        rows.append((f"{products:,}", *figures, str(last.planted), str(last.found), str(last.imagined)))
        before = (products, proof)
    return rows
