"""Spark: the same expression where the data outgrows one machine. The only door to it, with `session` and `tasks`."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow.parquet import read_schema
from pyspark.sql import DataFrame
from pyspark.sql.functions import expr, monotonically_increasing_id
from pyspark.sql.types import LongType, StringType, StructField, StructType

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.engines.spark_session import SparkSessionHolder, explain_failures
from ipp.batch.engines.spark_tasks import (
    NAMES,
    REJECTS,
    Batches,
    group_names,
    merge_names,
    read_names,
    read_rows,
)
from ipp.batch.expression.frames import Frames
from ipp.batch.files import save_rows
from ipp.errors import RequestError
from ipp.orders.cells import guard_cells
from ipp.orders.engines.file_groups import FileGroup, divide_rows, group_positions, make_mark, name_files
from ipp.orders.engines.relations import SmallTable
from ipp.orders.engines.text_files import check_names
from ipp.orders.files.rejects import Reject
from ipp.orders.files.sources import TableSource
from ipp.orders.sql import Table, table
from ipp.orders.sql.statements import write_query
from ipp.text.visible import shorten_text

_PLACE = (  # by file, then by row: partitions are in no such order
    "concat(url_decode(replace(_metadata.file_path, '+', '%2B')), lpad(string(_metadata.row_index), 20, '0'))"
)
_TYPES = {"int64": LongType, "string": StringType, "bigint": LongType}


class Spark:
    """An engine (ipp/batch/engines/protocol.py) in the session of this process: the one that is active, or one on this machine."""

    dialect = "spark"
    numbered = False

    def __init__(self, memory: str | None = None) -> None:
        self._session = SparkSessionHolder(memory)
        self.session = self._session.spark
        self._names: set[str] = set()

    def close(self) -> None:
        """Stop the session, if it was started here; leave the other as it was."""
        for name in self._names:
            self.session.catalog.dropTempView(name)
        self._session.close()

    def fetch_rows(self, expression: Table) -> list[tuple[Any, ...]]:
        with explain_failures():
            return [tuple(row) for row in self._make_frame(expression).collect()]

    def stream_rows(self, expression: Table) -> Iterator[tuple[Any, ...]]:
        with explain_failures():
            yield from (tuple(row) for row in self._make_frame(expression).toLocalIterator())

    def fetch_arrow(self, expression: Table) -> Any:
        """Return rows as an Arrow table."""
        with explain_failures():
            return self._make_frame(expression).toArrow()

    def save_file(self, expression: Table, file: Path, form: str) -> None:
        """Write rows into one file of this machine, in their order."""
        expression = guard_cells(expression) if form == "csv" else expression
        schema = pyarrow.schema([(name, _ARROW[kind]) for name, kind in expression.schema().items()])
        save_rows(self.stream_rows(expression), schema, file, form)

    def keep_table(self, name: str, expression: Table | str) -> Table:
        """Keep what an expression says, worked out here and now.

        Spark writes a plan out again wherever it is read, and whatever is not worked out yet goes with every task: left for
        later, a chain of hundreds of stages costs time by the square of its length, and then more stack than Java has.
        """
        with explain_failures():
            frame = (
                self.session.sql(expression) if isinstance(expression, str) else self._make_frame(expression)
            )
            return self._name_frame(name, frame.localCheckpoint())

    def keep_answer(self, frames: Frames, last: Table) -> Table:
        """Keep the answer, stage by stage."""
        for stage in frames.stages:
            self.keep_table(stage.name, stage.expression)
        return self.keep_table("ipp_answer", last)

    def create_table(self, table: SmallTable) -> None:
        """Create one of our own small tables."""
        with explain_failures():
            frame = self.session.createDataFrame(table.rows, _make_schema(table.columns))
            self._create_view(table.name, frame)

    def adopt_data(self, name: str, data: object) -> Table:
        """Make a DataFrame of Spark readable as a table; of Python's, what DuckDB reads in it."""
        with explain_failures():
            if isinstance(data, DataFrame):
                return self._name_frame(name, _sort_frame(data))
            with closing(PlanDuckDB()) as duck:
                frame = duck.fetch_arrow(duck.adopt_data(name, data))
            return self._name_frame(name, self.session.createDataFrame(frame))

    def read_groups(self, name: str, source: TableSource) -> tuple[list[FileGroup], list[Reject]]:
        """Make a source readable, each group of files that name their columns alike as a table, from wherever the workers can read it."""
        with explain_failures():
            if source.kind in ("csv", "jsonl"):
                return self._read_texts(name, source)
            if source.kind == "parquet":
                return list(self._read_parquet(name, source)), []
        raise RequestError(
            f"{source.name}: --engine spark reads only CSV, Parquet and JSON lines",
            "leave out --engine spark: DuckDB reads databases",
        )

    def _read_parquet(self, name: str, source: TableSource) -> Iterator[FileGroup]:
        groups = group_positions(map(_list_names, source.files)) if len(source.files) > 1 else [(0,)]
        for number, positions in enumerate(groups):
            files, mark = [source.files[position] for position in positions], make_mark(number)
            frame = self.session.read.option("mergeSchema", True).parquet(*files)
            rows = self._name_frame(f"{name}{mark}", frame.withColumn("ipp_row", expr(_PLACE)))
            yield FileGroup(rows, source.name if len(groups) == 1 else name_files(source, positions), mark)

    def _read_texts(self, name: str, source: TableSource) -> tuple[list[FileGroup], list[Reject]]:
        """Have DuckDB read each file in a task of its own, and return the lines that it cannot read as rows."""
        found = self._run_tasks(source, partial(read_names, source), NAMES).orderBy("place").collect()
        _check_tasks(row.ipp_failed for row in found)
        columns = merge_names(row.name for row in found)
        check_names(source, columns)
        types = {"ipp_row": "bigint"} | dict.fromkeys((*REJECTS, *columns), "string")
        frame = self._run_tasks(source, partial(read_rows, source, columns), types).localCheckpoint()
        rows = frame.where("ipp_unread IS NULL AND ipp_failed IS NULL").select(
            *map(_quote_name, columns), "ipp_row"
        )
        others = frame.where("ipp_unread IS NOT NULL OR ipp_failed IS NOT NULL").orderBy("ipp_row").collect()
        _check_tasks(row.ipp_failed for row in others)
        groups = divide_rows(
            source, self._name_frame(name, rows), group_names((row.place, row.name) for row in found)
        )
        return groups, [Reject(row.ipp_reason, text=row.ipp_unread) for row in others]

    def _run_tasks(
        self,
        source: TableSource,
        work: Callable[[Batches], Iterator[pyarrow.RecordBatch]],
        types: dict[str, str],
    ) -> DataFrame:
        places = self.session.range(0, len(source.files), 1, len(source.files))
        return places.mapInArrow(work, _make_schema(types))

    def _make_frame(self, expression: Table) -> DataFrame:
        return self.session.sql(write_query(expression, "spark"))

    def _create_view(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self._names.add(name)

    def _name_frame(self, name: str, frame: DataFrame) -> Table:
        short = [
            field.name
            for field in frame.schema
            if field.dataType.simpleString() in ("int", "smallint", "tinyint")
        ]
        frame = frame.withColumns({column: _get_column(frame, column).cast("bigint") for column in short})
        odd = [field.name for field in frame.schema if _map_type(field.dataType.simpleString()) is None]
        frame = frame.withColumns({column: _get_column(frame, column).cast("string") for column in odd})
        self._create_view(name, frame)
        return table(
            {field.name: _map_type(field.dataType.simpleString()) or "string" for field in frame.schema},
            name=name,
        )


def _list_names(file: str) -> list[str]:
    """Return the columns of a Parquet file; raises RequestError for what is none."""
    try:
        return list(read_schema(file).names)
    except pyarrow.ArrowException as error:
        raise RequestError(f"{file}: {shorten_text(str(error), 160)}") from None


def _check_tasks(failed: Iterator[str | None]) -> None:
    """Raise what a task could not do."""
    for why in failed:
        if why is not None:
            raise RequestError(why)


def _make_schema(columns: dict[str, str]) -> StructType:
    return StructType([StructField(name, _TYPES[type]()) for name, type in columns.items()])


def _get_column(frame: DataFrame, name: str) -> Any:
    return frame[_quote_name(name)]


def _quote_name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _sort_frame(frame: DataFrame) -> DataFrame:
    return frame.withColumn("ipp_row", monotonically_increasing_id())


def _map_type(spark: str) -> str | None:
    return spark if spark.startswith("decimal") else _KINDS.get(spark)


_ARROW = {"string": pyarrow.string(), "int64": pyarrow.int64(), "date": pyarrow.date32()}
"""The types of what a plan writes."""
_KINDS = {
    "string": "string",
    "bigint": "int64",
    "double": "float64",
    "float": "float32",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "timestamp_ntz": "timestamp",
}
