"""What `ipp diff --orders` costs, which plans for everybody twice, against one plan of the same customers."""

import tempfile
from pathlib import Path

from benchmarks.child import ROOT, answer
from benchmarks.crowd import Crowd
from benchmarks.figures import ratio, table
from benchmarks.planning_job import TODAY
from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.loading import Store, load_store_file

ROUNDS, LIMIT = 3, 2.2
PATH = ROOT / "paths" / "store.yaml"
EDITS = (("defaults: {after: 3d, patience: 7d", "defaults: {after: 4d, patience: 6d"),)
"""What somebody changes: most customers get something else."""


def report(customers: int, rounds: int | None = None) -> str:
    """Measure, and return the report in Markdown."""
    rows: list[tuple[str, ...]] = []
    store = load_store_file(str(PATH))
    assert isinstance(store, Store)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / "changed.yaml"
        changed.write_text(_edit_path(PATH.read_text(encoding="utf-8")), encoding="utf-8")
        Crowd(store.policy, Path(folder), PlanDuckDB()).begin(customers, TODAY)
        orders = Path(folder) / "orders.parquet"
        runs = [
            (_measure("ipp", orders, changed), _measure("diff", orders, changed))
            for _ in range(rounds or ROUNDS)
        ]
        one, both = zip(*runs, strict=True)
        held = ratio(both, one).held(LIMIT)
        rows.append((f"{customers:,}", str(ratio(both, one)), held.split(",")[0]))
    head = ("customers", "against one plan", f"limit {LIMIT}")
    return f"## Comparing\n\nProcessor time of `ipp diff --orders` in that of `ipp plan` for the same customers of paths/store.yaml, in turn.\n\n{table(head, rows)}"


def _edit_path(text: str) -> str:
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    return text


def _measure(who: str, orders: Path, changed: Path) -> float:
    """Return the seconds of processor time of one plan of the changed file, or of both plans and where they differ."""
    out = str(orders.with_name("out.parquet"))
    return float(answer("benchmarks.planning_job", who, str(orders), str(changed), out).split()[1])
