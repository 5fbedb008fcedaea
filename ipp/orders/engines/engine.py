"""What is asked of what runs expressions: to read tables, to keep what an expression says, to give rows back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from ibis import Table

from ipp.orders.engines.relations import SmallTable
from ipp.orders.files.sources import Source
from ipp.orders.rejects import Reject


class Engine(Protocol):
    """Something that runs expressions.

    `numbered` says whether customers are worth numbering: joins on text are slow.
    """

    dialect: str
    numbered: bool

    def read(self, name: str, source: Source) -> tuple[Table, list[Reject]]: ...
    def take(self, name: str, data: object) -> Table: ...
    def put(self, table: SmallTable) -> None: ...
    def keep(self, name: str, expression: Table | str) -> Table: ...
    def rows(self, expression: Table) -> list[tuple[Any, ...]]: ...
    def stream(self, expression: Table) -> Iterator[tuple[Any, ...]]: ...
    def save(self, expression: Table, file: Path, form: str) -> None: ...
    def arrow(self, expression: Table) -> Any: ...
    def close(self) -> None: ...
