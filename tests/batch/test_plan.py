"""`ipp plan` as its users run it: files written whole or not at all, days that follow each other, requests that cannot be served."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import ipp
from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.run import run_plan, select_rows
from ipp.engine.customer.events import Customer, Declined, Did, Offered
from ipp.engine.decision.decide import decide
from ipp.loading import Store, load_store_file
from ipp.orders.files.rejects import UNKNOWN
from ipp.orders.files.sources import parse_source
from ipp.orders.reading import OrdersRequest
from tests.amounts import long
from tests.batch.crowds import crowd, row_of
from tests.cli.program import ROOT, Said, clean, inside, outside
from tests.cli.test_colour import on_a_terminal

TINY = str(ROOT / "examples" / "tiny.yaml")
ORDERS = "customer,item,date\nann,Mug,2026-11-01\nbob,Teapot,2026-11-02\n=cmd|' /C calc'!A0,Mug,2026-11-20\n"
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    return file


def run(*arguments: str, today: str = "2026-11-22", path: str = TINY) -> Said:
    return inside("plan", *arguments, "--path", path, "--today", today)


@long
def test_the_same_rows_in_each_kind_of_file_and_the_same_bytes(orders: Path, tmp_path: Path) -> None:
    read = {}
    for ending in ("csv", "parquet", "jsonl"):
        file = tmp_path / f"next.{ending}"
        for _ in range(2):
            before = file.read_bytes() if file.exists() else None
            said = run(str(orders), "--output", str(file))
            assert said.code == 0, said.err
            assert before in (None, file.read_bytes())
        read[ending] = duckdb.sql(
            f"SELECT * REPLACE (due::DATE AS due, date::DATE AS date) FROM '{file}' ORDER BY ALL"
        ).fetchall()
    assert read["parquet"] == [tuple(row) for row in read["jsonl"]]
    assert len(read["parquet"]) == 3
    assert read["parquet"][0][0] == FORMULA
    assert list(tmp_path.glob(".next*")) == []


def test_a_spreadsheet_does_nothing_and_the_log_reads_it_back(orders: Path, tmp_path: Path) -> None:
    log = tmp_path / "day1.csv"
    assert run(str(orders), "--output", str(log)).code == 0
    cells = log.read_text().splitlines()[1].split(",")
    assert cells[0] == "'" + FORMULA
    again = tmp_path / "day2.csv"
    said = run(str(orders), "--offers", str(log), "--output", str(again), today="2026-11-23")
    assert said.code == 0, said.err
    first = again.read_text().splitlines()[1].split(",")
    assert first[0] == "'" + FORMULA, "the customer of the log and of the orders is one"
    assert len(again.read_text().splitlines()) == 4
    assert "Set aside" not in said.out


@long
def test_days_follow_each_other(tmp_path: Path) -> None:
    """A shop appends each day's output to its log, and some customers answer: every day is what one customer alone would get."""
    many = crowd(7, 150)
    folder = tmp_path / "plans"
    folder.mkdir()
    many.write(tmp_path)
    answers = tmp_path / "plans" / "answers.csv"
    answers.write_text("customer,offer,event,date,price\n")
    store = {name: list(each.events) for name, each in many.customers.items()}
    (folder / "before.csv").write_text((tmp_path / "offers.csv").read_text())
    made = 0
    for number in range(6):
        day = many.today + dt.timedelta(days=2 * number)
        target = folder / f"{day}.csv"
        engine = PlanDuckDB()
        asked = many.write(tmp_path)
        asked = asked._replace(offers=parse_source(str(folder)))
        planned = run_plan(many.policy, engine, asked, day)
        assert {reason for part in planned.prepared.rejects for reason in part.counts} <= {UNKNOWN}
        rows = engine.fetch_rows(select_rows(planned))
        engine.save_file(select_rows(planned), target, "csv")
        engine.close()
        for row in rows:
            name = row[0]
            customer = Customer(tuple(store[name]), many.customers[name].attributes)
            decision = decide(many.policy, customer, day)
            assert row == (name, *row_of(decision, day, many.policy)), (day, name)
            action = decision.action
            if row[11] is None or action is None:
                continue
            made += 1
            store[name].append(Did(action.name, day) if action.offer is None else Offered(action.offer, day))
            if action.offer and made % 3 == 0:
                store[name].append(Declined(action.offer, day + dt.timedelta(days=1)))
                with answers.open("a") as log:
                    log.write(f"{name},{action.name},declined,{day + dt.timedelta(days=1)},{row[6]}\n")
    assert made > 40


def test_accepted_in_the_log_is_a_purchase(orders: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "customer,offer,event,date\nann,Washing advice,did,2026-11-02\nann,Teapot,offered,2026-11-03\nann,teapot,accepted,2026-11-04\n"
    )
    said = run(str(orders), "--offers", str(log), "--output", "-")
    assert "ann,offer,Sunday Clay Club" in said.out


