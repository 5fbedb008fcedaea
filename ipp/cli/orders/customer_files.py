"""One customer out of the files of all, for `ipp next`."""

from contextlib import closing
from datetime import date

from ipp.cli import terminal
from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.orders.options import OrderOptions
from ipp.cli.orders.request import find_log, make_request
from ipp.engine.customer.events import Customer
from ipp.engine.policy.compile import Policy
from ipp.orders.customer.records import read_customer
from ipp.orders.engines.duckdb import DuckDB


def read_customer_files(
    policy: Policy,
    name: str,
    files: tuple[str | None, str | None, str | None],
    reading: OrderOptions,
    today: date,
) -> Customer:
    """Return what the orders, the log and the list of customers say of one; raises RequestError when they cannot be read, or say nothing.

    Rows of theirs that do not count are told beside the answer.
    """
    with (
        terminal.watch_work(),
        make_temporary_folder() as folder,
        closing(DuckDB(folder=str(folder))) as engine,
    ):
        orders, log, people = files
        request = make_request((orders, None, people), reading, folder)
        if log:
            request = request._replace(offers=find_log(log, today, folder).before)
        found = read_customer(policy, engine, request, today, name)
    for note in found.notes:
        terminal.print_note(note)
    return found.customer
