"""Everything that a plan reads, in numbers, and who stands for what."""

from typing import NamedTuple

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.expression.frames import Inputs
from ipp.batch.lowering.codes import NONE
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders import sql
from ipp.orders.engines.relations import join_outer, make_number, union_tables
from ipp.orders.log import GIVEN_BACK, HELD, STOPS
from ipp.orders.moments import LOGGED, find_logged, rank_orders
from ipp.orders.money import make_list_units
from ipp.orders.people.attributes import list_attributes
from ipp.orders.people.shares import add_shares
from ipp.orders.reading import OrdersRequest, RecordsReader
from ipp.orders.rejected_rows import RejectedRows
from ipp.orders.sql import Table

MOST_ROUNDS = 6
"""Lapses and emptied bundles of one customer that are followed where each hangs on the one before."""


class PreparedPlan(NamedTuple):
    """What the expression reads, the names of customers by `who`, and what was seen on the way.

    `unknown`: items that the path does not have, with their lines; `statuses`: those of orders that are not known, with their rows; `later`: rows dated after today, by table; `named`: whether customers are told by their names alone; `log`: its rows that count, with the customer.
    """

    inputs: Inputs
    names: Table
    read: dict[str, int]
    rejects: tuple[RejectedRows, ...]
    unknown: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    later: dict[str, int]
    layout: str | None
    named: bool
    log: Table | None = None


