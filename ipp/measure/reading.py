"""Orders and a log, read for a comparison: what everybody bought, paid and cost."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.engine.prices import find_cost
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.engines.file_groups import unite_rows
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, cast_sum, join_outer, union_tables
from ipp.orders.groups.orders import OrderGroup
from ipp.orders.items import number_items
from ipp.orders.money import count_units
from ipp.orders.reading import OrdersRequest, RecordsReader
from ipp.orders.rejected_rows import RejectedRows, check_usable
from ipp.orders.sql import Table
from ipp.path.names import list_goods


class WhatWasRead(NamedTuple):
    """Rows of orders and of a log that were set aside, statuses that are not known, and whether customers are told by their names alone."""

    orders: RejectedRows
    log: RejectedRows | None
    statuses: tuple[tuple[str, int], ...]
    named: bool


class MeasureReader(RecordsReader):
    """Reads orders with what was paid for them."""

    def __init__(self, engine: Engine, policy: Policy, request: OrdersRequest, today: date) -> None:
        self.numbers = number_items(policy)
        super().__init__(engine, policy, self.numbers, request, today)
        self.counts_spending = True
        self.costs: Table | None = None
        """What the things cost the shop that a customer bought on a day: customer, day, cost."""
        self.lines: Table | None = None
        """What was bought, of what the path knows: customer, day, item."""
        self.first, self.last = 0, 0
        """The first and the last day of the orders up to today, as ordinals."""

    def list_paid_lines(self, orders: OrderGroup) -> Table:
        """Return the lines of some orders, but for those that say that all was given back."""
        lines = orders.list_spending()
        return lines.filter(lines.returned.isnull())

    def note_spending(self, groups: Sequence[OrderGroup]) -> None:
        """Keep what orders cost the customer, and the shop; nothing of those that say that all was given back."""
        super().note_spending(groups)
        rows = [(code, count_units(cost)) for code, cost in self.list_costs()]
        table = SmallTable("ipp_costs", {"item": "int64", "each": "int64"}, list(rows))
        self.engine.create_table(table)
        columns = ("customer", "day", "item", "pieces")
        lines = unite_rows([self.list_paid_lines(each).select(*columns) for each in groups])
        priced = lines.join(sql.table(table.columns, name=table.name), "item")
        priced = priced.mutate(cost=priced.each * priced.pieces)
        costs = priced.group_by("customer", "day").agg(cost=cast_sum(priced.cost.sum()))
        self.costs = self.engine.keep_table("ipp_day_costs", costs)

    def read_purchases(self) -> Table:
        """Return the days on which customers bought: customer, day, units (paid), cost; raises RequestError for orders that cannot be used."""
        lines, _, _ = self.read_orders()
        if self.numbers.goods:  # without a path everything is unknown, and counts by what was paid
            check_usable(self.rejects[0], self.read["orders"])
        assert self.spending is not None
        assert self.costs is not None
        self.lines = lines.filter(lines.day <= self.today.toordinal())
        paid = self.spending.filter(self.spending.day <= self.today.toordinal())
        paid = paid.group_by("customer", "day").agg(units=cast_sum(paid.units.sum()))
        found = join_outer(paid, self.costs, ["customer", "day"])
        purchases = self.engine.keep_table("ipp_purchases", found.mutate(cost=found.cost.fill_null(0)))
        days = union_tables(purchases.select("day"), self.lines.select("day"))  # of what was given back, too
        ((first, last),) = self.engine.fetch_rows(days.agg(first=days.day.min(), last=days.day.max()))
        if first is None:
            raise RequestError(f"{self.rejects[0].source}: no purchase lies before today")
        self.first, self.last = first, last
        return purchases

    def list_buyers(self, goods: frozenset[str]) -> Table:
        """Return who bought one of some things, alone or in a bundle: customer, day."""
        assert self.lines is not None
        meant = [
            code
            for code, good in enumerate(self.numbers.goods)
            if good.name in goods or not goods.isdisjoint(good.products)
        ]
        found = self.lines.filter(self.lines["item"].isin(meant))
        return found.select("day", customer=found.customer.cast("string"))

    def list_costs(self) -> list[tuple[int, Decimal]]:
        """Return what things cost the shop, by their numbers, as far as the path says it."""
        costs = ((item.name.text, find_cost(self.policy, item)) for item in list_goods(self.policy.path))
        return sorted((self.numbers.good[name], cost) for name, cost in costs if cost is not None)

    def describe_read(self) -> WhatWasRead:
        """Return what was seen on the way."""
        log = self.rejects[1] if len(self.rejects) > 1 else None
        return WhatWasRead(self.rejects[0], log, self.statuses, self.named)
