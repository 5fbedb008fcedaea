"""First purchases counted in an export of orders."""

from datetime import date

from ipp.cli import terminal
from ipp.cli.orders.open_orders import open_orders
from ipp.cli.orders.options import OrderOptions
from ipp.engine.policy.clauses import Basket
from ipp.engine.policy.compile import Policy
from ipp.orders.entries import count_entries
from ipp.orders.files.sources import TableSource
from ipp.text.words import count_things
from ipp.value.inputs.baskets import thin_baskets


def count_order_entries(
    policy: Policy, orders: str, reading: OrderOptions, today: date
) -> dict[Basket, float]:
    """Count the first orders of an export of orders, an empty one of what the path does not know; say what was left out, and which orders stand for others."""
    with open_orders((orders, None, None), reading, today) as opened:
        found = count_entries(policy, opened.engine, opened.request, today)
    assert isinstance(opened.request.orders, TableSource)
    notes = [f"{opened.request.orders.name}: first orders of {count_things(found.customers, 'customer')}"]
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
