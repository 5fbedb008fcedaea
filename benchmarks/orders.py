"""What reading orders costs, against an earlier revision of ipp: the same file, read by both."""

import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from benchmarks.child import ROOT, Failed, clean_environment
from benchmarks.figures import ratio, table
from benchmarks.planning import PRODUCTS, write_orders
from benchmarks.stores import store_text

FIRST = "f7b2ca6"
"""The last revision that read orders for plans alone, without layouts, returns and who is one customer."""
ROUNDS = 5


def report(lines: int, rounds: int | None = None, against: str = FIRST) -> str:
    """Measure, and return the report in Markdown."""
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        old = unpack_revision(against, Path(folder) / "old")
        path = Path(folder) / "store.yaml"
        path.write_text(store_text(PRODUCTS), encoding="utf-8")
        for ending in ("csv", "parquet"):
            orders = Path(folder) / f"orders.{ending}"
            write_orders(lines, path, orders)
            runs = [(read(ROOT, orders, path), read(old, orders, path)) for _ in range(rounds or ROUNDS)]
            ours, theirs = zip(*runs, strict=True)
            rows.append((ending, f"{lines:,}", str(ratio(ours, theirs)), f"{lines / min(ours):,.0f}"))
    head = ("file", "order lines", f"against {against}", "lines a second")
    return f"## Reading orders\n\nProcessor time from the file to purchases by customer, item and day, in that of an earlier revision; in turn.\n\n{table(head, rows)}"


def unpack_revision(revision: str, folder: Path) -> Path:
    """Write the files of a revision into a folder, and return it."""
    done = subprocess.run(["git", "archive", revision, "ipp"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise Failed(f"git archive {revision}: {done.stderr.decode(errors='replace')}")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as packed:
        packed.extractall(folder, filter="data")
    return folder


def read(tree: Path, orders: Path, path: Path) -> float:
    """Return the seconds of processor time that the ipp of a tree takes to read orders."""
    command = (sys.executable, str(ROOT / "benchmarks" / "orders_job.py"), str(orders), str(path))
    environment = {**clean_environment(), "PYTHONPATH": os.fspath(tree), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return float(done.stdout)
