"""By which first purchases customers enter a forecast, as named or as orders say; and what customers did unasked."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ipp.cli.orders.options import OrderOptions
from ipp.engine.customer.typed import read_offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.extras import require_extra
from ipp.orders.first_orders.followed import LaterOrders
from ipp.value.inputs.question import FirstPurchase, make_shares, make_single


class EntryOptions(NamedTuple):
    """Who was said to enter: by name, as the orders of a mix, and whose orders are the baseline; and how orders are read."""

    names: Sequence[str]
    mix: str | None
    baseline: str | None
    reading: OrderOptions


class ChosenEntries(NamedTuple):
    """The entries, None for every product in equal shares, and what customers of the baseline did later, None without one."""

    entries: tuple[FirstPurchase, ...] | None
    later: LaterOrders | None = None


def choose_entries(policy: Policy, options: EntryOptions, today: date, days: int) -> ChosenEntries:
    """Return the entries that were named, else those of a mix, else those of the baseline, which is followed for so many days.

    Raises RequestError for both a mix and names, and for options of reading without orders.
    """
    names, mix, baseline, reading = options
    if names and mix:
        raise RequestError("--from and --entry-mix both say who enters", "use one of them")
    singles = [make_single(read_offer(policy, name, "from")[0]) for name in names]
    entries = make_shares(dict.fromkeys(singles, 1.0)) if names else None
    if not (mix or baseline):
        if any(reading) and not names:
            raise RequestError(
                "an option says how to read orders, and no orders are named",
                "name them with --entry-mix ORDERS or --baseline ORDERS",
            )
        return ChosenEntries(entries)
    require_extra("batch", "--entry-mix" if mix else "--baseline")
    from ipp.cli.orders.entry_orders import read_entry_orders  # brings DuckDB, which need not be installed

    counts, later = {}, None
    if mix and mix != baseline:
        counts = read_entry_orders(policy, mix, reading, today, mix=True, days=None).counts
    if baseline:
        alone = not names and (not mix or mix == baseline)
        found = read_entry_orders(policy, baseline, reading, today, mix=alone, days=days)
        counts, later = counts or found.counts, found.later
    return ChosenEntries(make_shares(counts) if counts else entries, later)
