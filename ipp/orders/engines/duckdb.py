"""DuckDB, embedded: reads files, keeps tables, spills to disk when memory is short. The only door to it."""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from ipp.errors import RequestError, refuse_file
from ipp.orders.cells import guard_cells
from ipp.orders.engines.duckdb_types import map_type
from ipp.orders.engines.file_groups import FileGroup, divide_rows, make_mark, name_files
from ipp.orders.engines.headers import group_parquet, list_text_headers
from ipp.orders.engines.quoting import quote_text, write_identifier
from ipp.orders.engines.relations import SmallTable
from ipp.orders.engines.text_files import (
    TextFiles,
    check_names,
    describe_error,
    escape_file_name,
    get_first_line,
)
from ipp.orders.files.rejects import Reject
from ipp.orders.files.sources import TableSource, choose_table
from ipp.orders.files.sqlite import list_tables, read_batches
from ipp.orders.sql import Table, table
from ipp.orders.sql.statements import write_query
from ipp.text.visible import escape_surrogates, shorten_text

TYPES = {"int64": "BIGINT", "string": "VARCHAR"}
ROWS = 50_000


class DuckDB:
    """An engine (ipp/batch/engines/protocol.py) of this process. Close it to leave no file behind."""

    dialect = "duckdb"
    numbered = True

    def __init__(
        self, memory: str | None = None, threads: int | None = None, folder: str | None = None
    ) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="ipp-", dir=folder)
        self.connection = duckdb.connect()
        self._set_option("temp_directory", self._spill.name)
        self._set_option("preserve_insertion_order", False)
        self._set_option("enable_progress_bar", False)
        self._set_option("TimeZone", "UTC")  # a moment lies on one day, wherever it is read
        if threads:
            self._set_option("threads", threads)
        if memory:
            self._limit_memory(memory)

    def _set_option(self, name: str, value: object) -> None:
        self.connection.execute(f"SET {name} = {quote_text(str(value))}")

    def _limit_memory(self, memory: str) -> None:
        try:
            self._set_option("memory_limit", memory)
        except duckdb.Error:
            self.close()
            raise RequestError(
                f"--memory {memory!r} is not an amount of memory", "write it as 2GB or 500MB"
            ) from None

    def close(self) -> None:
        """Let go of everything."""
        try:
            self.connection.close()
        finally:
            self._spill.cleanup()

    def reserve_file(self) -> str:
        """Return the name of a new file that is gone when the engine is closed."""
        handle, name = tempfile.mkstemp(dir=self._spill.name)
        os.close(handle)
        return name

    def run_statement(self, sql: str) -> Any:
        with _explain_stops():
            return self.connection.execute(sql)

    def fetch_rows(self, expression: Table) -> list[tuple[Any, ...]]:
        cursor = self.run_statement(write_query(expression, "duckdb"))
        with _explain_stops():
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def stream_rows(self, expression: Table | str) -> Iterator[tuple[Any, ...]]:
        """Yield rows, a batch of them in memory at a time."""
        sql = expression if isinstance(expression, str) else write_query(expression, "duckdb")
        cursor = self.run_statement(sql)
        while batch := self._fetch_next(cursor):
            yield from batch

    def _fetch_next(self, cursor: Any) -> list[tuple[Any, ...]]:
        with _explain_stops():
            batch: list[tuple[Any, ...]] = cursor.fetchmany(ROWS)
        return batch

    def fetch_arrow(self, expression: Table) -> Any:
        """Return rows as an Arrow table."""
        with _explain_stops():
            return self.connection.sql(write_query(expression, "duckdb")).to_arrow_table()

    def save_file(self, expression: Table, file: Path, form: str) -> None:
        """Write rows into a file, in their order."""
        options = {
            "csv": "FORMAT csv, HEADER true",
            "parquet": "FORMAT parquet, COMPRESSION zstd",
            "jsonl": "FORMAT json",
        }[form]
        if form == "csv":
            expression = guard_cells(expression)
        self._set_option("preserve_insertion_order", True)
        sql = write_query(expression, "duckdb")
        name = str(file)
        written = name if escape_surrogates(name) == name else self.reserve_file()  # DuckDB takes UTF-8 alone
        self.run_statement(f"COPY ({sql}) TO {quote_text(written)} ({options}, USE_TMP_FILE false)")
        if written != name:
            shutil.copyfile(written, file)

    def keep_table(self, name: str, expression: Table | str) -> Table:
        """Keep what an expression says as a table, its numbers as wide as it says: DuckDB makes small ones narrower."""
        if isinstance(expression, str):
            sql = expression
        else:
            wide = [
                write_identifier(column) for column, kind in expression.schema().items() if kind == "int64"
            ]
            cast = (
                f"REPLACE ({', '.join(f'{column}::BIGINT AS {column}' for column in wide)})" if wide else ""
            )
            sql = f"SELECT * {cast} FROM ({write_query(expression, 'duckdb')})"
        self.run_statement(f"CREATE OR REPLACE TEMP TABLE {write_identifier(name)} AS {sql}")
        return self.get_table(name)

    def create_view(self, name: str, sql: str) -> Table:
        self.run_statement(
            f"CREATE OR REPLACE TEMP VIEW {write_identifier(name)} AS {self._cast_unknown(sql)}"
        )
        return self.get_table(name)

    def _cast_unknown(self, sql: str) -> str:
        """Return a query that gives lists, structures and whatever else expressions do not know as texts."""
        described = self.run_statement(f"DESCRIBE {sql}").fetchall()
        odd = [write_identifier(row[0]) for row in described if map_type(row[1]) is None]
        texts = ", ".join(f"{column}::VARCHAR AS {column}" for column in odd)
        return f"SELECT * REPLACE ({texts}) FROM ({sql})" if odd else sql

    def get_table(self, name: str) -> Table:
        """Return a table or view that is there, as expressions read it."""
        described = self.run_statement(f"DESCRIBE {write_identifier(name)}").fetchall()
        return table({row[0]: map_type(row[1]) or "string" for row in described}, name=name)

    def create_table(self, table: SmallTable) -> None:
        """Create one of our own small tables. Arrow would import pandas wherever it is installed."""
        columns = ", ".join(f"{write_identifier(name)} {TYPES[type]}" for name, type in table.columns.items())
        self.run_statement(f"CREATE OR REPLACE TEMP TABLE {write_identifier(table.name)} ({columns})")
        for start in range(0, len(table.rows), ROWS):
            self._append_rows(table, table.rows[start : start + ROWS])

    def _append_rows(self, table: SmallTable, rows: Sequence[tuple[object, ...]]) -> None:
        columns = ", ".join(f"unnest(?::{TYPES[type]}[])" for type in table.columns.values())
        with _explain_stops():
            self.connection.execute(
                f"INSERT INTO {write_identifier(table.name)} SELECT {columns}",
                [list(column) for column in zip(*rows, strict=True)],
            )

    @contextmanager
    def register_data(self, data: object) -> Iterator[str]:
        """Let DuckDB see a table of Python's under a name, for a while."""
        self.connection.register("ipp_given", data)
        try:
            yield "ipp_given"
        finally:
            self.connection.unregister("ipp_given")

    def read_groups(self, name: str, source: TableSource) -> tuple[list[FileGroup], list[Reject]]:
        """Make a source readable, each group of files that name their columns alike as a table; and return the lines that could not be read as rows."""
        try:
            return self._read_groups(name, source)
        except duckdb.Error as error:
            raise RequestError(describe_error(source, error)) from None
        except OSError as error:
            raise refuse_file(source.name, error) from None

    def _read_groups(self, name: str, source: TableSource) -> tuple[list[FileGroup], list[Reject]]:
        match source.kind:
            case "csv" | "jsonl":
                texts = TextFiles(self, source)
                rejects, table = texts.read_files(name), self.get_table(name)
                check_names(source, table.columns[:-1])
                return divide_rows(source, table, list_text_headers(self, texts, name)), rejects
            case "parquet":
                return list(self._view_parquet(name, source)), []
            case "duckdb":
                return [FileGroup(self._attach_table(name, source), source.name)], []
        return [FileGroup(self._read_sqlite(name, source), source.name)], []

    def _view_parquet(self, name: str, source: TableSource) -> Iterator[FileGroup]:
        place = f"(list_position([{', '.join(map(quote_text, source.files))}], ipp_file) - 1)::BIGINT << 40"
        options = "union_by_name = true, file_row_number = true, filename = 'ipp_file'"
        rows = f"SELECT * EXCLUDE (ipp_file, file_row_number), ({place}) + file_row_number AS ipp_row"
        groups = group_parquet(self, source.files)
        for number, positions in enumerate(groups):
            files = ", ".join(quote_text(escape_file_name(source.files[each])) for each in positions)
            mark = make_mark(number)
            view = self.create_view(f"{name}{mark}", f"{rows} FROM read_parquet([{files}], {options})")
            one = len(groups) == 1
            yield FileGroup(
                view, source.name if one else name_files(source, positions), mark, () if one else positions
            )

    def load_rows(self, name: str, scan: str, of_files: bool = False) -> Table:
        """Read rows once, in their order, into a table that numbers them as `ipp_row`; those of files by file (`ipp_file`)."""
        row = "row_number() OVER ()"
        cells, row = ("* EXCLUDE (ipp_file)", f"(ipp_file::BIGINT << 40) + {row}") if of_files else ("*", row)
        self._set_option("preserve_insertion_order", True)
        table = self.keep_table(name, self._cast_unknown(f"SELECT {cells}, {row} AS ipp_row FROM {scan}"))
        self._set_option("preserve_insertion_order", False)
        return table

    def _attach_table(self, name: str, source: TableSource) -> Table:
        shop = f"{name}_shop"
        self.run_statement(f"ATTACH {quote_text(source.files[0])} AS {shop} (READ_ONLY)")
        found = self.run_statement(
            f"SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = {quote_text(shop)} ORDER BY 1"
        )
        tables = dict(found.fetchall())
        wanted = choose_table(source, list(tables))
        table = f"{shop}.{write_identifier(wanted)}"
        if tables[wanted] == "VIEW":  # its rows have no numbers
            return self.load_rows(name, table)
        return self.create_view(name, f"SELECT *, rowid AS ipp_row FROM {table}")

    def _read_sqlite(self, name: str, source: TableSource) -> Table:
        table = choose_table(source, list_tables(source.files[0]))
        columns, batches = read_batches(source.files[0], table)
        shape = SmallTable(name, dict.fromkeys(columns, "string") | {"ipp_row": "int64"}, [])
        self.create_table(shape)
        for rows in batches:
            self._append_rows(shape, rows)
        return self.get_table(name)

    def adopt_data(self, name: str, data: object) -> Table:
        """Make a DataFrame or an Arrow table readable as a table."""
        try:
            with self.register_data(data) as given:
                return self.load_rows(name, given)
        except duckdb.Error as error:
            raise RequestError(f"DuckDB cannot read this table: {get_first_line(error)}") from None


@contextmanager
def _explain_stops() -> Iterator[None]:
    """Say in Python's words why DuckDB stopped: there is no memory, or somebody pressed Ctrl-C."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise RequestError("not enough memory", "give more with --memory, or make room on the disk") from None
    except duckdb.IOException as error:
        raise file_failed(error) from None
    except (RuntimeError, duckdb.Error) as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from None
        raise


_FILE = re.compile(r'file \\?"([^"\\]*)')
_REASONS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.EMFILE,
    errno.ENOENT,
)


def file_failed(error: Exception) -> OSError:
    """Return in Python's words which file DuckDB could not read or write, and why."""
    said = str(error).strip().splitlines()[0]
    file = _FILE.search(said)
    for number in _REASONS:
        if os.strerror(number) in said:
            return OSError(number, os.strerror(number), file and file[1])
    return OSError(0, shorten_text(said, 160), file and file[1])
