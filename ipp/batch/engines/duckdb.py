"""DuckDB, embedded, as plans use it."""

import ibis

from ipp.batch.engines.sql import write_statement_to_run
from ipp.batch.expression.frames import Frames
from ipp.orders.engines import duckdb as duck


class PlanDuckDB(duck.DuckDB):
    """An engine (ipp/batch/engines/protocol.py) of this process. Close it to leave no file behind."""

    def keep_answer(self, frames: Frames, last: ibis.Table) -> ibis.Table:
        """Keep the answer: one statement."""
        return self.keep_table("ipp_answer", write_statement_to_run(frames, last, "duckdb"))