def test_what_is_out_of_stock_is_not_offered(orders: Path) -> None:
    offered = [row.split(",")[2] for row in run(str(orders), "--output", "-").out.splitlines()[1:]]
    assert "Sunday Clay Club" in offered
    said = run(str(orders), "--output", "-", "--out-of-stock", "sunday clay club")
    assert said.code == 0
    assert "Sunday Clay Club" not in [row.split(",")[2] for row in said.out.splitlines()[1:]]
    said = run(str(orders), "--out-of-stock", "Teepot")
    assert said.code == 2 and "did you mean 'Teapot'" in said.err


@long
def test_what_the_log_says_was_given_back_is_not_theirs(orders: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    head = "customer,offer,event,date,price,pieces"
    log.write_text(f"{head}\nbob,teapot,returned,2026-11-03,,1\nann,Mug,cancelled,2026-11-04,,\n")
    said = run(str(orders), "--offers", str(log), "--output", "-")
    rows = {row.split(",")[0]: row.split(",")[4] for row in said.out.splitlines()[1:]}
    assert "Set aside" not in said.err
    assert rows["bob"] == rows["ann"] == "", "no list of what was given back is read"
    log.write_text(f"{head}\nbob,teapot,returned,2026-11-03,,many\n")
    assert "the quantity is not a number" in run(str(orders), "--offers", str(log)).out


def test_bad_rows_of_the_log_are_counted(orders: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    rows = [
        "ann,Teepot,offered,2026-11-02,",
        "ann,Teapot,maybe,2026-11-02,",
        "ann,Teapot,offered,2026-11-02,cheap",
        "ann,Teapot,did,2026-11-02,",
    ]
    log.write_text("customer,offer,event,date,price\n" + "\n".join(rows) + "\n")
    said = run(str(orders), "--offers", str(log))
    for reason in (
        "nothing in the path has this name",
        "the event is none of",
        "the price cannot be read",
        "not a touch",
    ):
        assert f"1  {reason}" in said.out or reason in said.out
    assert "Set aside: 4 rows" in said.out


def test_the_output_cannot_be_what_is_read(orders: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    run(str(orders), "--output", str(log))
    before = log.read_bytes()
    for target, more in ((log, ("--offers", str(log))), (orders, ())):
        said = run(str(orders), *more, "--output", str(target))
        assert said.code == 2
        assert "is read by this command, and would be lost" in said.err
    assert log.read_bytes() == before


def test_only_and_due_by(orders: Path) -> None:
    states = {
        row.split(",")[1] for row in run(str(orders), "--output", "-", "--only", "touch").out.splitlines()[1:]
    }
    assert states == {"touch"}
    due = run(str(orders), "--output", "-", "--due-by", "2026-11-02").out.splitlines()[1:]
    assert {row.split(",")[0] for row in due} == {"ann", "bob"}


def test_json_for_programs(orders: Path) -> None:
    said = json.loads(run(str(orders), "--format", "json").out)
    assert said["format_version"] == "1.0"
    assert said["customers"] == sum(said["states"].values()) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no orders are named\n  tip: type `ipp plan ORDERS`"),
        (("none.csv",), "no such file"),
        (("{orders}", "--output", "next.xlsx"), "its ending does not say what to write"),
        (("{orders}", "--memory", "lots"), "--memory 'lots' is not an amount of memory"),
        (("{orders}", "--customer-col", "cust"), "has no such column\n  tip: its columns are 'customer'"),
        (("{orders}", "--due-by", "soon"), "--due-by: 'soon'"),
    ],
)
def test_what_cannot_be_served_is_one_line(orders: Path, arguments: tuple[str, ...], message: str) -> None:
    said = run(*(argument.format(orders=orders) for argument in arguments))
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert said.err.count("\n") == 1 + said.err.count("\n  tip: ")


def test_columns_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("cust no,thing,when\nann,Mug,2026-11-01\n")
    said = run(
        str(file), "--customer-col", "Cust No", "--item-col", "thing", "--date-col", "when", "--output", "-"
    )
    assert "ann,touch,Washing advice" in said.out


@pytest.mark.parametrize("extra", ["duckdb", "pyspark"])
def test_without_the_extra_one_line_says_what_to_install(orders: Path, tmp_path: Path, extra: str) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import sys\nfrom importlib.abc import MetaPathFinder\n"
        "class Hide(MetaPathFinder):\n    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.split('.')[0] == '{extra}': raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Hide())\n"
    )
    engine = ("--engine", "spark") if extra == "pyspark" else ()
    env = {"PYTHONPATH": os.pathsep.join([str(hidden), str(ROOT)])}
    said = outside("plan", str(orders), "--path", TINY, *engine, env=env)
    assert said.code == 2
    assert f"  tip: pip install '{extra}>=" in said.err and "ideal-purchase-path" not in said.err
    assert said.err.count("\n") == 2


