"""Tables of SQLite, read with Python's own library: DuckDB would fetch an extension from the network for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow

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


def read_batches(file: str, table: str) -> pyarrow.RecordBatchReader:
    """Return the rows of a table as texts, some of them at a time."""
    database = _open_database(file)
    try:
        cursor = database.execute(f'SELECT * FROM "{table.replace(chr(34), chr(34) * 2)}"')
    except sqlite3.DatabaseError as error:
        raise RequestError(f"{file}: {error}") from None
    names = [column[0] for column in cursor.description]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
    return pyarrow.RecordBatchReader.from_batches(schema, _fetch_batches(database, cursor, schema))


def _fetch_batches(
    database: sqlite3.Connection, cursor: sqlite3.Cursor, schema: pyarrow.Schema
) -> Iterator[pyarrow.RecordBatch]:
    with closing(database):
        while rows := cursor.fetchmany(ROWS):
            columns = zip(*rows, strict=True)
            arrays = [
                pyarrow.array([_read_text(cell) for cell in column], pyarrow.string()) for column in columns
            ]
            yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _read_text(cell: object) -> str | None:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return None if cell is None else str(cell)


def _open_database(file: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(file).resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
