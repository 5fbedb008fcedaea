"""What Spark's tasks do on its workers: read a file of texts, each task its own, as DuckDB reads it here.

What cannot be read in a whole file is told in a row of its own (`ipp_failed`): an error that crosses from a worker
arrives as a page of Java.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import duckdb
import pyarrow

from ipp.errors import RequestError
from ipp.orders.engines.duck import Duck
from ipp.orders.engines.quoting import identifier
from ipp.orders.files.sources import Source
from ipp.orders.files.texts import Texts, first_line

Batches = Iterable[pyarrow.RecordBatch]
NAMES = {"place": "bigint", "name": "string", "ipp_failed": "string"}
TOLD = ("ipp_unread", "ipp_reason", "ipp_failed")
"""Columns that say what is no row: the line and why, or the error."""
MEMORY = "1GB"
ROWS = 200_000
FILE = 1 << 40
"""More lines than a file has."""


def names_of(source: Source, places: Batches) -> Iterator[pyarrow.RecordBatch]:
    """Yield the names of the columns of each file: the place of the file, name, ipp_failed."""
    for place, file in _files(source, places):
        names: list[str | None] = []
        failed: list[str | None] = []
        try:
            with _texts(file) as texts:
                names = [*texts.columns()]
        except RequestError as error:
            names, failed = [None], [str(error)]
        arrays = [
            pyarrow.array([place] * len(names), pyarrow.int64()),
            pyarrow.array(names, pyarrow.string()),
        ]
        arrays.append(pyarrow.array(failed or [None] * len(names), pyarrow.string()))
        yield pyarrow.RecordBatch.from_arrays(arrays, names=list(NAMES))


def rows_of(source: Source, columns: tuple[str, ...], places: Batches) -> Iterator[pyarrow.RecordBatch]:
    """Yield the rows of each file: ipp_row (in the order of files and lines), those of TOLD, the columns."""
    for place, file in _files(source, places):
        try:
            with _texts(file) as texts:
                yield from _batches(texts, columns, place * FILE)
        except RequestError as error:
            yield _told(columns, place * FILE, [(None, None, str(error))])


def merged(names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of all files together, as DuckDB matches them by name: in any case, the first spelling wins."""
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(name.lower(), name)
    return tuple(spelled.values())


def _files(source: Source, places: Batches) -> Iterator[tuple[int, Source]]:
    for batch in places:
        for place in batch.column(0).to_pylist():
            yield place, source._replace(files=(source.files[place],), looks=(source.looks[place],))


@contextmanager
def _texts(source: Source) -> Iterator[Texts]:
    with closing(Duck(MEMORY, threads=1)) as duck:
        try:
            yield Texts(duck, source)
        except duckdb.Error as error:
            raise RequestError(f"{source.name}: {first_line(error)}") from None


def _batches(texts: Texts, columns: tuple[str, ...], start: int) -> Iterator[pyarrow.RecordBatch]:
    rejects, duck = texts.read("ipp_read"), texts.duck
    yield _told(columns, start, [(each.text, each.reason, None) for each in rejects])
    own = {name.lower(): identifier(name) for name in duck.table("ipp_read").columns}
    cells = [f"{own.get(name.lower(), 'NULL')}::VARCHAR AS {identifier(name)}" for name in columns]
    nothing = [f"NULL::VARCHAR AS {name}" for name in TOLD]
    wanted = ", ".join([f"({start} + ipp_row)::BIGINT AS ipp_row", *nothing, *cells])
    ((last,),) = duck.execute("SELECT coalesce(max(ipp_row), 0) FROM ipp_read").fetchall()
    for row in range(0, last, ROWS):
        part = f"ipp_row > {row} AND ipp_row <= {row + ROWS}"
        sql = f"SELECT {wanted} FROM ipp_read WHERE {part} ORDER BY ipp_read.ipp_row"
        yield from duck.connection.sql(sql).to_arrow_table().to_batches()


def _told(columns: tuple[str, ...], start: int, lines: list[tuple[str | None, ...]]) -> pyarrow.RecordBatch:
    arrays = [pyarrow.array([start + place for place in range(len(lines))], pyarrow.int64())]
    arrays += [pyarrow.array([line[place] for line in lines], pyarrow.string()) for place in range(len(TOLD))]
    arrays += [pyarrow.nulls(len(lines), pyarrow.string()) for _ in columns]
    return pyarrow.RecordBatch.from_arrays(arrays, names=["ipp_row", *TOLD, *columns])
