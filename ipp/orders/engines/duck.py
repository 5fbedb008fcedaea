"""DuckDB, embedded: reads files, keeps tables, spills to disk when memory is short. The only door to it."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow

from ipp.errors import RequestError, unusable
from ipp.orders.cells import guard_cells
from ipp.orders.engines.kinds import kind_of
from ipp.orders.engines.quoting import identifier, literal
from ipp.orders.engines.relations import SmallTable
from ipp.orders.files.sources import Source, chosen
from ipp.orders.files.texts import Texts, check_names, file_name, first_line, said_of
from ipp.orders.rejects import Reject
from ipp.text.visible import shortened

TYPES = {"int64": "BIGINT", "string": "VARCHAR"}
ROWS = 50_000


class Duck:
    """An engine (ipp/batch/engine.py) of this process. Close it to leave no file behind."""

    dialect = "duckdb"
    numbered = True

    def __init__(
        self, memory: str | None = None, threads: int | None = None, folder: str | None = None
    ) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="ipp-", dir=folder)
        self.connection = duckdb.connect()
        self._set("temp_directory", self._spill.name)
        self._set("preserve_insertion_order", False)
        self._set("enable_progress_bar", False)
        self._set("TimeZone", "UTC")  # a moment lies on one day, wherever it is read
        if threads:
            self._set("threads", threads)
        if memory:
            self._limit(memory)

    def _set(self, name: str, value: object) -> None:
        self.connection.execute(f"SET {name} = {literal(str(value))}")

    def _limit(self, memory: str) -> None:
        try:
            self._set("memory_limit", memory)
        except duckdb.Error:
            self.close()
            raise RequestError(f"--memory {memory!r}: write it as 2GB or 500MB") from None

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

    def execute(self, sql: str) -> Any:
        with _stopped():
            return self.connection.execute(sql)

    def rows(self, expression: ibis.Table) -> list[tuple[Any, ...]]:
        cursor = self.execute(str(ibis.to_sql(expression, dialect="duckdb")))
        with _stopped():
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def stream(self, expression: ibis.Table | str) -> Iterator[tuple[Any, ...]]:
        """Yield rows, a batch of them in memory at a time."""
        sql = expression if isinstance(expression, str) else ibis.to_sql(expression, dialect="duckdb")
        cursor = self.execute(str(sql))
        while batch := self._next(cursor):
            yield from batch

    def _next(self, cursor: Any) -> list[tuple[Any, ...]]:
        with _stopped():
            batch: list[tuple[Any, ...]] = cursor.fetchmany(ROWS)
        return batch

    def arrow(self, expression: ibis.Table) -> Any:
        """Return rows as an Arrow table."""
        with _stopped():
            return self.connection.sql(str(ibis.to_sql(expression, dialect="duckdb"))).to_arrow_table()

    def save(self, expression: ibis.Table, file: Path, form: str) -> None:
        """Write rows into a file, in their order."""
        options = {
            "csv": "FORMAT csv, HEADER true",
            "parquet": "FORMAT parquet, COMPRESSION zstd",
            "jsonl": "FORMAT json",
        }[form]
        if form == "csv":
            expression = guard_cells(expression)
        self._set("preserve_insertion_order", True)
        sql = ibis.to_sql(expression, dialect="duckdb")
        self.execute(f"COPY ({sql}) TO {literal(str(file))} ({options}, USE_TMP_FILE false)")

    def keep(self, name: str, expression: ibis.Table | str) -> ibis.Table:
        """Keep what an expression says as a table, its numbers as wide as it says: DuckDB makes small ones narrower."""
        if isinstance(expression, str):
            sql = expression
        else:
            wide = [identifier(column) for column, kind in expression.schema().items() if kind.is_int64()]
            cast = (
                f"REPLACE ({', '.join(f'{column}::BIGINT AS {column}' for column in wide)})" if wide else ""
            )
            sql = f"SELECT * {cast} FROM ({ibis.to_sql(expression, dialect='duckdb')})"
        self.execute(f"CREATE OR REPLACE TEMP TABLE {identifier(name)} AS {sql}")
        return self.table(name)

    def view(self, name: str, sql: str) -> ibis.Table:
        self.execute(f"CREATE OR REPLACE TEMP VIEW {identifier(name)} AS {self._plain(sql)}")
        return self.table(name)

    def _plain(self, sql: str) -> str:
        """Return a query that gives lists, structures and whatever else expressions do not know as texts."""
        described = self.execute(f"DESCRIBE {sql}").fetchall()
        odd = [identifier(row[0]) for row in described if kind_of(row[1]) is None]
        texts = ", ".join(f"{column}::VARCHAR AS {column}" for column in odd)
        return f"SELECT * REPLACE ({texts}) FROM ({sql})" if odd else sql

    def table(self, name: str) -> ibis.Table:
        """Return a table or view that is there, as expressions read it."""
        described = self.execute(f"DESCRIBE {identifier(name)}").fetchall()
        return ibis.table({row[0]: kind_of(row[1]) or "string" for row in described}, name=name)

    def put(self, table: SmallTable) -> None:
        """Create one of our own small tables."""
        columns = ", ".join(f"{identifier(name)} {TYPES[type]}" for name, type in table.columns.items())
        self.execute(f"CREATE OR REPLACE TEMP TABLE {identifier(table.name)} ({columns})")
        for start in range(0, len(table.rows), ROWS):
            self._append(table, table.rows[start : start + ROWS])

    def _append(self, table: SmallTable, rows: Sequence[tuple[object, ...]]) -> None:
        arrays = [
            pyarrow.array(
                [row[place] for row in rows], pyarrow.int64() if type == "int64" else pyarrow.string()
            )
            for place, type in enumerate(table.columns.values())
        ]
        with self.registered(pyarrow.table(arrays, names=list(table.columns))) as name:
            self.execute(f"INSERT INTO {identifier(table.name)} SELECT * FROM {name}")

    @contextmanager
    def registered(self, data: object) -> Iterator[str]:
        """Let DuckDB see a table of Python's under a name, for a while."""
        self.connection.register("ipp_given", data)
        try:
            yield "ipp_given"
        finally:
            self.connection.unregister("ipp_given")

    def read(self, name: str, source: Source) -> tuple[ibis.Table, list[Reject]]:
        """Make a source readable as a table, and return the lines that could not be read as rows."""
        try:
            return self._read(name, source)
        except duckdb.Error as error:
            raise RequestError(said_of(source, error)) from None
        except OSError as error:
            raise unusable(source.name, error) from None

    def _read(self, name: str, source: Source) -> tuple[ibis.Table, list[Reject]]:
        files = f"[{', '.join(literal(file_name(file)) for file in source.files)}]"
        match source.kind:
            case "csv" | "jsonl":
                rejects, table = Texts(self, source).read(name), self.table(name)
                check_names(source, table.columns[:-1])
                return table, rejects
            case "parquet":
                place = f"list_position([{', '.join(map(literal, source.files))}], ipp_file)::BIGINT << 40"
                options = "union_by_name = true, file_row_number = true, filename = 'ipp_file'"
                rows = f"SELECT * EXCLUDE (ipp_file, file_row_number), ({place}) + file_row_number AS ipp_row"
                return self.view(name, f"{rows} FROM read_parquet({files}, {options})"), []
            case "duckdb":
                return self._attached(name, source), []
        return self._from_sqlite(name, source), []

    def load(self, name: str, scan: str, of_files: bool = False) -> ibis.Table:
        """Read rows once, in their order, into a table that numbers them as `ipp_row`; those of files by file (`ipp_file`)."""
        row = "row_number() OVER ()"
        cells, row = ("* EXCLUDE (ipp_file)", f"(ipp_file::BIGINT << 40) + {row}") if of_files else ("*", row)
        self._set("preserve_insertion_order", True)
        table = self.keep(name, self._plain(f"SELECT {cells}, {row} AS ipp_row FROM {scan}"))
        self._set("preserve_insertion_order", False)
        return table

    def _attached(self, name: str, source: Source) -> ibis.Table:
        shop = f"{name}_shop"
        self.execute(f"ATTACH {literal(source.files[0])} AS {shop} (READ_ONLY)")
        found = self.execute(
            f"SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = {literal(shop)} ORDER BY 1"
        )
        tables = dict(found.fetchall())
        wanted = chosen(source, list(tables))
        table = f"{shop}.{identifier(wanted)}"
        if tables[wanted] == "VIEW":  # its rows have no numbers
            return self.load(name, table)
        return self.view(name, f"SELECT *, rowid AS ipp_row FROM {table}")

    def _from_sqlite(self, name: str, source: Source) -> ibis.Table:
        from ipp.orders.files.sqlite import batches, table_names

        table = chosen(source, table_names(source.files[0]))
        with self.registered(batches(source.files[0], table)) as given:
            return self.load(name, given)

    def take(self, name: str, data: object) -> ibis.Table:
        """Make a DataFrame or an Arrow table readable as a table."""
        try:
            with self.registered(data) as given:
                return self.load(name, given)
        except duckdb.Error as error:
            raise RequestError(f"this is no table that DuckDB can read: {first_line(error)}") from None


@contextmanager
def _stopped() -> Iterator[None]:
    """Say in Python's words why DuckDB stopped: there is no memory, or somebody pressed Ctrl-C."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise RequestError("not enough memory: give more with --memory, or make room on the disk") from None
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
    return OSError(0, shortened(said, 160), file and file[1])
