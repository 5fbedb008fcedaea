"""DuckDB, embedded, as plans use it."""

from ipp.batch.engines.sql import write_statement
from ipp.batch.expression.frames import Frames
from ipp.orders.engines import duckdb as duck
from ipp.orders.sql import Table


class PlanDuckDB(duck.DuckDB):
    """An engine (ipp/batch/engines/protocol.py) of this process. Close it to leave no file behind."""

    def keep_answer(self, frames: Frames, last: Table) -> Table:
        """Keep the answer: one statement."""
        return self.keep_table("ipp_answer", write_statement(frames, last, "duckdb"))
