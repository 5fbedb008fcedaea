"""By which first purchases customers entered, out of orders as plans read them."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import union_tables
from ipp.orders.files.rejects import UNKNOWN
from ipp.orders.items import number_items
from ipp.orders.moments import moment_of, rank_orders
from ipp.orders.reading import OrdersRequest, RecordsReader, check_usable
from ipp.orders.sql import Table

LATER = "rows dated after today"


class EntryCounts(NamedTuple):
    """How many customers entered by each item, in the order of the path, and what was left out, with how often.

    `others` bought nothing first that the path has. Of several things in one first order each counts in equal parts. `statuses`: those of orders that are not known, taken as bought.
    """

    counts: dict[str, Fraction]
    rejected: dict[str, int]
    statuses: tuple[tuple[str, int], ...]
    others: int = 0

    @property
    def customers(self) -> int:
        """The customers who are counted."""
        return int(sum(self.counts.values())) + self.others


def count_entries(policy: Policy, engine: Engine, request: OrdersRequest, today: date) -> EntryCounts:
    """Return the first purchases of the customers of some orders; raises RequestError when none is in the path."""
    numbers = number_items(policy)
    reading = RecordsReader(engine, policy, numbers, request, today)
    lines, _, ordered = reading.read_orders()
    rejected = reading.rejects[0]
    check_usable(engine, rejected, reading.read["orders"])
    rows = _list_purchases(lines, reading.set_aside)
    first = engine.keep_table("ipp_first", _first_orders(rows.filter(rows.day <= today.toordinal()), ordered))
    counts: defaultdict[int, Fraction] = defaultdict(Fraction)
    for code, items, customers in engine.fetch_rows(_count_items(first)):
        counts[code] += Fraction(customers, items)
    if not counts:
        raise RequestError(f"{rejected.source}: no first purchase in it is in the path")
    ((elsewhere,),) = engine.fetch_rows(
        first.agg(all=first.who.nunique() - first.who.nunique(where=first.item.notnull()))
    )
    left_out = rejected.counts | {LATER: reading.later.get("orders", 0)}
    names = {numbers.goods[code].name: count for code, count in counts.items()}
    return EntryCounts(
        {name: names[name] for name in sorted(names, key=policy.positions.__getitem__)},
        {reason: number for reason, number in left_out.items() if number},
        reading.statuses,
        int(elsewhere),
    )


def _list_purchases(lines: Table, rejected: Table | None) -> Table:
    """Return what was bought, when, with no item for what the path does not have: it may have come first."""
    columns = ("day", "seconds", "order")
    known = lines.select(*columns, "item", who=lines.customer.cast("string"))
    if rejected is None:
        return known
    others = rejected.filter(
        (rejected.reason == UNKNOWN) & rejected.customer.notnull() & rejected.day.notnull()
    )
    return union_tables(known, others.select(*columns, item=sql.null("int64"), who="customer"))


def _first_orders(rows: Table, ordered: bool) -> Table:
    """Return who bought which items in their first order, each once."""
    rows = rank_orders(rows, ordered)
    rows = rows.select("who", "item", moment=moment_of(rows))
    first = rows.group_by("who").agg(moment=rows.moment.min())
    return rows.join(first, ["who", "moment"]).select("who", "item").distinct()


def _count_items(first: Table) -> Table:
    """Return how many customers entered by an item, as one of so many: item, items, customers."""
    known = first.filter(first.item.notnull())
    sizes = known.group_by("who").agg(items=known.count())
    each = known.join(sizes, "who")
    return each.group_by("item", "items").agg(customers=each.count())
