"""The printed statement: as golden files for each dialect, and run by DuckDB and PostgreSQL."""

import os
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from ipp.batch.sql import DIALECTS
from ipp.batch.tables import lower
from ipp.batch.warehouse import statements
from ipp.loading import Store, load_file
from tests.batch.crowds import Crowd, Row, crowd
from tests.oracle.maker import LAST_DAY, WHERE

GOLDEN = Path(__file__).parent / "golden"
SMALL = Path(__file__).parents[2] / "examples" / "tiny.yaml"
TABLES = (
    'CREATE TABLE orders (customer text, item text, "date" date, "order" text)',
    'CREATE TABLE offers (customer text, offer text, event text, "date" date, price text, seq bigint)',
    f"CREATE TABLE customers (customer text, {', '.join(f'{chr(34)}{name}{chr(34)} text' for name in WHERE)})",
)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_has_its_statement(dialect: str) -> None:
    store = load_file(str(SMALL))
    assert isinstance(store, Store)
    said = statements(lower(store.policy, LAST_DAY), dialect, create=False)
    golden = GOLDEN / f"tiny.{dialect}.sql"
    if os.environ.get("IPP_UPDATE"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def filled(execute: Any, crowd: Crowd, mark: str) -> None:
    """Create the three tables of a warehouse."""
    for name, create, rows in zip(
        ("orders", "offers", "customers"),
        TABLES,
        (crowd.orders(), numbered(crowd.offers()), crowd.people()),
        strict=True,
    ):
        execute(f"DROP TABLE IF EXISTS {name}", None)
        execute(create, None)
        for row in rows:
            cells = [cell if cell != "" else None for cell in row]
            execute(f"INSERT INTO {name} VALUES ({', '.join([mark] * len(cells))})", cells)


def numbered(rows: list[Row]) -> list[Row]:
    return [(*row, place) for place, row in enumerate(rows)]


@pytest.mark.parametrize("seed", [5, 14])
@pytest.mark.parametrize("create", [False, True])
def test_postgres_runs_its_statement(postgres: str, seed: int, create: bool) -> None:
    many = crowd(seed, 200)
    sql = statements(lower(many.policy, many.today), "postgres", create=create)
    with psycopg.connect(postgres, autocommit=True) as connection:
        filled(connection.execute, many, "%s")
        *before, last = [part for part in sql.split(";\n") if part.strip()] if create else [sql]
        for part in before:
            connection.execute(part)
        assert connection.execute(last).fetchall() == many.expected()


@pytest.mark.parametrize("seed", [5, 21])
def test_duckdb_runs_its_statement(seed: int) -> None:
    many = crowd(seed, 200)
    connection = duckdb.connect()
    filled(connection.execute, many, "?")
    sql = statements(lower(many.policy, many.today), "duckdb", create=False)
    assert connection.execute(sql).fetchall() == many.expected()
