"""One customer out of the files of all, for `ipp next`."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date

from ipp.cli import terminal
from ipp.cli.tables import table_source
from ipp.cli.temporary_folder import make_temporary_folder
from ipp.engine.customer.events import Customer
from ipp.engine.policy.compile import Policy
from ipp.orders.customer.records import read_customer
from ipp.orders.engines.duckdb import DuckDB
from ipp.orders.reading import OrdersRequest


def read_customer_files(policy: Policy, name: str, files: Iterable[str | None], today: date) -> Customer:
    """Return what the orders, the log and the list of customers say of one; raises RequestError when they cannot be read, or say nothing."""
    with (
        terminal.watch_work(),
        make_temporary_folder() as folder,
        closing(DuckDB(folder=str(folder))) as engine,
    ):
        orders, log, people = (table_source(text, folder) if text else None for text in files)
        return read_customer(policy, engine, OrdersRequest(orders, log, people), today, name)
