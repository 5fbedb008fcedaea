"""What reading and linting cost, against PyYAML on the same file: `python -m benchmarks reading`."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.child import answer, write
from benchmarks.figures import growth, ratio, table
from benchmarks.jobs import JOBS

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = {100: 15, 1_000: 15, 10_000: 9, 100_000: 5}
MOST_MEMORY = 1.5  # GiB, the target for 100,000 products
_NAMES = {
    "events": "libyaml's events",
    "yaml.load": "`yaml.load`, CSafeLoader",
    "read": "ipp: read",
    "read and lint": "ipp: read and lint",
}
_MIB = 1024 * 1024


class Taken(NamedTuple):
    """What one job took on one file: processor seconds of each round, and the most memory of any, in MiB."""

    seconds: list[float]
    memory: float

    @property
    def usual(self) -> float:
        return median(self.seconds)


class Measured(NamedTuple):
    """What every job took on the store of one size; `length` of the file in MiB."""

    products: int
    length: float
    jobs: dict[str, Taken]


def measure(products: int, rounds: int) -> Measured:
    """Measure every job on a store of so many products, in turn, each time in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.yaml"
        with file.open("wb") as made:
            # By a child, past us: on Linux a process counts what its parent once took as its own peak.
            write(made, "benchmarks.stores", str(products))
        told = [{job: _one(job, file) for job in JOBS} for _ in range(rounds)]
        length = file.stat().st_size / _MIB
    jobs = {
        job: Taken([each[job][0] for each in told], max(each[job][1] for each in told) / _MIB) for job in JOBS
    }
    return Measured(products, length, jobs)


def _one(job: str, file: Path) -> tuple[float, int]:
    taken, most = answer("benchmarks.jobs", job, str(file)).split()
    return float(taken), int(most)


def report(largest: int = SIZES[-1], rounds: int | None = None) -> str:
    """Measure up to the largest size, and return the report in Markdown."""
    sizes = [size for size in SIZES if size <= largest]
    found = [measure(size, rounds or ROUNDS[size]) for size in sizes]
    head = ("what", "products", "against yaml.load", "µs per product", "growth", "CPU s", "peak MiB")
    files = ", ".join(f"{each.length:.2f} MiB for {each.products:,}" for each in found)
    counted = ", ".join(str(rounds or ROUNDS[size]) for size in sizes)
    return (
        "## Reading and linting\n\nProcessor time of the job alone, in a fresh process each time, its memory with the interpreter's. Ratios are "
        "of medians, with the least and the most of any round; growth is the exponent from the size before: "
        f"1 is linear. Rounds: {counted}. Files: {files}.\n\n"
        + table(head, list(_rows(found)))
        + "\n"
        + _targets(found)
    )


def _rows(found: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    for job in JOBS:
        before: Measured | None = None
        for each in found:
            taken, base = each.jobs[job], each.jobs["yaml.load"]
            grown = _growth(before, each, job) if before else None
            yield (
                _NAMES[job],
                f"{each.products:,}",
                "1" if taken is base else str(ratio(taken.seconds, base.seconds)),
                f"{taken.usual / each.products * 1e6:.0f}",
                "" if grown is None else f"{grown:.2f}",
                f"{taken.usual:.3f}" if taken.usual < 1 else f"{taken.usual:.1f}",
                f"{taken.memory:.0f}",
            )
            before = each


def _growth(before: Measured, after: Measured, job: str) -> float:
    return growth(before.jobs[job].usual, after.jobs[job].usual, after.products / before.products)


def _targets(found: Sequence[Measured]) -> str:
    """Say whether the targets are met at the largest size."""
    last = found[-1]
    ours, theirs = last.jobs["read and lint"], last.jobs["yaml.load"]
    cheaper = ratio(ours.seconds, theirs.seconds).held(1)
    smaller = "met" if ours.memory < MOST_MEMORY * 1024 else "missed"
    return (
        f"Targets, at {last.products:,} products: less processor time than `yaml.load`: {cheaper}; "
        f"under {MOST_MEMORY} GiB: {smaller}, {ours.memory / 1024:.2f}.\n"
    )
