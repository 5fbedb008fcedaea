"""A session of Spark: the one of this process, or one of its own on this machine that says nothing on the terminal."""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JError, Py4JNetworkError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.logger import PySparkLogger
from pyspark.sql import SparkSession

from ipp.errors import RequestError
from ipp.text.visible import shorten_text

_SETTINGS = {
    "spark.app.name": "ipp plan",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "ERROR",
}
_MEANING = {
    "spark.sql.session.timeZone": "UTC",  # days are those of DuckDB, on every machine
    "spark.sql.ansi.enabled": "false",  # what is not there is missing, as in DuckDB: minutes without seconds
    "spark.sql.constraintPropagation.enabled": "false",  # Spark 4.0 fails on what it knows of a kept stage that is read twice
    "spark.sql.variable.substitute": "false",  # a column may be called ${x}
}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt])i?b?", re.IGNORECASE)
_MEBIBYTES = {"k": 1 / 1024, "m": 1, "g": 1024, "t": 1024**2}
_CAUSE = re.compile(r"(?:Caused by: )?((?:[\w.]+(?:Error|Exception))\b.*)")
_CHATTER = re.compile(r"^(WARNING:|Using |Setting |To adjust )| (WARN|INFO) ")
LEAST = 512
"""Mebibytes below which Spark does not start."""


class SparkSessionHolder:
    """The active session, or a new one. Close it to stop what was started here, and to leave the other as it was."""

    def __init__(self, memory: str | None) -> None:
        there = SparkContext._active_spark_context is not None
        if there and memory:
            raise RequestError(
                "--memory: the active Spark session has its memory already",
                "leave out --memory, or stop the session first",
            )
        self.own = not there
        self.spark = SparkSession.builder.getOrCreate() if there else _start_session(memory)
        self._before = {name: str(self.spark.conf.get(name)) for name in _MEANING}
        for name, value in _MEANING.items():
            self.spark.conf.set(name, value)
        self._logger = PySparkLogger.getLogger("SQLQueryContextLogger")
        self._logger.disabled = True  # it prints pages beside the one line
        context = self.spark.sparkContext
        self._python = context.pythonExec
        if context.master.startswith("local"):  # workers are of this machine: this Python is there
            context.pythonExec = sys.executable

    def close(self) -> None:
        self._logger.disabled = False
        if self.own:
            _stop_session(self.spark)
            return
        for name, value in self._before.items():
            self.spark.conf.set(name, value)
        self.spark.sparkContext.pythonExec = self._python


def _start_session(memory: str | None) -> SparkSession:
    settings = dict(_SETTINGS)
    if memory:
        settings["spark.driver.memory"] = f"{_parse_memory(memory)}m"
    with tempfile.TemporaryFile() as said:  # what Java says on its way; it would stand amidst the summary
        try:
            conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
            gateway = SparkContext._gateway or launch_gateway(conf, {"stderr": said, "stdout": said})
            return SparkSession(SparkContext(conf=conf, gateway=gateway))
        except Exception as error:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").splitlines()
            why = [line for line in lines if line.strip() and not _CHATTER.search(line)] or [
                _find_reason(error)
            ]
            raise RequestError(
                f"Spark does not start: {shorten_text(why[0].strip(), 120)}", "Spark needs Java 17 or later"
            ) from None


def _stop_session(session: SparkSession) -> None:
    """Stop a session and the Java under it, so that the next one can have another memory."""
    gateway = SparkContext._gateway
    session.stop()
    process = getattr(gateway, "proc", None)
    if gateway is None or process is None:
        return
    gateway.shutdown()
    process.stdin.close()  # Java ends when nobody speaks to it
    process.wait()
    SparkContext._gateway = SparkContext._jvm = None


def _parse_memory(memory: str) -> int:
    found = _SIZE.fullmatch(memory.strip())
    if found is None:
        raise RequestError(f"--memory {memory!r} is not an amount of memory", "write it as 2GB or 500MB")
    size = int(float(found[1]) * _MEBIBYTES[found[2].lower()])
    if size < LEAST:
        raise RequestError(f"--memory {memory}: Spark needs {LEAST}MB at least")
    return size


@contextmanager
def explain_failures() -> Iterator[None]:
    """Say in one line what Spark says in a page."""
    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise RequestError(f"Spark: {_find_reason(error)}") from None


def _find_reason(error: Any) -> str:
    if isinstance(error, Py4JNetworkError | ConnectionError):
        return "its session has ended; is there enough memory for it?"
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [found[1] for line in lines if (found := _CAUSE.match(line))]
    return shorten_text((causes[-1:] or lines[:1] or [type(error).__name__])[0], 200)
