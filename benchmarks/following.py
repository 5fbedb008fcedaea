"""What it costs to learn what follows what, against four plain statements of DuckDB (benchmarks/following_job.py)."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import duckdb

from benchmarks.child import answer
from benchmarks.figures import growth, ratio, table
from ipp.orders.engines.quoting import quote_text

SIZES = (1_000_000, 3_000_000, 10_000_000)
PRODUCTS, LIMIT, ROUNDS = 5_000, 2.0, 1
HEAD = (
    "lines",
    "customers",
    "pairs tested",
    "against plain statements",
    "limit",
    "growth",
    "CPU s",
    "plain",
    "peak memory",
    "plain",
)


class Run(NamedTuple):
    """Seconds of all processors, bytes of memory at most, and pairs."""

    seconds: float
    memory: float
    pairs: int


def report(largest: int = SIZES[-1], rounds: int | None = None) -> str:
    """Measure up to the largest number of lines, and return the report in Markdown."""
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "lines.parquet"
        before: tuple[int, float] | None = None
        for size in [each for each in SIZES if each <= largest] or [largest]:
            write_lines(size, lines)
            runs = [(_run("ours", lines), _run("plain", lines)) for _ in range(rounds or ROUNDS)]
            rows.append(_make_row(size, runs, before))
            before = size, median(ours.seconds for ours, _ in runs)
    return (
        f"## Following\n\nLines of some ten to a customer, of {PRODUCTS:,} products, in Parquet: from the file to the pairs that can be tested, in the "
        "processor time of four plain statements that leave out what customers have already; in turn.\n\n"
        + table(HEAD, rows)
    )


def write_lines(number: int, file: Path) -> None:
    """Generate lines (who, item, day): some ten to a customer on four days of two years, most of few products."""
    with duckdb.connect() as made:
        made.execute("SET threads = 1; SELECT setseed(0.5)")
        made.execute(
            f"CREATE TABLE lines AS SELECT (random() * {number // 10})::BIGINT AS who, (pow(random(), 2) * {PRODUCTS - 1})::BIGINT AS item, "
            f"(random() * 3)::BIGINT AS visit FROM range({number})"
        )
        made.execute(
            f"COPY (SELECT who, item, 739000 + (hash(who * 7 + visit) % 720)::BIGINT AS day FROM lines) "
            f"TO {quote_text(str(file))} (FORMAT parquet)"
        )


def _run(who: str, lines: Path) -> Run:
    seconds, memory, pairs = answer("benchmarks.following_job", who, str(lines)).split()
    return Run(float(seconds), float(memory), int(pairs))


def _make_row(
    size: int, runs: Sequence[tuple[Run, Run]], before: tuple[int, float] | None
) -> tuple[str, ...]:
    ours, plain = [run for run, _ in runs], [run for _, run in runs]
    seconds = [run.seconds for run in ours], [run.seconds for run in plain]
    against = ratio(*seconds)
    return (
        f"{size:,}",
        f"{size // 10:,}",
        f"{ours[0].pairs:,}",
        str(against),
        against.held(LIMIT).split(",")[0],
        f"{growth(before[1], median(seconds[0]), size / before[0]):.2f}" if before else "",
        *(f"{median(each):.0f}" for each in seconds),
        *(f"{max(run.memory for run in each) / 1e9:.1f} GB" for each in (ours, plain)),
    )
