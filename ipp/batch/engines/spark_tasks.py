"""What Spark's tasks do on its workers: read a file of texts, each task its own, as DuckDB reads it here.

What cannot be read in a whole file is told in a row of its own (`ipp_failed`): an error that crosses from a worker
arrives as a page of Java.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow

from ipp.errors import RequestError
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.engines.file_groups import FileHeader, group_positions
from ipp.orders.engines.quoting import write_identifier
from ipp.orders.engines.text_files import TextFiles, get_first_line
from ipp.orders.files.sources import TableSource

Batches = Iterable[pyarrow.RecordBatch]
NAMES = {"place": "bigint", "name": "string", "ipp_failed": "string"}
REJECTS = ("ipp_unread", "ipp_reason", "ipp_failed")
"""Columns that say what is no row: the line and why, or the error."""
MEMORY = "1GB"
ROWS = 200_000
FILE = 1 << 40
"""More lines than a file has."""


def read_names(source: TableSource, positions: Batches) -> Iterator[pyarrow.RecordBatch]:
    """Yield the names of the columns of each file: the place of the file, name, ipp_failed."""
    for place, file in _list_files(source, positions):
        names: list[str | None] = []
        failed: list[str | None] = []
        try:
            with _open_texts(file) as (_, texts):
                names = [*texts.list_columns()]
        except RequestError as error:
            names, failed = [None], [str(error)]
        arrays = [
            pyarrow.array([place] * len(names), pyarrow.int64()),
            pyarrow.array(names, pyarrow.string()),
        ]
        arrays.append(pyarrow.array(failed or [None] * len(names), pyarrow.string()))
        yield pyarrow.RecordBatch.from_arrays(arrays, names=list(NAMES))


def read_rows(
    source: TableSource, columns: tuple[str, ...], positions: Batches
) -> Iterator[pyarrow.RecordBatch]:
    """Yield the rows of each file: ipp_row (in the order of files and lines), those of TOLD, the columns."""
    for place, file in _list_files(source, positions):
        try:
            with _open_texts(file) as (duck, texts):
                yield from _make_batches(duck, texts, columns, place * FILE)
        except RequestError as error:
            yield _make_rejects(columns, place * FILE, [(None, None, str(error))])


def merge_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of all files together, as DuckDB matches them by name: in any case, the first spelling wins."""
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(name.lower(), name)
    return tuple(spelled.values())


def group_names(named: Iterable[tuple[int, str]]) -> list[FileHeader]:
    """Return the groups of files that name their columns alike, by the names of each file's columns, those of one file behind each other."""
    files = [(position, [name for _, name in names]) for position, names in groupby(named, key=itemgetter(0))]
    return [
        FileHeader(tuple(files[each][0] for each in positions), tuple(files[positions[0]][1]))
        for positions in group_positions(names for _, names in files)
    ]


def _list_files(source: TableSource, positions: Batches) -> Iterator[tuple[int, TableSource]]:
    for batch in positions:
        for place in batch.column(0).to_pylist():
            yield place, source._replace(files=(source.files[place],), formats=(source.formats[place],))


@contextmanager
def _open_texts(source: TableSource) -> Iterator[tuple[DuckDB, TextFiles]]:
    with closing(DuckDB(MEMORY, threads=1)) as duck:
        try:
            yield duck, TextFiles(duck, source)
        except duckdb.Error as error:
            raise RequestError(f"{source.name}: {get_first_line(error)}") from None


def _make_batches(
    duck: DuckDB, texts: TextFiles, columns: tuple[str, ...], start: int
) -> Iterator[pyarrow.RecordBatch]:
    rejects = texts.read_files("ipp_read")
    yield _make_rejects(columns, start, [(each.text, each.reason, None) for each in rejects])
    own = {name.lower(): write_identifier(name) for name in duck.get_table("ipp_read").columns}
    cells = [f"{own.get(name.lower(), 'NULL')}::VARCHAR AS {write_identifier(name)}" for name in columns]
    nothing = [f"NULL::VARCHAR AS {name}" for name in REJECTS]
    wanted = ", ".join([f"({start} + ipp_row)::BIGINT AS ipp_row", *nothing, *cells])
    ((last,),) = duck.run_statement("SELECT coalesce(max(ipp_row), 0) FROM ipp_read").fetchall()
    for row in range(0, last, ROWS):
        part = f"ipp_row > {row} AND ipp_row <= {row + ROWS}"
        sql = f"SELECT {wanted} FROM ipp_read WHERE {part} ORDER BY ipp_read.ipp_row"
        yield from duck.connection.sql(sql).to_arrow_table().to_batches()


def _make_rejects(
    columns: tuple[str, ...], start: int, lines: list[tuple[str | None, ...]]
) -> pyarrow.RecordBatch:
    arrays = [pyarrow.array([start + place for place in range(len(lines))], pyarrow.int64())]
    arrays += [
        pyarrow.array([line[place] for line in lines], pyarrow.string()) for place in range(len(REJECTS))
    ]
    arrays += [pyarrow.nulls(len(lines), pyarrow.string()) for _ in columns]
    return pyarrow.RecordBatch.from_arrays(arrays, names=["ipp_row", *REJECTS, *columns])
