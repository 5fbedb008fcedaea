"""The query by hand gives what the plan gives: its cost would be no measure otherwise."""

from pathlib import Path

import duckdb
import pytest

from benchmarks import planning, planning_job
from benchmarks.stores import store_text
from ipp.loading import Store, load_store_file

LINES, PRODUCTS = 3_000, 100


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_both_say_the_same_to_everybody(ending: str, tmp_path: Path) -> None:
    path, orders = tmp_path / "store.yaml", tmp_path / f"orders.{ending}"
    path.write_text(store_text(PRODUCTS), encoding="utf-8")
    planning.write_orders(LINES, path, orders)
    store = load_store_file(str(path))
    assert isinstance(store, Store)
    for who in (planning_job.ipp, planning_job.hand):
        assert who(store, str(orders), tmp_path / f"{who.__name__}.parquet") > LINES / 10
    with duckdb.connect() as read:
        plans = [
            read.execute(
                f"SELECT customer::VARCHAR AS customer, action, due FROM read_parquet('{tmp_path / name}.parquet') ORDER BY 1"
            ).fetchall()
            for name in ("ipp", "hand")
        ]
    assert plans[0] == plans[1]
    assert len({action for _, action, _ in plans[0]}) > 10
