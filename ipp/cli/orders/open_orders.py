"""Files of orders, opened for a command: an engine of its own, which is closed, and a folder, which is gone, when the command has read them."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.orders.options import OrderOptions
from ipp.cli.orders.request import make_request
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.reading import OrdersRequest


class OpenOrders(NamedTuple):
    """What reads the files, which they are and how they are read, where to put what is not in files, and where to say how far it is."""

    engine: DuckDB
    request: OrdersRequest
    folder: Path
    progress: Callable[[str], None]


@contextmanager
def open_orders(
    files: tuple[str | None, str | None, str | None],
    reading: OrderOptions,
    today: date,
    memory: str | None = None,
) -> Iterator[OpenOrders]:
    """Open orders, the log before today, and a list of customers; raises RequestError where one cannot be found."""
    with (
        terminal.watch_work() as progress,
        make_temporary_folder() as folder,
        closing(DuckDB(memory, folder=str(folder))) as engine,
    ):
        yield OpenOrders(engine, make_request(files, reading, folder, today), folder, progress)
