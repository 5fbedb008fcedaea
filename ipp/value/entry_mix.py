"""`--entry-mix orders.csv`: by which first purchases customers entered, out of an export of orders.

Columns are found by the names that shops give them. A customer's first order is that of their earliest date; of several things in it
each counts in equal parts. Dirty lines are left out and counted; nothing is guessed.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ipp.engine.policy import Policy
from ipp.errors import RequestError
from ipp.path.model import Touch
from ipp.path.names import folded
from ipp.text.columns import ORDER_COLUMNS, columns_named
from ipp.value.question import Entry, in_shares

ITEM = (*ORDER_COLUMNS["sku"], *ORDER_COLUMNS["item"])
"""Columns that say what was bought; the first of them in which a line has something from the path counts."""
_ORDER = (*ORDER_COLUMNS["order"], "name")  # of Shopify
_DATE = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?.*", re.DOTALL)


class Mix(NamedTuple):
    """Entries with their shares, the customers they are counted from, and what was left out, with how often."""

    entries: tuple[Entry, ...]
    customers: int
    left_out: tuple[tuple[str, int], ...]


class _Columns(NamedTuple):
    customer: int
    date: int
    order: int | None
    items: tuple[int, ...]


class _Line(NamedTuple):
    customer: str
    when: str
    item: str | None  # as the path writes it; None when it is not in the path


def entry_mix(policy: Policy, name: str, lines: Iterable[str]) -> Mix:
    """Return the first purchases in an order export, given as lines of CSV.

    Raises RequestError when columns are missing or no first purchase is in the path.
    """
    left_out: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    first = _first_orders(_lines(policy, name, lines, left_out))
    for items in first.values():
        known = [item for item in items if item]
        if not known:
            left_out["customers whose first purchase is not in the path"] += 1
        for item in known:
            counts[item] += 1 / len(known)  # type: ignore[assignment]  # a part of a customer
    if not counts:
        raise RequestError(f"{name}: no first purchase in it is in the path")
    place = policy.places.__getitem__
    ordered = {item: float(counts[item]) for item in sorted(counts, key=place)}
    return Mix(in_shares(ordered), round(sum(ordered.values())), tuple(left_out.items()))


def _first_orders(lines: Iterable[_Line]) -> dict[str, list[str | None]]:
    """Return the items of each customer's earliest order."""
    earliest: dict[str, str] = {}
    items: dict[str, dict[str | None, None]] = {}
    for line in lines:
        known = earliest.get(line.customer)
        if known is None or line.when < known:
            earliest[line.customer], items[line.customer] = line.when, {}
        if line.when == earliest[line.customer]:
            items[line.customer][line.item] = None
    return {customer: list(found) for customer, found in items.items()}


def _lines(policy: Policy, name: str, lines: Iterable[str], left_out: Counter[str]) -> Iterator[_Line]:
    rows = csv.reader(lines)
    try:
        columns = _columns(name, next(rows, []))
        orders: dict[str, tuple[str, str]] = {}
        finder = _Finder(policy)
        for row in rows:
            line = _line(row, columns, orders, finder)
            if isinstance(line, str):
                left_out[line] += 1
            elif line:
                yield line
    except csv.Error as error:
        raise RequestError(f"{name}:{rows.line_num}: this is not CSV: {error}") from None


def _columns(name: str, head: list[str]) -> _Columns:
    wanted = {"customer": ORDER_COLUMNS["customer"], "date": ORDER_COLUMNS["date"], "order": _ORDER}
    found = columns_named({**wanted, **{each: (each,) for each in ITEM}}, head)
    place = {what: head.index(column) for what, column in found.items()}
    items = tuple(place[each] for each in ITEM if each in place)
    for what, there, example in (
        ("customer", "customer" in place, "customer_id or email"),
        ("date", "date" in place, "date or created_at"),
        ("product", items, "product or sku"),
    ):
        if not there:
            raise RequestError(f"{name}: no column says the {what}; call one {example}")
    return _Columns(place["customer"], place["date"], place.get("order"), items)


def _line(
    row: list[str], columns: _Columns, orders: dict[str, tuple[str, str]], finder: "_Finder"
) -> _Line | str | None:
    """Return a line of an order, or why it is left out; None for an empty line."""
    if not any(cell.strip() for cell in row):
        return None

    def cell(place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    order, customer, when = cell(columns.order), cell(columns.customer), _moment(cell(columns.date))
    if order in orders:  # exports say customer and date on the first line of an order only
        customer, when = customer or orders[order][0], when or orders[order][1]
    if not customer:
        return "lines without a customer"
    if not when:
        return "lines without a date that can be read (write 2026-12-31)"
    if order:
        orders[order] = customer, when
    written = [cell(place) for place in columns.items]
    if not any(written):
        return "lines without a product"
    return _Line(folded(customer), when, finder.find(written))


def _moment(text: str) -> str:
    found = _DATE.fullmatch(text)
    return f"{found[1]}-{found[2]}-{found[3]} {found[4] or ''}" if found else ""


class _Finder:
    """Finds products and bundles by sku or name, each text once."""

    def __init__(self, policy: Policy) -> None:
        self.names = policy.names
        self.known: dict[str, str | None] = {}

    def find(self, written: list[str]) -> str | None:
        return next(filter(None, map(self.named, written)), None)

    def named(self, text: str) -> str | None:
        if text not in self.known:
            item = self.names.find(text)
            self.known[text] = None if item is None or isinstance(item, Touch) else item.name.text
        return self.known[text]
