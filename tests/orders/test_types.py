"""Columns of every type that tables have: each means what its text means, or is set aside with a reason."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from ipp.loading import Store, load_store_file
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.files.sources import parse_source
from ipp.orders.items import number_items
from ipp.orders.reading import OrdersRequest, RecordsReader
from tests.cli.program import inside, outside

TODAY = dt.date(2026, 11, 22)

STORE = Path(__file__).parents[2] / "examples" / "tiny.yaml"
ROW = {"customer": "'ann'", "item": "'Mug'", "date": "DATE '2026-11-01'", "quantity": "1", "order": "'o'"}


class Read(NamedTuple):
    """What was read of one row: who bought on which day, and what was set aside, with its item."""

    bought: list[tuple[str, str]]
    aside: list[tuple[str, str | None]]


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    engine = DuckDB()
    yield engine
    engine.close()


def read(engine: DuckDB, folder: Path, **cells: str) -> Read:
    """Read one row of orders, some of its cells told in SQL."""
    file = folder / "orders.parquet"
    columns = ", ".join(f'{cell} AS "{name}"' for name, cell in (ROW | cells).items())
    duckdb.sql(f"COPY (SELECT {columns}) TO '{file}'")
    store = load_store_file(str(STORE))
    assert isinstance(store, Store)
    asked = OrdersRequest(parse_source(str(file)))
    reading = RecordsReader(engine, store.policy, number_items(store.policy), asked, TODAY)
    lines, _, _ = reading.read_orders()
    lines = lines.select("day", customer=lines.customer.cast("string")).select("customer", "day")
    rows = reading.rejects[0].rows
    aside = [] if rows is None else engine.fetch_rows(rows.select("reason", "item"))
    days = [(name, str(dt.date.fromordinal(day))) for name, day in engine.fetch_rows(lines)]
    return Read(days, aside)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("17", "17"),
        ("17::UTINYINT", "17"),
        ("17::HUGEINT", "17"),
        ("17.0::DOUBLE", "17"),
        ("1e20::DOUBLE", "1e+20"),
        ("'inf'::DOUBLE", "inf"),
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
def test_a_customer(engine: DuckDB, tmp_path: Path, cell: str, name: str) -> None:
    assert read(engine, tmp_path, customer=cell) == ([(name, "2026-11-01")], [])


@pytest.mark.parametrize("cell", ["NULL", "''", "'  '", "'NaN'::DOUBLE"])
def test_no_customer(engine: DuckDB, tmp_path: Path, cell: str) -> None:
    assert read(engine, tmp_path, customer=cell) == ([], [("no customer", "Mug")])


@pytest.mark.parametrize(
    ("cell", "aside"),
    [
        ("'Mug'::BLOB", None),
        ("'Mug'::ENUM('Mug', 'Teapot')", None),
        ("17.0::DOUBLE", ("not in the path", "17")),
        ("true", ("not in the path", "true")),
        ("['Mug']", ("not in the path", "[Mug]")),
        ("NULL::INT", ("no item", None)),
    ],
)
def test_an_item(engine: DuckDB, tmp_path: Path, cell: str, aside: tuple[str, str | None] | None) -> None:
    found = read(engine, tmp_path, item=cell)
    assert found == (([], [aside]) if aside else ([("ann", "2026-11-01")], []))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20261101", "2026-11-01"),
        ("20261101.0::DOUBLE", "2026-11-01"),
        ("TIMESTAMP '2026-11-01 23:59:59'", "2026-11-01"),
        ("TIMESTAMP_NS '2026-11-01 10:00:00'", "2026-11-01"),
        ("TIMESTAMP_MS '2026-11-01 10:00:00'", "2026-11-01"),
        ("TIMESTAMPTZ '2026-11-01 23:30:00-02'", "2026-11-02"),
        ("DATE '9999-12-31'", "9999-12-31"),
        ("1793000000", "2026-10-26"),
        ("179300000", None),
        ("true", None),
        ("TIME '10:00:00'", None),
        ("['2026-11-01']", None),
        ("DATE 'infinity'", None),
        ("DATE '10000-01-01'", None),
        ("DATE '0001-01-01' - 1", None),
        ("TIMESTAMP '0001-01-01' - INTERVAL 400 DAY", None),
    ],
)
def test_a_date(engine: DuckDB, tmp_path: Path, cell: str, day: str | None) -> None:
    found = read(engine, tmp_path, date=cell)
    assert found == (([("ann", day)], []) if day else ([], [("the date cannot be read", "Mug")]))


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
        ("'inf'::DOUBLE", "the quantity is not a number"),
        ("DATE '2026-01-01'", "the quantity is not a number"),
    ],
)
def test_a_quantity(engine: DuckDB, tmp_path: Path, cell: str, reason: str | None) -> None:
    found = read(engine, tmp_path, quantity=cell)
    assert found == (([], [(reason, "Mug")]) if reason else ([("ann", "2026-11-01")], []))


@pytest.mark.parametrize("cell", ["1", "1.0::DOUBLE", "NULL", "[1]", "TIMESTAMP '2026-11-01 10:00:00'"])
def test_an_order_number(engine: DuckDB, tmp_path: Path, cell: str) -> None:
    assert read(engine, tmp_path, order=cell) == ([("ann", "2026-11-01")], [])


def test_the_clock_of_the_machine_moves_no_day(tmp_path: Path) -> None:
    file = tmp_path / "orders.parquet"
    duckdb.sql(
        f"COPY (SELECT 'ann' AS customer, 'Mug' AS item, TIMESTAMPTZ '2026-11-01 23:30:00+00' AS date) TO '{file}'"
    )
    said = outside(
        "plan",
        str(file),
        "--path",
        str(STORE),
        "--today",
        str(TODAY),
        "--output",
        "-",
        env={"TZ": "Pacific/Auckland"},
    )
    assert ",2026-11-01,,,,,they bought Mug" in said.out


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
    said = inside("plan", files["orders"], "--path", str(STORE), *options)
    assert said.code == 0, said.err
    assert [line.split(",")[:3] for line in said.out.splitlines()[1:]] == [["17", "offer", "Teapot"]]