def test_the_core_starts_without_the_batch_room() -> None:
    code = "import sys, ipp.cli.app; print(sorted({'ibis', 'duckdb', 'pyarrow', 'pyspark', 'sqlglot'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=clean({})
    )
    assert done.stdout.strip() == "[]"


@long
def test_interrupted_it_leaves_the_old_file(tmp_path: Path) -> None:
    file, target, spill = tmp_path / "orders.parquet", tmp_path / "next.csv", tmp_path / "spill"
    target.write_text("the old one")
    spill.mkdir()
    duckdb.sql(
        f"COPY (SELECT 'c' || (range // 4) AS customer, ['Mug', 'Teapot'][1 + range % 2] AS item, DATE '2026-11-01' AS date "
        f"FROM range(4000000)) TO '{file}'"
    )
    command = [sys.executable, "-m", "ipp", "plan", str(file), "--path", TINY, "--output", str(target)]
    with subprocess.Popen(
        command, cwd=ROOT, env=clean({"TMPDIR": str(spill)}), stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        while not list(spill.iterdir()) and process.poll() is None:
            time.sleep(0.01)  # until the engine is there; what follows takes seconds
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert (out, b"Traceback" in err) == (b"", False)
    assert target.read_text() == "the old one"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["next.csv", "orders.parquet", "spill"]
    assert not list(spill.iterdir()), "nothing is left on the disk"


def test_interrupted_while_it_writes_it_leaves_the_old_file(
    orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(engine: PlanDuckDB, rows: object, file: Path, form: str) -> None:
        file.write_text("half a fi")
        raise KeyboardInterrupt

    target = tmp_path / "next.csv"
    target.write_text("the old one")
    monkeypatch.setattr(PlanDuckDB, "save_file", half)
    said = run(str(orders), "--output", str(target))
    assert said.code == 130
    assert target.read_text() == "the old one"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["next.csv", "orders.csv"]


def test_a_terminal_shows_what_is_going_on_and_a_pipe_does_not(orders: Path, tmp_path: Path) -> None:
    arguments = (str(orders), "--output", str(tmp_path / "next.csv"))
    code, shown = on_a_terminal("plan", *arguments, "--path", TINY, env={"TERM": "xterm"})
    assert code == 0
    told = [part.strip() for part in shown.decode().split("\r")]
    assert [part for part in told if part.endswith("…")] == ["reading …", "planning …", "writing …"]
    assert run(*arguments).err == ""


@long
def test_memory_is_bounded(tmp_path: Path) -> None:
    file, target = tmp_path / "orders.parquet", tmp_path / "next.parquet"
    duckdb.sql(
        f"COPY (SELECT 'customer ' || (range % 300000) AS customer, ['Mug', 'Teapot', 'Milk Jug'][1 + range % 3] AS item, "
        f"DATE '2026-01-01' + (range % 300)::INT AS date FROM range(600000)) TO '{file}'"
    )
    engine = PlanDuckDB("150MB")
    engine.run_statement("SET max_temp_directory_size = '0KB'")
    store = load_store_file(TINY)
    assert isinstance(store, Store)
    with pytest.raises(ipp.RequestError, match="not enough memory; give more with --memory"):
        run_plan(store.policy, engine, OrdersRequest(parse_source(str(file))), dt.date(2026, 11, 22))
    engine.close()
    small = run(str(file), "--memory", "150MB", "--output", str(target))
    assert small.code == 0, small.err
    spilled = target.read_bytes()
    assert run(str(file), "--output", str(target)).code == 0
    assert duckdb.sql(f"SELECT count(*) FROM '{target}'").fetchall() == [(300000,)]
    assert target.read_bytes() == spilled


@long
def test_every_kind_of_table_from_python() -> None:
    import ibis

    days = [dt.date(2026, 11, 1), dt.date(2026, 11, 2), dt.date(2026, 11, 20)]
    data = {"customer": ["ann", "bob", "ann"], "item": ["Mug", "Teapot", "Teapot"], "date": days}
    frame = pl.DataFrame(data)
    table = pa.table(data)
    given = (pd.DataFrame(data), frame, frame.lazy(), table, ibis.memtable(table), duckdb.from_arrow(table))
    told = [ipp.plan(TINY, each, dt.date(2026, 11, 22)).rows.to_pylist() for each in given]
    assert all(each == told[0] for each in told)
    assert [(row["customer"], row["action"]) for row in told[0]] == [
        ("ann", "Washing advice"),
        ("bob", "Sunday Clay Club"),
    ]
    renamed = pd.DataFrame(data).rename(columns={"customer": "cust_no"})
    assert (
        ipp.plan(TINY, renamed, dt.date(2026, 11, 22), columns={"customer": "cust_no"}).rows.to_pylist()
        == told[0]
    )
    with pytest.raises(ipp.RequestError, match="no column is known to be the customer"):
        ipp.plan(TINY, renamed, dt.date(2026, 11, 22))
