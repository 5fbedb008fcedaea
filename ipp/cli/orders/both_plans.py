"""The next actions of all customers on two sides, for `ipp diff`."""

from contextlib import ExitStack
from datetime import date

from ipp.batch.engines.choose import make_engine
from ipp.cli import terminal
from ipp.cli.filesystem.temporary_folder import make_temporary_folder
from ipp.cli.orders.options import OrderOptions
from ipp.cli.orders.request import make_request
from ipp.diff.compare import Noticed
from ipp.diff.customers import count_customers, describe_customers, plan_both
from ipp.diff.terms import Sides


def compare_customers(
    sides: Sides, files: tuple[str | None, str | None, str | None], reading: OrderOptions, today: date
) -> Noticed:
    """Return which customers of some orders, a log and a list get another next action; raises RequestError when these cannot be read."""
    with ExitStack() as stack:
        folder = stack.enter_context(make_temporary_folder())
        request = make_request(files, reading, folder, today)
        engine = make_engine("duckdb", None, str(folder))
        stack.callback(engine.close)
        with terminal.watch_work() as progress:
            compared = plan_both(sides, engine, request, today, progress)
        return Noticed((count_customers(compared),), tuple(describe_customers(compared, sides, today)))
