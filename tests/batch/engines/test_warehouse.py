"""The printed statement: its stages by name, one short stage as each dialect writes it, and run by DuckDB and PostgreSQL."""

import os
import re
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from ipp.batch.engines.sql import DIALECTS
from ipp.batch.engines.warehouse import write_statements
from ipp.batch.lowering.tables import lower_policy
from ipp.loading import Store, load_store_file
from tests.amounts import amount, long
from tests.batch.crowds import EVERY_KEY, Crowd, Row, charged_crowd, crowd, full_crowd
from tests.oracle.maker import LAST_DAY, WHERE
from tests.orders.people.test_shares import fill_told, hold_shares

CUSTOMERS = amount(2_000, least=100, most=100)
ENDING, SPENT, CHARGED = 72, 54, 3
"""Stores with quiet customers and a holdout that ends; with quiet customers and what was spent; with memberships."""
GOLDEN = Path(__file__).parents[1] / "golden"
SHORT_STAGE = "ipp_done"
STAGE = re.compile(  # a part of one statement, or a table of its own where a dialect says each part again
    r"""^(?:(?:WITH )?[`"](ipp_\w+)[`"] AS \(|DROP TABLE .*\nCREATE TABLE [`"](ipp_\w+)[`"].* AS)$""",
    re.MULTILINE,
)
SMALL = Path(__file__).parents[3] / "examples" / "tiny.yaml"
TABLES = (
    'CREATE TABLE orders (customer text, item text, "date" date, "order" text, quantity bigint, paid decimal(20, 6))',
    'CREATE TABLE offers (customer text, offer text, event text, "date" date, price text, pieces bigint,'
    " list_price text, holdout text, seq bigint)",
    f"CREATE TABLE customers (customer text, {', '.join(f'{chr(34)}{name}{chr(34)} text' for name in WHERE)})",
)


def print_small(dialect: str) -> str:
    """Return the statement of the smallest example in a dialect."""
    store = load_store_file(str(SMALL))
    assert isinstance(store, Store)
    return write_statements(lower_policy(store.policy, LAST_DAY), dialect, create=False)


def split_stages(statement: str) -> dict[str, str]:
    """Return the text of each stage of a statement by its name, in order."""
    parts = STAGE.split(statement)
    return {
        part or table: text for part, table, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


def hold_golden(name: str, text: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("IPP_UPDATE"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_has_the_same_stages(dialect: str) -> None:
    hold_golden("stages.txt", "".join(f"{name}\n" for name in split_stages(print_small(dialect))))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_short_stage_is_written_as_its_dialect_writes_it(dialect: str) -> None:
    hold_golden(f"{SHORT_STAGE}.{dialect}.sql", split_stages(print_small(dialect))[SHORT_STAGE])


def filled(execute: Any, crowd: Crowd, mark: str) -> None:
    """Create the three tables of a warehouse."""
    for name, create, rows in zip(
        ("orders", "offers", "customers"),
        TABLES,
        (counted(crowd), numbered(crowd.offers()), crowd.people()),
        strict=True,
    ):
        execute(f"DROP TABLE IF EXISTS {name}", None)
        execute(create, None)
        for some in batched(rows, 500):  # row by row takes longer than what is tested
            values = ", ".join(f"({', '.join([mark] * len(row))})" for row in some)
            execute(
                f"INSERT INTO {name} VALUES {values}",
                [None if cell == "" else cell for row in some for cell in row],
            )


def batched(rows: list[Row], size: int) -> list[list[Row]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def counted(crowd: Crowd) -> list[Row]:
    return [(*row, None, paid) for row, paid in zip(crowd.orders(), crowd.paid(), strict=True)]


def numbered(rows: list[Row]) -> list[Row]:
    return [
        (
            *row[:2],
            row[2].replace("Unsubscribed", "stopped"),
            *row[3:5],
            int(row[5]) if row[5] else None,
            *row[6:],
            place,
        )
        for place, row in enumerate(rows)
    ]


def test_postgres_draws_the_published_vectors(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS told")
        fill_told(connection.execute, "%s")
        hold_shares(lambda sql: connection.execute(sql).fetchall(), "postgres")


@long
@pytest.mark.parametrize(("seed", "given"), [(5, False), (14, True)])
@pytest.mark.parametrize("create", [False, True])
def test_postgres_runs_its_statement(postgres: str, seed: int, given: bool, create: bool) -> None:
    hold_postgres(postgres, crowd(seed, CUSTOMERS, given=given), create=create)


@long
def test_postgres_says_who_gets_nothing(postgres: str) -> None:
    hold_postgres(postgres, crowd(ENDING, 60, given=True, who=True), create=False)


@long
def test_postgres_takes_every_key_of_who_gets_what(postgres: str) -> None:
    hold_postgres(postgres, full_crowd(EVERY_KEY), create=False)


@long
def test_postgres_says_who_is_quiet_by_charges(postgres: str) -> None:
    hold_postgres(postgres, many := charged_crowd(CHARGED, 60), create=False)
    assert many.count_quiet_by_charges() > 1


def hold_postgres(postgres: str, many: Crowd, *, create: bool) -> None:
    """Hold what PostgreSQL says of a crowd to the engine for one customer."""
    sql = write_statements(lower_policy(many.policy, many.today), "postgres", create=create)
    with psycopg.connect(postgres, autocommit=True) as connection:
        filled(connection.execute, many, "%s")
        *before, last = [part for part in sql.split(";\n") if part.strip()] if create else [sql]
        for part in before:
            connection.execute(part)
        assert connection.execute(last).fetchall() == many.expected()


@long
@pytest.mark.parametrize(("seed", "given"), [(5, False), (21, True), (SPENT, True)])
def test_duckdb_runs_its_statement(seed: int, given: bool) -> None:
    many = crowd(seed, 100, given=given, who=seed == SPENT)
    connection = duckdb.connect()
    filled(connection.execute, many, "?")
    sql = write_statements(lower_policy(many.policy, many.today), "duckdb", create=False)
    assert connection.execute(sql).fetchall() == many.expected()
