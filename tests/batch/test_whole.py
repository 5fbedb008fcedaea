"""`ipp.plan`, as an engineer calls it: what cannot be read is told, never lost."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd

import ipp

STORE = """ipp: 1
ultimate: Club
products:
  Mug: {price: 5, sku: "4711", next: Club}
  Club: {price: 20}
"""
TODAY = date(2026, 11, 22)
DAY = datetime(2026, 11, 1, 10)


def test_rejects_and_unknowns_of_a_frame(tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text(STORE)
    rows = [
        ("ann", "Mug", 4711.0, DAY, "Sent"),
        ("bob", "Mug", 4711.0, pd.NaT, "Sent"),
        ("cleo", None, 4711.5, DAY, "Sent"),
        ("dan", None, float("nan"), DAY, "Sent"),
        (None, "Mug", 4711.0, DAY, "Sent"),
        ("eve", "Mugg", None, DAY, "Sent"),
        ("fay", "Mug", 4711.0, DAY, "Lost"),
    ]
    orders = pd.DataFrame(rows, columns=["customer", "item", "sku", "date", "status"])
    plan = ipp.plan(
        str(tmp_path / "store.yaml"), orders, TODAY, statuses={"sent": True, "LOST": False}, layout="plain"
    )
    assert [row["customer"] for row in plan.rows.to_pylist()] == ["ann", "cleo", "eve", "fay"]
    assert {(row["reason"], row["customer"], row["item"]) for row in plan.rejects.to_pylist()} == {
        ("no date", "bob", "Mug"),
        ("not in the path", "cleo", "4711.5"),
        ("no item", "dan", None),
        ("no customer", None, "Mug"),
        ("not in the path", "eve", "Mugg"),
        ("the order was cancelled, refunded or never paid", "fay", "Mug"),
    }
    assert {(each.item, each.lines, each.nearest) for each in plan.unknowns} == {
        ("4711.5", 1, "Mug"),  # its sku is called most like it
        ("Mugg", 1, "Mug"),
    }
    assert (plan.summary.customers, plan.summary.statuses) == (4, ())
    assert plan.rows.num_rows + plan.rejects.num_rows - 3 == len(rows)  # three are known all the same
