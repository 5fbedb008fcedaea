"""What a plan asks of an engine beside what reading asks: to run all stages, and what is read of them last."""

from typing import Protocol

from ibis import Table

from ipp.batch.frames import Frames
from ipp.orders.engines import engine


class Engine(engine.Engine, Protocol):
    """Something that runs the stages of a plan."""

    def answer(self, frames: Frames, last: Table) -> Table: ...
