"""A history: who first bought what on which day, read as plans read orders."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.learn.items import HistoryMatcher
from ipp.learn.rates.asks import count_answers
from ipp.learn.rates.incidence import CountedAnswers
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.items import ItemNumbers, number_items
from ipp.orders.reading import OrdersRequest, RecordsReader
from ipp.orders.rejected_rows import RejectedRows, check_usable
from ipp.orders.sql import Table


class PurchaseHistory(NamedTuple):
    """What was bought: `firsts` (who, item, day) holds each item of each customer once, on the day of its first purchase.

    `names` are those of all items by number; `first`, `last`: its days, as ordinals; `rejects`, `statuses`, `later`, `layout`, `named`: what was seen
    on the way, as in plans.
    """

    firsts: Table
    names: Mapping[int, str]
    rows: int
    orders: int
    customers: int
    items: int
    first: int
    last: int
    rejects: RejectedRows
    statuses: tuple[tuple[str, int], ...]
    later: int
    layout: str | None
    named: bool


class PurchaseReader(RecordsReader):
    """Reads orders of which all items count, those too that the path does not know."""

    def __init__(self, engine: Engine, policy: Policy, request: OrdersRequest, today: date) -> None:
        self.numbers: ItemNumbers = number_items(policy)
        super().__init__(engine, policy, self.numbers, request, today)
        self.lines: Table | None = None
        """What was bought up to today, after it was read: customer, item, day."""
        self.matcher: HistoryMatcher = HistoryMatcher(policy, self.numbers)

    def read_history(self) -> PurchaseHistory:
        """Return what was bought up to today; raises RequestError for orders of which no row can be used."""
        engine = self.engine
        lines, layout, _ = self.read_orders()
        check_usable(self.rejects[0], self.read["orders"])
        lines = lines.filter(lines.day <= self.today.toordinal())
        self.lines = lines
        firsts = engine.keep_table("ipp_learn_firsts", self._number_firsts(lines))
        days = lines.select("customer", "day").distinct()
        counts = days.agg(
            orders=days.count(), who=days.customer.nunique(), first=days.day.min(), last=days.day.max()
        )
        ((orders, customers, first, last),) = engine.fetch_rows(counts)
        ((items,),) = engine.fetch_rows(firsts.agg(items=firsts["item"].nunique()))
        return PurchaseHistory(
            firsts,
            self.matcher.choose_names(),
            self.read["orders"],
            orders,
            customers,
            items,
            first or 0,
            last or 0,
            self.rejects[0],
            self.statuses,
            self.later.get("orders", 0),
            layout,
            self.named,
        )

    def read_answers(self) -> dict[Offer, CountedAnswers]:
        """Return the answers to the offers of the log up to today; the orders are read before."""
        log = self.read_log()
        assert log is not None and self.lines is not None
        log = log.filter((log.day <= self.today.toordinal()) & (log.held == 0))  # what was held was not asked
        lines = self.lines.select("item", "day", customer=self.lines.customer.cast("string"))
        return count_answers(self.engine, self.numbers, lines, log)

    def _number_firsts(self, lines: Table) -> Table:
        """Return who first bought what on which day, customers as numbers."""
        if not lines.customer.type().is_integer():
            names = lines.select("customer").distinct()
            names = names.mutate(who=sql.row_number().over(order_by=[names.customer]).cast("int64"))
            lines = lines.join(self.engine.keep_table("ipp_learn_who", names), "customer")
        else:
            lines = lines.mutate(who=lines.customer.cast("int64"))
        return lines.group_by("who", "item").agg(day=lines.day.min())
