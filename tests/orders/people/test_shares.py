"""DuckDB draws the published vectors, and puts into each share who belongs there; PostgreSQL and Spark do in tests/batch/engines."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import pytest
import sqlglot

from ipp.engine.policy.facts import is_in_share, make_share
from ipp.orders import sql
from ipp.orders.cells import spell_customers
from ipp.orders.people.shares import draw_customer, is_among
from ipp.orders.sql.statements import write_query
from ipp.path.values import ShareRange
from ipp.text.cells import spell_customer
from tests.share_vectors import SALTS, read_vectors

VECTORS = read_vectors()
CUSTOMERS = list(dict.fromkeys(vector.customer for vector in VECTORS))
SALTED = list(dict.fromkeys(unicodedata.normalize("NFC", salt) for salt in (*SALTS, "arms")))
RANGES = [("0", "0.5"), ("0.33", "0.67"), ("0.67", "1"), ("0", "1"), ("0.5", "0.500000001")]
ARMS = [make_share("arms", ShareRange(Decimal(low), Decimal(high))) for low, high in RANGES]
Run = Callable[[str], list[tuple[Any, ...]]]


def write_question(dialect: str) -> str:
    """Draw everybody in a table `told` by every salt, and say to which arms they belong."""
    told = sql.table({"customer": "string", "place": "int64"}, name="told")
    who = spell_customers(told.customer)
    draws = [draw_customer(salt, who, dialect) for salt in SALTED]
    arms = [sql.ifelse(is_among(arm, who, dialect), 1, 0) for arm in ARMS]
    found = {f"c{place}": value for place, value in enumerate((*draws, *arms))}
    return write_query(told.select(**found, place="place").order_by("place"), dialect)


def hold_shares(run: Run, dialect: str) -> None:
    """Hold what an engine draws to the published vectors, and its arms to the engine for one customer."""
    drawn = dict(zip(CUSTOMERS, run(write_question(dialect)), strict=True))
    assert len(VECTORS) == 200
    for salt, customer, _, digits in VECTORS:
        assert drawn[customer][SALTED.index(unicodedata.normalize("NFC", salt))] == digits, (salt, customer)
    for customer, row in drawn.items():
        arms = [int(is_in_share(arm, spell_customer(customer))) for arm in ARMS]
        assert list(row[len(SALTED) : -1]) == arms, customer


def fill_told(execute: Callable[[str, list[Any]], object], mark: str) -> None:
    """Create the table `told` with everybody as somebody writes them."""
    execute("CREATE TABLE told (customer text, place bigint)", [])
    for place, customer in enumerate(CUSTOMERS):
        execute(f"INSERT INTO told VALUES ({mark}, {mark})", [customer, place])


def test_duckdb_draws_the_published_vectors() -> None:
    connection = duckdb.connect()
    fill_told(connection.execute, "?")
    hold_shares(lambda sql: connection.execute(sql).fetchall(), "duckdb")


@pytest.mark.parametrize(
    ("dialect", "drawn"),
    [("snowflake", "LEFT(SHA2({}, 256), 8)"), ("bigquery", "LEFT(TO_HEX(SHA256({})), 8)")],
)
def test_elsewhere_it_is_the_function_of_the_warehouse(dialect: str, drawn: str) -> None:
    told = sql.table({"customer": "string"}, name="told")
    (tree,) = sqlglot.parse(
        write_query(told.select(x=draw_customer("arms", told.customer, dialect)), dialect),
        read=dialect,
    )
    assert tree
    text = tree.selects[0].this.sql(dialect=dialect).replace("left(", "LEFT(")
    assert text.startswith(drawn.partition("{}")[0]) and text.endswith(drawn.partition("{}")[2])
    assert all(part in text for part in ("'ipp:1:'", "'arms'", "':'"))


def test_a_salt_is_no_variable_of_spark_and_no_command_of_a_log() -> None:
    told = sql.table({"customer": "string"}, name="told")
    drawn = told.select(x=draw_customer("${a}##[b]\n::c", told.customer, "spark"))
    text = write_query(drawn, "spark")
    assert "${" not in text and "##" not in text and "\n::" not in text
