"""By which first purchases customers entered, out of orders as plans read them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ipp.engine.policy.clauses import Basket
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import cast_sum, make_number, union_tables
from ipp.orders.files.rejects import UNKNOWN
from ipp.orders.items import ItemNumbers, number_items
from ipp.orders.moments import moment_of, rank_orders
from ipp.orders.reading import OrdersRequest, RecordsReader
from ipp.orders.rejected_rows import check_usable, make_unusable_error
from ipp.orders.sql import Table

Codes = tuple[tuple[int, int], ...]
"""Items by number, and pieces of each."""
LATER = "rows dated after today"


class EntryCounts(NamedTuple):
    """How many customers began with each order, as far as the path knows what is in it, in the order of the path; and what was left out, with how often.

    `others` bought nothing first that the path has. `statuses`: those of orders that are not known, taken as bought.
    """

    counts: dict[Basket, int]
    rejected: dict[str, int]
    statuses: tuple[tuple[str, int], ...]
    others: int = 0

    @property
    def customers(self) -> int:
        """The customers who are counted."""
        return sum(self.counts.values()) + self.others


class EntryReader(RecordsReader):
    """Reads orders of which first purchases are counted; `tells_paid`: whether they say what was paid, where that was asked for."""

    tells_paid = False

    def find_amounts(self, names: list[str], of: Mapping[str, str]) -> dict[str, str]:
        found = super().find_amounts(names, of)
        self.tells_paid |= bool(found.keys() & {"paid", "total", "price"})
        return found


class FirstOrders(NamedTuple):
    """Orders that were read: all that was bought up to today (who, day, item), and what of it in whose first order (who, day, item, pieces).

    `lines`: those of what the path knows, later ones too.
    """

    reading: EntryReader
    numbers: ItemNumbers
    lines: Table
    bought: Table
    first: Table


def read_first_orders(
    policy: Policy, engine: Engine, request: OrdersRequest, today: date, *, spending: bool = False
) -> FirstOrders:
    """Read orders, what they cost too if `spending` is wanted; raises RequestError where no row can be used."""
    numbers = number_items(policy)
    reading = EntryReader(engine, policy, numbers, request, today)
    reading.counts_spending |= spending
    lines, _, ordered = reading.read_orders()
    check_usable(reading.rejects[0], reading.read["orders"])
    rows = _list_purchases(lines, reading.set_aside)
    bought = engine.keep_table("ipp_bought", rows.filter(rows.day <= today.toordinal()))
    return FirstOrders(
        reading, numbers, lines, bought, engine.keep_table("ipp_first", _find_first(bought, ordered))
    )


def count_entries(policy: Policy, engine: Engine, orders: FirstOrders) -> EntryCounts:
    """Return the first purchases of the customers of some orders; raises RequestError when none is in the path."""
    reading, numbers, first = orders.reading, orders.numbers, orders.first
    rejected = reading.rejects[0]
    counts = _count_baskets(engine, first, numbers, policy)
    if not counts:
        raise _explain_none(engine, orders)
    ((elsewhere,),) = engine.fetch_rows(
        first.agg(all=first.who.nunique() - first.who.nunique(where=first.item.notnull()))
    )
    left_out = rejected.counts | {LATER: reading.later.get("orders", 0)}
    return EntryCounts(
        counts,
        {reason: number for reason, number in left_out.items() if number},
        reading.statuses,
        int(elsewhere),
    )


def _explain_none(engine: Engine, orders: FirstOrders) -> RequestError:
    """Return the error for orders in which no first purchase counts: why no row does, or that others came first."""
    reading, lines = orders.reading, orders.lines
    rejected, today = reading.rejects[0], reading.today.toordinal()
    ((known, later),) = engine.fetch_rows(
        lines.agg(known=lines.count(where=lines.day <= today), later=lines.day.min(where=lines.day > today))
    )
    counts, examples = dict(rejected.counts), dict(rejected.examples)
    if later is not None:
        counts[LATER], examples[LATER] = reading.later["orders"], date.fromordinal(later).isoformat()
    if known or not counts:
        why = "no first purchase in it is in the path" if known else "it holds no orders"
        return RequestError(f"{rejected.source}: {why}")
    return make_unusable_error(rejected, reading.read["orders"] + len(rejected.lines), counts, examples)


def _list_purchases(lines: Table, rejected: Table | None) -> Table:
    """Return what was bought, when, with no item for what the path does not have: it may have come first."""
    columns = ("day", "seconds", "order")
    known = lines.select(*columns, "item", "pieces", who=lines.customer.cast("string"))
    if rejected is None:
        return known
    others = rejected.filter(
        (rejected.reason == UNKNOWN) & rejected.customer.notnull() & rejected.day.notnull()
    )
    return union_tables(
        known, others.select(*columns, item=sql.null("int64"), pieces=make_number(1), who="customer")
    )


def _find_first(rows: Table, ordered: bool) -> Table:
    """Return who bought how many pieces of which items in their first order, and when."""
    rows = rank_orders(rows, ordered)
    rows = rows.select("who", "day", "item", "pieces", moment=moment_of(rows))
    first = rows.group_by("who").agg(moment=rows.moment.min())
    rows = rows.join(first, ["who", "moment"])
    return rows.group_by("who", "day", "item").agg(pieces=cast_sum(rows.pieces.sum()))


def _count_baskets(engine: Engine, first: Table, numbers: ItemNumbers, policy: Policy) -> dict[Basket, int]:
    """Return how many customers began with each order, as far as the path knows what is in it, in the order of the path."""
    known = first.filter(first.item.notnull())
    sizes = known.group_by("who").agg(items=known.count())
    each = known.join(sizes, "who")
    single, several = each.filter(each["items"] == 1), each.filter(each["items"] > 1)
    rows = engine.fetch_rows(single.group_by("item", "pieces").agg(customers=single.count()))
    found: Counter[Codes] = Counter()
    for code, pieces, customers in rows:
        found[((code, pieces),)] += customers
    several = several.select("who", "item", "pieces").order_by("who", "item")
    for _, lines in groupby(engine.fetch_rows(several), key=itemgetter(0)):
        found[tuple((code, pieces) for _, code, pieces in lines)] += 1
    named = {_name_items(codes, numbers, policy): count for codes, count in found.items()}
    places = policy.positions
    return dict(sorted(named.items(), key=lambda each: [(places[name], number) for name, number in each[0]]))


def _name_items(codes: Codes, numbers: ItemNumbers, policy: Policy) -> Basket:
    named = ((numbers.goods[code].name, pieces) for code, pieces in codes)
    return tuple(sorted(named, key=lambda each: policy.positions[each[0]]))
