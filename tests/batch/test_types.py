"""Columns of every type that tables have: each means what its text means, or is set aside with a reason."""

from pathlib import Path

import duckdb
import pytest

from tests.cli.program import Said, inside, outside

STORE = str(Path(__file__).parents[2] / "examples" / "tiny.yaml")
ROW = {"customer": "'ann'", "item": "'Mug'", "date": "DATE '2026-11-01'", "quantity": "1", "order": "'o'"}
LOG = "customer,offer,event,date\nzoe,Washing advice,did,2026-11-02\n"


def plan(folder: Path, log: bool = False, **cells: str) -> Said:
    """Plan with one row of orders, some of its cells told in SQL."""
    file = folder / "orders.parquet"
    columns = ", ".join(f'{cell} AS "{name}"' for name, cell in (ROW | cells).items())
    duckdb.sql(f"COPY (SELECT {columns}) TO '{file}'")
    (folder / "log.csv").write_text(LOG)
    offers = ("--offers", str(folder / "log.csv")) if log else ()
    return inside("plan", str(file), "--path", STORE, "--today", "2026-11-22", "--output", "-", *offers)


def customers(said: Said) -> list[str]:
    assert said.code == 0, said.err
    return [name for line in said.out.splitlines()[1:] if (name := line.split(",")[0]) != "zoe"]


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("17", "17"),
        ("17::UTINYINT", "17"),
        ("17::HUGEINT", "17"),
        ("17.0::DOUBLE", "17"),
        ("17::DECIMAL(10, 2)", "17"),
        ("17.5::DECIMAL(10, 2)", "17.50"),
        ("true", "true"),
        ("DATE '2026-01-01'", "2026-01-01"),
        ("'x'::BLOB", "x"),
        ("'9b2c63f6-71b0-4b57-8f8f-1d0b4ac2a1a1'::UUID", "9b2c63f6-71b0-4b57-8f8f-1d0b4ac2a1a1"),
        ("['a']", "[a]"),
        ("{'a': 1}", "{'a': 1}"),
    ],
)
def test_a_customer_of_any_type(tmp_path: Path, cell: str, name: str, log: bool) -> None:
    assert customers(plan(tmp_path, log, customer=cell)) == [name]


@pytest.mark.parametrize("cell", ["NULL", "''", "'  '", "'NaN'::DOUBLE"])
def test_no_customer(tmp_path: Path, cell: str) -> None:
    said = plan(tmp_path, customer=cell)
    assert customers(said) == []
    assert "1  no customer" in said.err


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("'Mug'::BLOB", None),
        ("'Mug'::ENUM('Mug', 'Teapot')", None),
        ("17.0::DOUBLE", "17\n"),
        ("true", "true\n"),
        ("['Mug']", "[Mug]"),
        ("NULL::INT", "no item"),
    ],
)
def test_an_item_of_any_type(tmp_path: Path, cell: str, reason: str | None) -> None:
    said = plan(tmp_path, item=cell)
    if reason is None:
        assert ",Washing advice," in said.out
    else:
        assert f"1  {reason}" in said.err


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20261101", "2026-11-01"),
        ("20261101.0::DOUBLE", "2026-11-01"),
        ("TIMESTAMP '2026-11-01 23:59:59'", "2026-11-01"),
        ("TIMESTAMP_NS '2026-11-01 10:00:00'", "2026-11-01"),
        ("TIMESTAMP_MS '2026-11-01 10:00:00'", "2026-11-01"),
        ("TIMESTAMPTZ '2026-11-01 23:30:00-02'", "2026-11-02"),
        ("1793000000", None),
        ("true", None),
        ("TIME '10:00:00'", None),
        ("['2026-11-01']", None),
        ("DATE 'infinity'", None),
        ("DATE '5877641-06-23'", None),
        ("DATE '0001-01-01' - 400", None),
        ("TIMESTAMP '0001-01-01' - INTERVAL 400 DAY", None),
    ],
)
def test_a_date_of_any_type(tmp_path: Path, cell: str, day: str | None) -> None:
    said = plan(tmp_path, date=cell)
    if day:
        assert f",{day},,,,they bought Mug" in said.out
    else:
        assert customers(said) == []
        assert "1  the date cannot be read" in said.err


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.5::DOUBLE", None),
        ("1::DECIMAL(5, 2)", None),
        ("1::HUGEINT", None),
        ("'2'", None),
        ("NULL", None),
        ("'NaN'::DOUBLE", None),  # a gap, in programs that know no other
        ("-1::TINYINT", "a return: the quantity is not above zero"),
        ("0.0::DOUBLE", "a return: the quantity is not above zero"),
        ("[1]", "the quantity is not a number"),
        ("true", "the quantity is not a number"),
        ("DATE '2026-01-01'", "the quantity is not a number"),
    ],
)
def test_a_quantity_of_any_type(tmp_path: Path, cell: str, reason: str | None) -> None:
    said = plan(tmp_path, quantity=cell)
    assert said.code == 0, said.err
    assert (",Washing advice," in said.out) == (reason is None)
    assert reason is None or f"1  {reason}" in said.err


@pytest.mark.parametrize(
    "cell", ["1", "1.0::DOUBLE", "NULL", "[1]", "true", "TIMESTAMP '2026-11-01 10:00:00'"]
)
def test_an_order_number_of_any_type(tmp_path: Path, cell: str) -> None:
    assert customers(plan(tmp_path, order=cell)) == ["ann"]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Lima"])
def test_the_clock_of_the_machine_moves_no_day(tmp_path: Path, zone: str) -> None:
    file = tmp_path / "orders.parquet"
    duckdb.sql(
        f"COPY (SELECT 'ann' AS customer, 'Mug' AS item, TIMESTAMPTZ '2026-11-01 23:30:00+00' AS date) TO '{file}'"
    )
    said = outside(
        "plan", str(file), "--path", STORE, "--today", "2026-11-22", "--output", "-", env={"TZ": zone}
    )
    assert ",2026-11-01,,,,they bought Mug" in said.out


def test_customers_are_the_same_in_tables_that_write_them_in_other_types(tmp_path: Path) -> None:
    names = {"orders": "17.0::DOUBLE", "log": "17::BIGINT", "people": "'17'"}
    more = {
        "orders": "'Mug' AS item, DATE '2026-11-01' AS date",
        "log": "'Washing advice' AS offer, 'did' AS event, TIMESTAMP '2026-11-02 10:00:00' AS date",
        "people": "'heel' AS concern",
    }
    files = {name: str(tmp_path / f"{name}.parquet") for name in names}
    for name, file in files.items():
        duckdb.sql(f"COPY (SELECT {names[name]} AS customer, {more[name]}) TO '{file}'")
    options = (
        "--offers",
        files["log"],
        "--customers",
        files["people"],
        "--today",
        "2026-11-22",
        "--output",
        "-",
    )
    said = inside("plan", files["orders"], "--path", STORE, *options)
    assert customers(said) == ["17"]
    assert "17,offer,Teapot" in said.out
