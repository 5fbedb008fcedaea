"""Spark: the same expression where the data outgrows one machine. The only door to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import monotonically_increasing_id
from pyspark.sql.types import LongType, StringType, StructField, StructType

from ipp.batch.cells import guarded
from ipp.batch.engine import Reject
from ipp.batch.files import save_rows
from ipp.batch.frames import Frames
from ipp.batch.sources import Source
from ipp.batch.tables import Table
from ipp.errors import RequestError

_TYPES = {"int64": LongType, "string": StringType}


class Spark:
    """An engine (ipp/batch/engine.py) in the session of this process: the one that is active, or one on this machine."""

    dialect = "spark"
    numbered = False

    def __init__(self, memory: str | None = None) -> None:
        active = SparkSession.getActiveSession()
        self._own = active is None
        self.session = active or _session(memory)

    def close(self) -> None:
        """Stop the session, if it was started here."""
        if self._own:
            self.session.stop()

    def rows(self, expression: ibis.Table) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._frame(expression).collect()]

    def stream(self, expression: ibis.Table) -> Iterator[tuple[Any, ...]]:
        return (tuple(row) for row in self._frame(expression).toLocalIterator())

    def arrow(self, expression: ibis.Table) -> Any:
        """Return rows as an Arrow table."""
        return self._frame(expression).toArrow()

    def save(self, expression: ibis.Table, file: Path, form: str) -> None:
        """Write rows into one file of this machine, in their order."""
        expression = guarded(expression) if form == "csv" else expression
        schema = pyarrow.schema(expression.schema().to_pyarrow())
        save_rows(self.stream(expression), schema, file, form)

    def keep(self, name: str, expression: ibis.Table | str) -> ibis.Table:
        """Keep what an expression says. Its plan is cut off here: Spark writes a plan out again wherever it is read."""
        frame = self.session.sql(expression) if isinstance(expression, str) else self._frame(expression)
        return self._named(name, frame.localCheckpoint(eager=False))

    def answer(self, frames: Frames, last: ibis.Table) -> ibis.Table:
        """Keep the answer, stage by stage."""
        for stage in frames.stages:
            self.keep(stage.name, stage.expression)
        return self.keep("ipp_answer", last)

    def put(self, table: Table) -> None:
        """Create one of our own small tables."""
        fields = [StructField(name, _TYPES[type]()) for name, type in table.columns.items()]
        self.session.createDataFrame(table.rows, StructType(fields)).createOrReplaceTempView(table.name)

    def take(self, name: str, data: object) -> ibis.Table:
        """Make a DataFrame of Spark, of Python's, or an Arrow table readable as a table."""
        frame = data if isinstance(data, DataFrame) else self.session.createDataFrame(data)
        return self._named(name, _in_order(frame))

    def read(self, name: str, source: Source) -> tuple[ibis.Table, list[Reject]]:
        """Make a source readable as a table; Spark reads CSV and Parquet from wherever its cluster can."""
        reader = self.session.read
        match source.kind:
            case "csv":
                options = {
                    "header": True,
                    "sep": source.looks[0].delimiter,
                    "encoding": source.looks[0].encoding,
                    "multiLine": True,
                }
                frame = reader.csv(list(source.files), quote='"', escape='"', **options)
            case "parquet":
                frame = reader.option("mergeSchema", True).parquet(*source.files)
            case "jsonl":
                frame = reader.json(list(source.files))
            case _:
                raise RequestError(
                    f"{source.name}: --engine spark reads CSV, Parquet and JSON lines; DuckDB reads databases"
                )
        return self._named(name, _in_order(frame)), []

    def _frame(self, expression: ibis.Table) -> DataFrame:
        return self.session.sql(str(ibis.to_sql(expression, dialect="pyspark")))

    def _named(self, name: str, frame: DataFrame) -> ibis.Table:
        short = [
            field.name
            for field in frame.schema
            if field.dataType.simpleString() in ("int", "smallint", "tinyint")
        ]
        frame = frame.withColumns({column: frame[f"`{column}`"].cast("bigint") for column in short})
        frame.createOrReplaceTempView(name)
        return ibis.table(
            {field.name: _ibis_type(field.dataType.simpleString()) for field in frame.schema}, name=name
        )


def _in_order(frame: DataFrame) -> DataFrame:
    return frame.withColumn("ipp_row", monotonically_increasing_id())


def _session(memory: str | None) -> SparkSession:
    builder = SparkSession.builder.appName("ipp plan").config("spark.ui.enabled", False)
    builder = builder.config("spark.sql.shuffle.partitions", 8).config("spark.ui.showConsoleProgress", False)
    if memory:
        builder = builder.config("spark.driver.memory", memory.lower().removesuffix("b"))
    try:
        return builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    except Exception as error:
        raise RequestError(
            f"Spark does not start: {str(error).splitlines()[0][:120]}; it needs Java 17 or later"
        ) from None


def _ibis_type(spark: str) -> str:
    return _IBIS.get(spark, spark if spark.startswith("decimal") else "string")


_IBIS = {
    "bigint": "int64",
    "double": "float64",
    "float": "float32",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "timestamp_ntz": "timestamp",
}
