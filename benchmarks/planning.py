"""What planning for everybody costs, against a hand-written DuckDB query that says the same for these orders (benchmarks/hand.py)."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import duckdb

from benchmarks.child import answer
from benchmarks.figures import growth, ratio, table
from benchmarks.planning_job import WRITINGS
from benchmarks.stores import store_text
from ipp.loading import Store, load_store_file
from ipp.orders.engines.quoting import quote_text

SIZES = (1_000_000, 5_000_000, 20_000_000)
PRODUCTS, ROUNDS, LIMIT = 1_000, 3, 1.5
HEAD = (
    "order lines",
    "customers",
    "against by hand",
    "limit",
    "growth",
    "customers per second",
    "peak memory",
    "by hand",
)


class Run(NamedTuple):
    """Seconds by the clock, and of all processors; bytes of memory at most; customers."""

    clock: float
    seconds: float
    memory: float
    customers: int


def report(largest: int = SIZES[-1], rounds: int | None = None) -> str:
    """Measure up to the largest number of order lines, and return the report in Markdown."""
    planned: list[tuple[str, ...]] = []
    written: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.yaml"
        path.write_text(store_text(PRODUCTS), encoding="utf-8")
        before: tuple[int, float] | None = None
        for size in (size for size in SIZES if size <= largest):
            for ending in ("parquet", "csv") if size <= 5_000_000 else ("parquet",):
                orders = Path(folder) / f"orders.{ending}"
                write_orders(size, path, orders)
                runs = [_round(orders, path, Path(folder)) for _ in range(rounds or ROUNDS)]
                planned.append(_row(f"{size:,} {ending}", runs, before, size))
                if ending == "parquet":
                    before = size, median(ours.seconds for ours, _ in runs)
                    for row in _measure_writing(orders, path, Path(folder), rounds or ROUNDS):
                        written.append((f"{size:,} {ending}", *row))
                orders.unlink()
    return (
        f"## Planning\n\nGenerated orders of a store of {PRODUCTS:,} products, answered by `ipp plan` (its whole work but the start of "
        "Python) and by a query written by hand for these orders, in turn: processor time of both threads, and customers per second by the clock.\n\n"
        + table(HEAD, planned)
        + "\nWhat writing takes, in the processor time of such a plan of which nothing is written:\n\n"
        + table(("order lines", "what is written", "against the plan"), written)
    )


def write_orders(lines: int, path: Path, file: Path) -> None:
    """Generate orders: some five lines to a customer, most of them by few, most of few products; bundles now and then."""
    singles: list[str] = []
    bundles: list[str] = []
    store = load_store_file(str(path))
    assert isinstance(store, Store)
    for name in store.policy.goods_in_order:
        (bundles if store.policy.goods[name].kind == "bundle" else singles).append(name)

    form = "FORMAT csv" if file.suffix == ".csv" else "FORMAT parquet"
    items = f"[{', '.join(map(quote_text, singles))}]"
    boxes = f"[{', '.join(map(quote_text, bundles))}]"
    with duckdb.connect() as made:
        made.execute("SET threads = 1; SELECT setseed(0.5)")
        made.execute(
            f"COPY (SELECT (pow(random(), 1.5) * {lines * 0.21})::BIGINT AS customer, CASE WHEN random() < 0.03 "
            f"THEN {boxes}[1 + (random() * {len(bundles) - 1})::INT] ELSE {items}[1 + (pow(random(), 2) * {len(singles) - 1})::INT] END AS item, "
            f"DATE '2026-11-22' - (random() * 700)::INT AS date FROM range({lines})) TO {quote_text(str(file))} ({form})"
        )


def _round(orders: Path, path: Path, folder: Path) -> tuple[Run, Run]:
    ours, hand = (_run(who, orders, path, folder / "out.parquet") for who in ("ipp", "hand"))
    return ours, hand


def _measure_writing(orders: Path, path: Path, folder: Path, rounds: int) -> list[tuple[str, str]]:
    """Return each way to write a plan, and what it takes."""
    runs = [
        answer("benchmarks.planning_job", "writing", str(orders), str(path), str(folder))
        for _ in range(rounds)
    ]
    plans, *writings = zip(*(map(float, told.split()) for told in runs), strict=True)
    return [(what, str(ratio(taken, plans))) for what, taken in zip(WRITINGS.values(), writings, strict=True)]


def _run(who: str, orders: Path, path: Path, output: Path) -> Run:
    clock, seconds, memory, customers = answer(
        "benchmarks.planning_job", who, str(orders), str(path), str(output)
    ).split()
    return Run(float(clock), float(seconds), float(memory), int(customers))


def _row(
    name: str, runs: Sequence[tuple[Run, Run]], before: tuple[int, float] | None, size: int
) -> tuple[str, ...]:
    ours, hand = [run for run, _ in runs], [run for _, run in runs]
    against = ratio([run.seconds for run in ours], [run.seconds for run in hand])
    seconds = median(run.seconds for run in ours)
    grown = (
        f"{growth(before[1], seconds, size / before[0]):.2f}"
        if before and size > before[0] and name.endswith("parquet")
        else ""
    )
    limit = against.held(LIMIT).split(",")[0] if "5,000,000 parquet" in name else ""
    memory = (max(run.memory for run in each) / 1e9 for each in (ours, hand))
    return (
        name,
        f"{ours[0].customers:,}",
        str(against),
        limit,
        grown,
        f"{ours[0].customers / median(run.clock for run in ours):,.0f}",
        *(f"{most:.1f} GB" for most in memory),
    )
