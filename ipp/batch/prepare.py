"""Everything that a plan reads, in numbers, and who stands for what."""

from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.engines.protocol import PlanEngine
from ipp.batch.expression.frames import Inputs
from ipp.batch.lowering.codes import NONE
from ipp.batch.lowering.tables import LoweredPolicy
from ipp.orders.customers import list_attributes
from ipp.orders.engines.relations import join_outer, make_number, union_tables
from ipp.orders.moments import LOGGED, find_logged, rank_orders
from ipp.orders.reading import OrdersRequest, RecordsReader, RejectedRows


class PreparedPlan(NamedTuple):
    """What the expression reads, the names of customers by `who`, and what was seen on the way.

    `unknown`: items that the path does not have, with their lines; `statuses`: those of orders that are not known, with their rows; `later`: rows dated after today, by table; `named`: whether customers are told by their names alone.
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
        lines = self.add_numbers(lines, names)
        told = None if log is None else log.join(names, "customer")
        bought = self.add_strange(self.list_purchases(lines, told, ordered), names)
        inputs = Inputs(
            engine.keep_table("ipp_lines", bought),
            None
            if told is None
            else engine.keep_table("ipp_log", told.select("seq", "who", "event", "answer", "day")),
            engine.keep_table("ipp_people", self.list_people(names, people)),
        )
        aside, unknown = tuple(self.rejects), self.list_unknown()
        return PreparedPlan(
            inputs, names, self.read, aside, unknown, self.statuses, self.later, layout, self.named
        )

    def number_customers(self, customers: Table) -> Table:
        """Return customers with what stands for them in the expression, and their names as text."""
        if customers.customer.type().is_integer():
            return customers.select(
                who=customers.customer.cast("int64"), customer=customers.customer.cast("string")
            )
        if not self.engine.numbered:
            return customers.mutate(who=customers.customer)
        return customers.mutate(who=ibis.row_number().over(order_by=[customers.customer]).cast("int64"))

    def add_numbers(self, rows: Table, names: Table) -> Table:
        """Add to rows of orders what stands for their customers."""
        return rows.mutate(who=rows.customer) if self.is_numbered(rows) else rows.join(names, "customer")

    def list_purchases(self, lines: Table, log: Table | None, ordered: bool) -> Table:
        """Return who bought what and when; a purchase that only the log tells comes after the orders of its day."""
        found = rank_orders(lines.select("who", "item", "day", "seconds", "order"), ordered)
        found = found.select("who", "item", "day", "rank")
        if log is None:
            return found
        accepted, turn = find_logged(found, log)
        last = make_number(30_000)
        rank = make_number(LOGGED) + ibis.ifelse(turn < last, turn, last)
        return union_tables(found, accepted.select("who", "item", "day", rank=rank))

    def add_strange(self, bought: Table, names: Table) -> Table:
        """Add purchases of what the path does not know."""
        if self.strange is None:
            return bought
        strange = self.add_numbers(self.strange, names)
        return union_tables(bought, strange.select("who", "day", item=make_number(NONE), rank=make_number(0)))

    def list_people(self, names: Table, people: Table | None) -> Table:
        columns = tuple(list_attributes(self.policy).values())
        if people is None:
            return names.select("who", **{column: ibis.null("int64") for column in columns})
        return join_outer(names, people, "customer").select("who", *columns)
