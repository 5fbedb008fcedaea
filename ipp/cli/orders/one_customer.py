"""One customer out of the files of all, for `ipp next`."""

from datetime import date

from ipp.cli import terminal
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.engine.customer.events import Customer
from ipp.engine.policy.compile import Policy
from ipp.orders.customer.records import read_customer


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
    with open_orders(files, reading, today) as opened:
        found = read_customer(policy, opened.engine, opened.request, today, name)
    for note in found.notes:
        terminal.print_note(note)
    return found.customer
