"""DuckDB, embedded, as plans use it."""

import ibis

from ipp.batch.frames import Frames
from ipp.batch.sql import statement
from ipp.orders.engines import duck


class Duck(duck.Duck):
    """An engine (ipp/batch/engine.py) of this process. Close it to leave no file behind."""

    def answer(self, frames: Frames, last: ibis.Table) -> ibis.Table:
        """Keep the answer: one statement."""
        return self.keep("ipp_answer", statement(frames, last, "duckdb"))
