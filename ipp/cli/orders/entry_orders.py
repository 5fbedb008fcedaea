"""First orders counted in an export of orders, and what its customers did later."""

from datetime import date
from typing import NamedTuple

from ipp.cli import terminal
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.engine.policy.clauses import Basket
from ipp.engine.policy.compile import Policy
from ipp.orders.first_orders.entries import EntryCounts, count_entries, read_first_orders
from ipp.orders.first_orders.followed import LaterOrders
from ipp.orders.first_orders.later_orders import follow_customers
from ipp.text.words import count_things
from ipp.value.inputs.baskets import thin_baskets


class OrdersRead(NamedTuple):
    """By which first orders customers entered, an empty one of what the path does not know; and what they did later, where that was asked for."""

    counts: dict[Basket, float]
    later: LaterOrders | None


def read_entry_orders(
    policy: Policy, orders: str, reading: OrderOptions, today: date, *, mix: bool, days: int | None
) -> OrdersRead:
    """Count the first orders of an export of orders (`mix`), saying what was left out and which stand for others; follow customers for so many `days`, if any."""
    with open_orders((orders, None, None), reading, today) as opened:
        firsts = read_first_orders(policy, opened.engine, opened.request, today, spending=days is not None)
        found = count_entries(policy, opened.engine, firsts) if mix else None
        later = None if days is None else follow_customers(policy, opened.engine, firsts, days)
    name = firsts.reading.rejects[0].source
    return OrdersRead(_choose_counts(policy, name, found) if found else {}, later)


def _choose_counts(policy: Policy, name: str, found: EntryCounts) -> dict[Basket, float]:
    notes = [f"{name}: first orders of {count_things(found.customers, 'customer')}"]
    if found.others:
        notes.append(f"{found.others:,} of them of nothing that is in the path")
    for what, texts in (("left out", found.rejected), ("not known, taken as bought", dict(found.statuses))):
        if texts:
            notes.append(f"{what}: {', '.join(f'{text}: {number:,}' for text, number in texts.items())}")
    terminal.print_note("; ".join(notes))
    kept = thin_baskets(policy, found.counts)
    if len(kept) < len(found.counts):
        terminal.print_note(
            f"{len(found.counts):,} different first orders: {len(kept):,} of them stand for all, the commonest for themselves, the others for those that cost about the same"
        )
    return {**kept, (): float(found.others)}
