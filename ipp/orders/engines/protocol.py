"""What is asked of what runs expressions: to read tables, to keep what an expression says, to give rows back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from ipp.orders.engines.file_groups import FileGroup
from ipp.orders.engines.relations import SmallTable
from ipp.orders.files.rejects import Reject
from ipp.orders.files.sources import TableSource
from ipp.orders.sql import Table


class Engine(Protocol):
    """Something that runs expressions.

    `numbered` says whether customers are worth numbering: joins on text are slow.
    """

    dialect: str
    numbered: bool

    def read_groups(self, name: str, source: TableSource) -> tuple[list[FileGroup], list[Reject]]: ...
    def adopt_data(self, name: str, data: object) -> Table: ...
    def create_table(self, table: SmallTable) -> None: ...
    def keep_table(self, name: str, expression: Table | str) -> Table: ...
    def fetch_rows(self, expression: Table) -> list[tuple[Any, ...]]: ...
    def stream_rows(self, expression: Table) -> Iterator[tuple[Any, ...]]: ...
    def save_file(self, expression: Table, file: Path, form: str) -> None: ...
    def fetch_arrow(self, expression: Table) -> Any: ...
    def close(self) -> None: ...
