"""Everything that a plan reads, in numbers, and who stands for what."""

from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.codes import NONE
from ipp.batch.engine import Engine
from ipp.batch.frames import Inputs
from ipp.batch.tables import Lowered
from ipp.orders.customers import list_attributes
from ipp.orders.engines.relations import left, number, together
from ipp.orders.moments import LOGGED, find_logged, rank_orders
from ipp.orders.reading import Aside, Asked, Reading


class Prepared(NamedTuple):
    """What the expression reads, the names of customers by `who`, and what was seen on the way.

    `unknown`: items that the path does not have, with their lines; `statuses`: those of orders that are not known, with their rows; `later`: rows dated after today, by table.
    """

    inputs: Inputs
    names: Table
    read: dict[str, int]
    aside: tuple[Aside, ...]
    unknown: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    later: dict[str, int]
    layout: str | None


class Preparing(Reading):
    """Prepares one plan."""

    def __init__(self, engine: Engine, lowered: Lowered, asked: Asked) -> None:
        super().__init__(engine, lowered.policy, lowered.codes.numbers, asked, lowered.today)
        self.lowered = lowered

    def prepare(self) -> Prepared:
        engine = self.engine
        lines, layout, ordered = self.read_orders()
        log = self.read_log()
        people = self.read_customers()
        customers = [self.list_known(lines), self.known_otherwise]
        customers += [self.list_known(log)] if log is not None else []
        customers += [people.select("customer")] if people is not None else []
        names = engine.keep("ipp_names", self.number_customers(together(*customers).distinct()))
        lines = lines.mutate(who=lines.customer) if self.is_numbered(lines) else lines.join(names, "customer")
        told = None if log is None else log.join(names, "customer")
        bought = self.add_strange(self.list_purchases(lines, told, ordered), names)
        inputs = Inputs(
            engine.keep("ipp_lines", bought),
            None if told is None else engine.keep("ipp_log", self.list_answers(told)),
            engine.keep("ipp_people", self.list_people(names, people)),
        )
        aside, unknown = tuple(self.aside), self.list_unknown()
        return Prepared(inputs, names, self.read, aside, unknown, self.statuses, self.later, layout)

    def number_customers(self, customers: Table) -> Table:
        """Return customers with what stands for them in the expression, and their names as text."""
        if customers.customer.type().is_integer():
            return customers.select(
                who=customers.customer.cast("int64"), customer=customers.customer.cast("string")
            )
        if not self.engine.numbered:
            return customers.mutate(who=customers.customer)
        return customers.mutate(who=ibis.row_number().over(order_by=[customers.customer]).cast("int64"))

    def list_purchases(self, lines: Table, log: Table | None, ordered: bool) -> Table:
        """Return who bought what and when; a purchase that only the log tells comes after the orders of its day."""
        found = rank_orders(lines.select("who", "item", "day", "seconds", "order"), ordered)
        found = found.select("who", "item", "day", "rank")
        if log is None:
            return found
        accepted, turn = find_logged(found, log)
        last = number(30_000)
        rank = number(LOGGED) + ibis.ifelse(turn < last, turn, last)
        return together(found, accepted.select("who", "item", "day", rank=rank))

    def add_strange(self, bought: Table, names: Table) -> Table:
        """Add purchases of what the path does not know."""
        if self.strange is None:
            return bought
        strange = self.strange
        strange = (
            strange.mutate(who=strange.customer)
            if self.is_numbered(strange)
            else strange.join(names, "customer")
        )
        return together(bought, strange.select("who", "day", item=number(NONE), rank=number(0)))

    def list_answers(self, log: Table) -> Table:
        return log.select("seq", "who", "event", "answer", "day")

    def list_people(self, names: Table, people: Table | None) -> Table:
        columns = tuple(list_attributes(self.policy).values())
        if people is None:
            return names.select("who", **{column: ibis.null("int64") for column in columns})
        return left(names, people, "customer").select("who", *columns)