class PlanPreparation(RecordsReader):
    """Prepares one plan."""

    def __init__(self, engine: PlanEngine, lowered: LoweredPolicy, request: OrdersRequest) -> None:
        super().__init__(engine, lowered.policy, lowered.codes.numbers, request, lowered.today)
        self.lowered = lowered

    def prepare_plan(self) -> PreparedPlan:
        engine = self.engine
        lines, layout, ordered = self.read_orders()
        log = self.read_log()
        people = self.read_customers()
        customers = union_tables(*self.list_everybody(lines, log, people)).distinct()
        names = engine.keep_table("ipp_names", self.number_customers(customers))
        lines = self.add_strange(self.add_numbers(lines, names), names)
        told = None if log is None else log.join(names, "customer")
        returns = self.list_returns(told, names)
        members = any(good.membership for good in self.lowered.codes.goods)
        counted = returns is not None or members or self.lowered.counts_pieces
        bought = self.list_purchases(lines, told, ordered, counted)
        inputs = Inputs(
            engine.keep_table("ipp_lines", bought),
            None if told is None else engine.keep_table("ipp_log", self.list_answers(told)),
            engine.keep_table("ipp_people", self.list_people(names, people)),
            returns,
            0 if returns is None else self.count_rounds(returns),
            self.list_spending(lines, told, names),
            self.list_stops(told),
        )
        aside, unknown = tuple(self.rejects), self.list_unknown()
        return PreparedPlan(
            inputs, names, self.read, aside, unknown, self.statuses, self.later, layout, self.named, told
        )

    def number_customers(self, customers: Table) -> Table:
        """Return customers with what stands for them in the expression, and their names as text."""
        if customers.customer.type().is_integer():
            return customers.select(
                who=customers.customer.cast("int64"), customer=customers.customer.cast("string")
            )
        if not self.engine.numbered:
            return customers.mutate(who=customers.customer)
        return customers.mutate(who=sql.row_number().over(order_by=[customers.customer]).cast("int64"))

    def add_numbers(self, rows: Table, names: Table) -> Table:
        """Add to rows of orders what stands for their customers."""
        return rows.mutate(who=rows.customer) if self.is_numbered(rows) else rows.join(names, "customer")

    def list_returns(self, log: Table | None, names: Table) -> Table | None:
        """Return what was given back: who, item, day, pieces; None when nothing was.

        What is told twice for one day counts once: a cancellation before returns, of these the one of most pieces.
        """
        parts = []
        if self.given_back is not None:
            parts.append(self.add_numbers(self.given_back, names).select("who", "item", "day", "pieces"))
        if log is not None:
            parts.append(log.filter(log.event.isin(GIVEN_BACK)).select("who", "item", "day", "pieces"))
        if not parts:
            return None
        told = union_tables(*parts)
        kept = self.engine.keep_table(
            "ipp_returns", told.group_by("who", "item", "day").agg(pieces=told.pieces.max())
        )
        return kept if self.count_rows(kept) else None

    def count_rounds(self, returns: Table) -> int:
        """Return how many resets in a row can hang on each other: no more than what one customer gave back of bundles and memberships."""
        goods = self.lowered.codes.goods
        some = [code for code, good in enumerate(goods) if good.kind == "bundle" or good.membership]
        if not some:
            return 1
        rows = returns.filter(returns["item"].isin(some))
        most = rows.group_by("who").agg(rows=rows.count())
        found = self.engine.fetch_rows(most.agg(most=most.rows.max()))[0][0]
        return min(int(found or 0) + 1, MOST_ROUNDS)

    def list_purchases(self, lines: Table, log: Table | None, ordered: bool, counted: bool) -> Table:
        """Return who bought what and when, `counted` with pieces; a purchase that only the log tells comes after the orders of its day."""
        columns = ("who", "item", "day", *(("pieces",) if counted else ()))
        found = rank_orders(lines.select(*columns, "seconds", "order"), ordered)
        found = found.select(*columns, "rank")
        if log is None:
            return found
        accepted, turn = find_logged(found, log)
        last = make_number(30_000)
        rank = make_number(LOGGED) + sql.ifelse(turn < last, turn, last)
        more = {"pieces": make_number(1)} if counted else {}
        return union_tables(found, accepted.select("who", "item", "day", rank=rank, **more))

    def add_strange(self, lines: Table, names: Table) -> Table:
        """Add to lines of orders what the path does not know."""
        if self.strange is None:
            return lines
        strange = self.add_numbers(self.strange, names)
        rows = {"item": make_number(NONE), "pieces": make_number(1)}
        columns = ("who", "day", "seconds", "order", "item", "pieces")
        return union_tables(lines.select(*columns), strange.mutate(**rows).select(*columns))

    def list_spending(self, lines: Table, log: Table | None, names: Table) -> Table | None:
        """Return what was paid, by orders and by what only the log tells: who, day, units."""
        if self.spending is None:
            return None
        found = self.spending.join(names, "customer").select("who", "day", "units")
        if log is not None:
            accepted, _ = find_logged(lines, log)
            prices = sql.table(make_list_units(self.matcher.numbers).columns, name="ipp_list_units")
            accepted = join_outer(accepted, prices, "item")
            units = accepted.paid.fill_null(accepted.listed)
            found = union_tables(found, accepted.select("who", "day", units=units))
        return self.engine.keep_table("ipp_spent", found)

    def list_stops(self, log: Table | None) -> Table | None:
        """Return who asked to stop, or to resume, and when; None where nobody did."""
        if log is None:
            return None
        stops = self.engine.keep_table(
            "ipp_stops", log.filter(log.event.isin(STOPS)).select("who", "event", "day")
        )
        return stops if self.count_rows(stops) else None

    def list_answers(self, log: Table) -> Table:
        rows = log.filter(~log.event.isin((*GIVEN_BACK, *STOPS, HELD)))
        rows = rows if self.lowered.holds_out else rows.filter(rows.held == 0)
        columns = ("seq", "who", "event", "answer", "day")
        return rows.select(*columns, *(("held",) if self.lowered.holds_out else ()))

    def list_people(self, names: Table, people: Table | None) -> Table:
        columns = list_attributes(self.policy).values()
        known = self.join_attributes(names, people)
        shares = add_shares(self.policy, known.customer.cast("string"), self.engine.dialect)
        return known.select("who", *columns, **shares)
