"""What a plan says and writes of what it could not use."""

from decimal import Decimal
from pathlib import Path

import pytest

from ipp.batch.limit import parse_limit
from ipp.errors import RequestError
from tests.cli.program import Said, inside

STORE = str(Path(__file__).parents[2] / "examples" / "tiny.yaml")
WOO = (
    "Date,Order #,Status,Customer,Product(s)\n"
    '2026-10-08 10:00:00,8,completed,Gus Ivy,"2× Mug, 1× Tea pot, 1× =Vase"\n'
    "2026-10-09 10:00:00,9,On the moon,Hal Jo,1× Mug\n"
)


def plan(folder: Path, *options: str) -> Said:
    file = folder / "orders.csv"
    file.write_text(WOO, encoding="utf-8")
    return inside("plan", str(file), "--path", STORE, "--today", "2026-11-22", *options)


def test_unknown_items_are_written_with_the_nearest_name(tmp_path: Path) -> None:
    file = tmp_path / "unknown.csv"
    said = plan(tmp_path, "--unknown", str(file))
    assert said.code == 0, said.err
    assert file.read_text(encoding="utf-8") == "item,lines,nearest\n'=Vase,1,\nTea pot,1,Teapot\n"
    assert "customers are identified by name only: two people with the same name count as one" in said.out
    assert "read as WooCommerce's order export" in said.out


@pytest.mark.parametrize(("limit", "code"), [("40%", 1), ("50%", 0), ("1", 1), ("2", 0)])
def test_a_plan_of_too_many_rejects_is_not_written(tmp_path: Path, limit: str, code: int) -> None:
    output, rejects = tmp_path / "next.csv", tmp_path / "rejects.csv"
    said = plan(tmp_path, "--max-rejects", limit, "--output", str(output), "--rejects", str(rejects))
    assert (said.code, output.exists(), rejects.exists()) == (code, not code, True)
    assert (
        f"2 of 4 rows of {tmp_path}/orders.csv cannot be used, more than --max-rejects {limit}" in said.err
    ) == bool(code)


def test_returns_and_cancelled_orders_are_no_mistakes(tmp_path: Path) -> None:
    """They are set aside and counted, but a plan of many of them is as good as any."""
    file = tmp_path / "orders.csv"
    rows = ["ann,Mug,2026-11-01,1,paid", "ann,Teapot,2026-11-03,1,refunded", "bob,Mug,2026-11-02,1,cancelled"]
    rows += ["cat,Mug,2026-11-03,-1,paid", "dan,Mug,soon,1,paid"]
    file.write_text(
        "customer,item,date,quantity,status\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8"
    )
    plan_of = (
        "plan",
        str(file),
        "--path",
        STORE,
        "--today",
        "2026-11-22",
        "--output",
        str(tmp_path / "out.csv"),
    )
    assert inside(*plan_of, "--max-rejects", "20%").code == 0
    said = inside(*plan_of, "--max-rejects", "19%")
    assert said.code == 1
    assert (
        f"1 of 5 rows of {file} cannot be used, more than --max-rejects 19%: no plan is written" in said.err
    )


def test_what_a_status_means_is_told(tmp_path: Path) -> None:
    said = plan(tmp_path, "--status", "on the moon=no", "--output", "-")
    assert "1  the order was cancelled, refunded or never paid" in said.err
    for wrong in ("moon", "moon=yes", "=no"):
        assert "write it as 'STATUS=bought' or 'STATUS=no'" in plan(tmp_path, "--status", wrong).err


def test_each_reason_shows_an_example(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "customer,offer,event,date\nann,Mug,Opened,2026-11-01\n", encoding="utf-8"
    )
    (tmp_path / "orders.csv").write_text(
        "customer,item,date\nann,Mug,2026-11-01\nbob,Mug,soon\ncat,Mug,sometime\ndan,Vase,2026-11-01\n",
        encoding="utf-8",
    )
    files = str(tmp_path / "orders.csv"), "--log", str(tmp_path / "log.csv")
    said = inside("plan", *files, "--path", STORE, "--today", "2026-11-22")
    assert "2  the date cannot be read, as in 'sometime'" in said.out
    assert "1  not in the path, as in 'Vase'" in said.out
    assert ", as in 'Opened'" in said.out


def test_limits_are_shares_or_numbers() -> None:
    assert parse_limit("5%")[:2] == (Decimal("0.05"), True)
    assert parse_limit(" 100 ")[:2] == (Decimal(100), False)
    for wrong in ("", "five", "-1", "101%", "NaN", "inf"):
        with pytest.raises(RequestError, match="write it as 5% or 100"):
            parse_limit(wrong)
