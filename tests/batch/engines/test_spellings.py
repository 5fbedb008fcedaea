"""A printed statement folds and trims the blanks of names as the reader of orders does; Spark is asked in its own tests."""

import sys
from collections.abc import Callable
from typing import Any

import duckdb
import psycopg

from ipp.batch.engines.spellings import BLANKS, spell_names
from ipp.orders import sql
from ipp.orders.sql.statements import write_query
from ipp.path.names import fold_name
from ipp.text import cells

UNSEEN = sorted({*BLANKS, *cells.BLANKS})
"""Blanks, and what is trimmed off the ends of texts beside them."""
TOLD = [
    *(f"{blank}Toe{blank}{blank}Spa{blank}" for blank in BLANKS),
    *(f"{mark}{mark} Toe Spa {mark}" for mark in UNSEEN),
]
"""One name as exports write it."""
Run = Callable[[str], list[tuple[Any, ...]]]


def write_spelling(dialect: str) -> str:
    """Ask for the key of each text in a table `names`."""
    names = sql.table({"name": "string", "place": "int64"}, name="names")
    return write_query(names.select("place", key=spell_names(names["name"])).order_by("place"), dialect)


def hold_blanks(run: Run, dialect: str) -> None:
    """Hold the keys that an engine makes to the one name that they mean."""
    found = [(TOLD[place], key) for place, key in run(write_spelling(dialect))]
    assert len(found) == len(TOLD)
    assert [told for told, key in found if key != fold_name("Toe Spa")] == []


def fill_names(execute: Callable[[str, list[Any]], object], mark: str) -> None:
    """Create the table `names`."""
    execute("CREATE TEMP TABLE names (name text, place bigint)", [])
    values = ", ".join(f"({mark}, {mark})" for _ in TOLD)
    execute(
        f"INSERT INTO names VALUES {values}",
        [each for place, name in enumerate(TOLD) for each in (name, place)],
    )


def test_the_blanks_are_those_of_the_engine() -> None:
    """A new Python may know more blanks: then statements have to fold them too."""
    assert set(BLANKS) == {char for char in map(chr, range(sys.maxunicode + 1)) if not char.split()}


def test_duckdb_folds_every_blank() -> None:
    connection = duckdb.connect()
    fill_names(connection.execute, "?")
    hold_blanks(lambda text: connection.execute(text).fetchall(), "duckdb")


def test_postgres_folds_every_blank(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        fill_names(connection.execute, "%s")
        hold_blanks(lambda text: connection.execute(text).fetchall(), "postgres")
