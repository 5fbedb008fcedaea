"""By which first purchases customers enter a forecast: as named, or as orders say."""

from collections.abc import Sequence
from datetime import date

from ipp.cli.orders.options import OrderOptions
from ipp.engine.customer.typed import read_offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.extras import require_extra
from ipp.value.inputs.question import FirstPurchase, make_shares, make_single


def choose_entries(
    policy: Policy, names: Sequence[str], orders: str | None, reading: OrderOptions, today: date
) -> tuple[FirstPurchase, ...] | None:
    """Return the entries that were named, or those of an export of orders; None for every product in equal shares.

    Raises RequestError for both, and for options of reading without orders.
    """
    if names and orders:
        raise RequestError("--from and --entry-mix both say who enters", "use one of them")
    if names:
        singles = (make_single(read_offer(policy, name, "from")[0]) for name in names)
        return make_shares(dict.fromkeys(singles, 1.0))
    if not orders:
        if any(reading):
            raise RequestError(
                "an option says how to read orders, and no orders are named",
                "name them with --entry-mix ORDERS",
            )
        return None
    require_extra("batch", "--entry-mix")
    from ipp.cli.orders.entry_orders import count_order_entries  # brings DuckDB, which need not be installed

    return make_shares(count_order_entries(policy, orders, reading, today))
