"""Spark: the same expression where the data outgrows one machine. The only door to it, with `session` and `tasks`."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import ibis
import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.functions import expr, monotonically_increasing_id
from pyspark.sql.types import LongType, StringType, StructField, StructType

from ipp.batch.duck import Duck
from ipp.batch.files import save_rows
from ipp.batch.frames import Frames
from ipp.batch.session import Session, told
from ipp.batch.tasks import NAMES, TOLD, Batches, merged, names_of, rows_of
from ipp.errors import RequestError
from ipp.orders.cells import guard_cells
from ipp.orders.engines.relations import SmallTable
from ipp.orders.files.sources import Source
from ipp.orders.files.texts import check_names
from ipp.orders.rejects import Reject

_PLACE = (  # by file, then by row: partitions are in no such order
    "concat(url_decode(replace(_metadata.file_path, '+', '%2B')), lpad(string(_metadata.row_index), 20, '0'))"
)
_TYPES = {"int64": LongType, "string": StringType, "bigint": LongType}


class Spark:
    """An engine (ipp/batch/engine.py) in the session of this process: the one that is active, or one on this machine."""

    dialect = "spark"
    numbered = False

    def __init__(self, memory: str | None = None) -> None:
        _ = ibis.pyspark  # Ibis asks its options for decimals, and has none before this
        self._session = Session(memory)
        self.session = self._session.spark
        self._names: set[str] = set()

    def close(self) -> None:
        """Stop the session, if it was started here; leave the other as it was."""
        for name in self._names:
            self.session.catalog.dropTempView(name)
        self._session.close()

    def rows(self, expression: ibis.Table) -> list[tuple[Any, ...]]:
        with told():
            return [tuple(row) for row in self._frame(expression).collect()]

    def stream(self, expression: ibis.Table) -> Iterator[tuple[Any, ...]]:
        with told():
            yield from (tuple(row) for row in self._frame(expression).toLocalIterator())

    def arrow(self, expression: ibis.Table) -> Any:
        """Return rows as an Arrow table."""
        with told():
            return self._frame(expression).toArrow()

    def save(self, expression: ibis.Table, file: Path, form: str) -> None:
        """Write rows into one file of this machine, in their order."""
        expression = guard_cells(expression) if form == "csv" else expression
        schema = pyarrow.schema(expression.schema().to_pyarrow())
        save_rows(self.stream(expression), schema, file, form)

    def keep(self, name: str, expression: ibis.Table | str) -> ibis.Table:
        """Keep what an expression says. Its plan is cut off here: Spark writes a plan out again wherever it is read."""
        with told():
            frame = self.session.sql(expression) if isinstance(expression, str) else self._frame(expression)
            return self._named(name, frame.localCheckpoint(eager=False))

    def answer(self, frames: Frames, last: ibis.Table) -> ibis.Table:
        """Keep the answer, stage by stage."""
        for stage in frames.stages:
            self.keep(stage.name, stage.expression)
        return self.keep("ipp_answer", last)

    def put(self, table: SmallTable) -> None:
        """Create one of our own small tables."""
        with told():
            frame = self.session.createDataFrame(table.rows, _schema(table.columns))
            self._view(table.name, frame)

    def take(self, name: str, data: object) -> ibis.Table:
        """Make a DataFrame of Spark readable as a table; of Python's, what DuckDB reads in it."""
        with told():
            if isinstance(data, DataFrame):
                return self._named(name, _in_order(data))
            with closing(Duck()) as duck:
                frame = duck.arrow(duck.take(name, data))
            return self._named(name, self.session.createDataFrame(frame))

    def read(self, name: str, source: Source) -> tuple[ibis.Table, list[Reject]]:
        """Make a source readable as a table, from wherever the workers can read it."""
        with told():
            if source.kind in ("csv", "jsonl"):
                return self._read_texts(name, source)
            if source.kind == "parquet":
                frame = self.session.read.option("mergeSchema", True).parquet(*source.files)
                return self._named(name, frame.withColumn("ipp_row", expr(_PLACE))), []
        raise RequestError(
            f"{source.name}: --engine spark reads CSV, Parquet and JSON lines; DuckDB reads databases"
        )

    def _read_texts(self, name: str, source: Source) -> tuple[ibis.Table, list[Reject]]:
        """Have DuckDB read each file in a task of its own, and return the lines that it cannot read as rows."""
        found = self._tasks(source, partial(names_of, source), NAMES).orderBy("place").collect()
        _check(row.ipp_failed for row in found)
        columns = merged(row.name for row in found)
        check_names(source, columns)
        types = {"ipp_row": "bigint"} | dict.fromkeys((*TOLD, *columns), "string")
        frame = self._tasks(source, partial(rows_of, source, columns), types).localCheckpoint()
        rows = frame.where("ipp_unread IS NULL AND ipp_failed IS NULL").select(
            *map(_quoted, columns), "ipp_row"
        )
        others = frame.where("ipp_unread IS NOT NULL OR ipp_failed IS NOT NULL").orderBy("ipp_row").collect()
        _check(row.ipp_failed for row in others)
        return self._named(name, rows), [Reject(row.ipp_reason, text=row.ipp_unread) for row in others]

    def _tasks(
        self, source: Source, work: Callable[[Batches], Iterator[pyarrow.RecordBatch]], types: dict[str, str]
    ) -> DataFrame:
        places = self.session.range(0, len(source.files), 1, len(source.files))
        return places.mapInArrow(work, _schema(types))

    def _frame(self, expression: ibis.Table) -> DataFrame:
        return self.session.sql(str(ibis.to_sql(expression, dialect="pyspark")))

    def _view(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self._names.add(name)

    def _named(self, name: str, frame: DataFrame) -> ibis.Table:
        short = [
            field.name
            for field in frame.schema
            if field.dataType.simpleString() in ("int", "smallint", "tinyint")
        ]
        frame = frame.withColumns({column: _column(frame, column).cast("bigint") for column in short})
        odd = [field.name for field in frame.schema if _ibis_type(field.dataType.simpleString()) is None]
        frame = frame.withColumns({column: _column(frame, column).cast("string") for column in odd})
        self._view(name, frame)
        return ibis.table(
            {field.name: _ibis_type(field.dataType.simpleString()) or "string" for field in frame.schema},
            name=name,
        )


def _check(failed: Iterator[str | None]) -> None:
    """Raise what a task could not do."""
    for why in failed:
        if why is not None:
            raise RequestError(why)


def _schema(columns: dict[str, str]) -> StructType:
    return StructType([StructField(name, _TYPES[type]()) for name, type in columns.items()])


def _column(frame: DataFrame, name: str) -> Any:
    return frame[_quoted(name)]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _in_order(frame: DataFrame) -> DataFrame:
    return frame.withColumn("ipp_row", monotonically_increasing_id())


def _ibis_type(spark: str) -> str | None:
    return spark if spark.startswith("decimal") else _IBIS.get(spark)


_IBIS = {
    "string": "string",
    "bigint": "int64",
    "double": "float64",
    "float": "float32",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "timestamp_ntz": "timestamp",
}
