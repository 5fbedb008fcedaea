"""What a plan asks of an engine beside what reading asks: to run all stages, and what is read of them last."""

from typing import Protocol

from ipp.batch.expression.frames import Frames
from ipp.orders.engines import protocol as engine
from ipp.orders.sql import Table


class PlanEngine(engine.Engine, Protocol):
    """Something that runs the stages of a plan."""

    def keep_answer(self, frames: Frames, last: Table) -> Table: ...
