"""Tables of SQLite, read with Python's own library: DuckDB would fetch an extension from the network for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from ipp.errors import RequestError

ROWS = 100_000


def list_tables(file: str) -> list[str]:
    """Return the tables and views of a database."""
    with closing(_open_database(file)) as database:
        try:
            rows = database.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            )
            return [row[0] for row in rows if not row[0].startswith("sqlite_")]
        except sqlite3.DatabaseError as error:
            raise RequestError(f"{file}: {error}") from None


def read_batches(file: str, table: str) -> tuple[list[str], Iterator[list[tuple[object, ...]]]]:
    """Return the columns of a table, and its rows as texts, each with its number behind it, some of them at a time."""
    database = _open_database(file)
    try:
        cursor = database.execute(f'SELECT * FROM "{table.replace(chr(34), chr(34) * 2)}"')
    except sqlite3.DatabaseError as error:
        raise RequestError(f"{file}: {error}") from None
    return [column[0] for column in cursor.description], _fetch_batches(database, cursor)


def _fetch_batches(
    database: sqlite3.Connection, cursor: sqlite3.Cursor
) -> Iterator[list[tuple[object, ...]]]:
    number = count(1)
    with closing(database):
        while rows := cursor.fetchmany(ROWS):
            yield [(*map(_read_text, row), next(number)) for row in rows]


def _read_text(cell: object) -> str | None:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return None if cell is None else str(cell)


def _open_database(file: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(file).resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
