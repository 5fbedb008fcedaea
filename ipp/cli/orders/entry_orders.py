"""First orders counted in an export of orders, and what its customers did later."""

from collections.abc import Iterator, Mapping
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
from ipp.text.words import count_things, name_few
from ipp.value.inputs.baskets import MOST_BASKETS, thin_baskets


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
    """Return the orders that a forecast follows with the customers of each, and say what they are; customers of other things are one order of nothing."""
    notes = [f"{name}: first orders of {count_things(found.customers, 'customer')}"]
    if found.others:
        notes.append(f"{found.others:,} of them of nothing that is in the path")
    notes += _describe_gone(policy, found.counts)
    for what, texts in (("left out", found.rejected), ("not known, taken as bought", dict(found.statuses))):
        if texts:
            notes.append(f"{what}: {', '.join(f'{text}: {number:,}' for text, number in texts.items())}")
    terminal.print_note("; ".join(notes))
    others = {(): float(found.others)} if found.others else {}
    kept = thin_baskets(policy, found.counts, MOST_BASKETS - len(others)) | others
    number = len(found.counts) + len(others)
    if len(kept) < number:
        terminal.print_note(
            f"{number:,} different first orders: {len(kept):,} of them stand for all, the commonest for themselves, the others for those that cost about the same"
        )
    return kept


def _describe_gone(policy: Policy, counts: Mapping[Basket, int]) -> Iterator[str]:
    """Say how many customers began with something that nobody can buy any more: they count as they entered."""
    names, customers = dict[str, None](), 0
    for items, count in counts.items():
        gone = [name for name, _ in items if policy.goods[name].unavailable in ("draft", "retired")]
        names |= dict.fromkeys(gone)
        customers += count if gone else 0
    if names:
        yield f"{customers:,} of them with what is a draft or retired now ({name_few(list(names), 3)}): they count, too"
