"""From what was asked to what is read: the files of orders, a log and customers, and how to read them."""

from datetime import date
from pathlib import Path

from ipp.cli.orders.options import OrderOptions
from ipp.cli.orders.tables import table_source
from ipp.errors import RequestError
from ipp.loading import is_stream
from ipp.orders.files.log_folder import NightlyLog, open_log
from ipp.orders.reading import OrdersRequest
from ipp.text.visible import shorten_text

STATUS_MEANINGS = {"bought": True, "no": False}
"""What `--status` says of the text of a status."""


def make_request(
    files: tuple[str | None, str | None, str | None], options: OrderOptions, folder: Path, day: date
) -> OrdersRequest:
    """Find the orders, the log before a day, and the customers; `folder` takes what is not in files."""
    orders, people = (table_source(text, folder) if text else None for text in (files[0], files[2]))
    log = find_log(files[1], day, folder).before if files[1] else None
    statuses = dict(map(_parse_status, options.statuses))
    return OrdersRequest(orders, log, people, options.columns, options.dates, options.layout, statuses)


def find_log(text: str, day: date, folder: Path, *, make: bool = False) -> NightlyLog:
    """Return the log before a day, as `open_log` does; what comes through a pipe is copied into `folder`, and only read."""
    if text == "-" or is_stream(text):
        return NightlyLog(table_source(text, folder), None)
    return open_log(text, day, make=make)


def _parse_status(text: str) -> tuple[str, bool]:
    """Return what `STATUS=bought` or `STATUS=no` says; raises RequestError for anything else."""
    status, equals, meaning = text.rpartition("=")
    if not equals or not status.strip() or meaning.strip() not in STATUS_MEANINGS:
        raise RequestError(
            f"--status {shorten_text(text)!r} does not say what the status means",
            "write it as 'STATUS=bought' or 'STATUS=no'",
        )
    return status.strip(), STATUS_MEANINGS[meaning.strip()]
