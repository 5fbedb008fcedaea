"""What customers did after their first order: whether they bought again, and for how much, out of orders as plans read them."""

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import cast_sum, join_outer_all
from ipp.orders.first_orders.entries import FirstOrders
from ipp.orders.first_orders.followed import FollowedGroup, LaterOrders, Things
from ipp.orders.money import UNITS
from ipp.orders.sql import Table
from ipp.text.words import count_things


def follow_customers(policy: Policy, engine: Engine, orders: FirstOrders, days: int) -> LaterOrders:
    """Return what customers did on later days, fewer than `days` after their first order; raises RequestError where the orders follow nobody for so long."""
    reading, first = orders.reading, orders.first
    starts = engine.keep_table("ipp_starts", first.group_by("who").agg(start=first.day.min()))
    ((begin, last),) = engine.fetch_rows(
        orders.bought.agg(first=orders.bought.day.min(), last=orders.bought.day.max())
    )
    ((everybody,),) = engine.fetch_rows(starts.agg(all=starts.count()))
    followed = starts.filter(starts.start <= last - days + 1)
    groups = _sum_groups(policy, orders, engine.fetch_rows(_list_followed(orders, followed, days)))
    customers, name = sum(group.customers for group in groups.values()), reading.rejects[0].source
    if not customers:
        raise RequestError(
            f"{name}: these orders cover {count_things(last - begin + 1, 'day')}, so they follow nobody for {days}",
            f"forecast fewer days, such as --horizon {max(1, (last - begin + 1) // 2)}d",
        )
    return LaterOrders(name, groups, everybody - customers, begin, last, reading.tells_paid)


def _list_followed(orders: FirstOrders, followed: Table, days: int) -> Table:
    """Return what each customer began with, and what they did later: who, item, days (on which they bought), units."""
    bought, spending = orders.bought, orders.reading.spending
    assert spending is not None
    later = _select_later(bought.select("who", "day").distinct(), followed, days)
    visits = later.group_by("who").agg(days=later.count())
    spent = _select_later(
        spending.select("day", "units", who=spending.customer.cast("string")), followed, days
    )
    money = spent.group_by("who").agg(units=cast_sum(spent.units.sum()))
    known = join_outer_all(followed, (visits, ("who",)), (money, ("who",)))
    found = orders.first.join(known, "who")
    return found.select("who", "item", "days", "units").distinct().order_by("who", "item")


def _select_later(rows: Table, followed: Table, days: int) -> Table:
    """Return rows of days after that of the first order, fewer than so many."""
    rows = rows.join(followed, "who")
    return rows.filter((rows.day > rows.start) & (rows.day < rows.start + days))


def _sum_groups(
    policy: Policy, orders: FirstOrders, rows: list[tuple[str, int | None, int | None, int | None]]
) -> dict[Things, FollowedGroup]:
    found: defaultdict[Things, FollowedGroup] = defaultdict(FollowedGroup)
    goods, places = orders.numbers.goods, policy.positions
    for _, lines in groupby(rows, key=itemgetter(0)):
        each = list(lines)
        names = {goods[code].name for _, code, _, _ in each if code is not None}
        spent = (each[0][3] or 0) / UNITS
        group = FollowedGroup(1, int(bool(each[0][2])), spent, spent * spent)
        things = tuple(sorted(names, key=places.__getitem__))
        found[things] = found[things].add_group(group)
    return dict(found)
