"""What is asked of an engine: to read tables, to keep what an expression says, to give rows back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ibis import Table

from ipp.batch import tables
from ipp.batch.frames import Frames
from ipp.batch.sources import Source


class Reject(NamedTuple):
    """A row that was set aside, and why."""

    reason: str
    customer: str | None = None
    item: str | None = None
    date: str | None = None
    order: str | None = None
    quantity: str | None = None
    text: str | None = None


class Engine(Protocol):
    """Something that runs expressions.

    `numbered` says whether customers are worth numbering: joins on text are slow. `answer` runs all stages and what is
    read of them last.
    """

    dialect: str
    numbered: bool

    def read(self, name: str, source: Source) -> tuple[Table, list[Reject]]: ...
    def take(self, name: str, data: object) -> Table: ...
    def put(self, table: tables.Table) -> None: ...
    def keep(self, name: str, expression: Table | str) -> Table: ...
    def rows(self, expression: Table) -> list[tuple[Any, ...]]: ...
    def answer(self, frames: Frames, last: Table) -> Table: ...
    def stream(self, expression: Table) -> Iterator[tuple[Any, ...]]: ...
    def save(self, expression: Table, file: Path, form: str) -> None: ...
    def arrow(self, expression: Table) -> Any: ...
    def close(self) -> None: ...
