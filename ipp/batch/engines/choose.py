"""The engines by name. Spark is imported where it is asked for."""

from ipp.batch.engines.duckdb import PlanDuckDB
from ipp.batch.engines.protocol import PlanEngine
from ipp.errors import RequestError


def make_engine(name: str, memory: str | None, folder: str | None = None) -> PlanEngine:
    """Return a new engine by its name; close it after use. DuckDB keeps in `folder` what memory has no room for."""
    if name == "duckdb":
        return PlanDuckDB(memory, folder=folder)
    if name == "spark":
        from ipp.batch.engines.spark import Spark

        return Spark(memory)
    raise RequestError(f"no engine is called {name!r}", "the engines are duckdb and spark")
