"""What happened to one customer, in the events that the engine reads."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ipp.engine.customer.events import (
    Accepted,
    Bought,
    Cancelled,
    Customer,
    Declined,
    Did,
    Event,
    Held,
    Offered,
    Resumed,
    Returned,
    Stopped,
)
from ipp.engine.policy.clauses import Offer
from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import log, sql
from ipp.orders.cells import clean_text
from ipp.orders.customer.uncounted import (
    NO_ROW_COUNTS,
    CustomerRejects,
    add_up_rows,
    describe_later,
    describe_rejects,
)
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import cast_sum, make_number, union_tables
from ipp.orders.items import ItemNumbers, number_items
from ipp.orders.moments import rank_orders
from ipp.orders.money import UNITS
from ipp.orders.people.attributes import OTHER, list_attributes
from ipp.orders.reading import OrdersRequest, RecordsReader
from ipp.orders.rejected_rows import TELLING, check_usable
from ipp.orders.sql import Table
from ipp.text.visible import shorten_text

UNKNOWN_ITEM = -1
"""Stands for what the path does not know."""
UNTOLD = Decimal(-1)
"""The price of an offer that a Yes does not tell from the other offers of its item: no offer has it."""


class CustomerRecords(NamedTuple):
    """A customer, and which of their rows do not count, and why: one sentence each."""

    customer: Customer
    notes: tuple[str, ...]


def read_customer(
    policy: Policy, engine: Engine, request: OrdersRequest, today: date, name: str
) -> CustomerRecords:
    """Return what the files say of the customer whom a plan calls by this name.

    Raises RequestError when a file cannot be read, or says nothing of them up to today that counts.
    """
    reader = _CustomerReader(policy, engine, request, today, name)
    found, notes = reader.find_customer(), reader.describe_uncounted()
    if found:
        return CustomerRecords(found, (*notes, *([NO_ROW_COUNTS] if notes and not reader.counted else [])))
    if notes:
        raise RequestError(f"no row of customer {shorten_text(name)!r} counts: {'; '.join(notes)}")
    raise RequestError(f"{reader.rejects[0].source}: no customer is called {shorten_text(name)!r}")


class _CustomerReader(RecordsReader):
    def __init__(
        self, policy: Policy, engine: Engine, request: OrdersRequest, today: date, name: str
    ) -> None:
        self.numbers: ItemNumbers = number_items(policy)
        self.offers = {number: offer for offer, number in self.numbers.offers.items()}
        self.touches = {number: name for name, number in self.numbers.touches.items()}
        super().__init__(engine, policy, self.numbers, request, today)
        self.asked_for, self.name = name, clean_text(sql.literal(name), "customer")
        self.dated: dict[str, Table] = {}
        """Rows that can be used, of the tables whose rows have a day."""
        self.counted = 0
        """Rows of the customer that can be used and are not after today."""

    def find_customer(self) -> Customer | None:
        lines, _, ordered = self.read_orders()
        logged = self.read_log()
        people = self.read_customers()
        self.dated = {"orders": lines} | ({"offers": logged} if logged is not None else {})
        check_usable(self.rejects[0], self.read["orders"])
        known = map(self.keep_theirs, self.list_everybody(lines, logged, people))
        if not any(self.engine.fetch_rows(theirs.limit(1)) for theirs in known):
            return None
        events = [*self.list_orders(lines, ordered), *self.list_given_back()]
        events += self.list_logged(logged) if logged is not None else []
        attributes = self.read_attributes(people)
        return Customer(tuple(events), attributes, self.find_newest(lines), self.asked_for)

    def describe_uncounted(self) -> tuple[str, ...]:
        """Say which of their rows were set aside, and why, and which are not known yet."""
        found = [describe_rejects(self.policy, part) for part in self.list_rejects()]
        for table, rows in self.dated.items():
            days = [day for (day,) in self.engine.fetch_rows(self.keep_theirs(rows).select("day"))]
            later = sum(day > self.today.toordinal() for day in days)
            self.counted += len(days) - later
            found += [describe_later(table, later, self.today)] if later else []
        return tuple(found)

    def list_rejects(self) -> Iterator[CustomerRejects]:
        """Yield the rows of the customer that were set aside, those of one table and reason together."""
        for part in self.rejects:
            if part.rows is None:
                continue
            rows = self.keep_theirs(part.rows).select("reason", *TELLING)
            rows = rows.group_by("reason", *TELLING).agg(rows=rows.count())
            found = sorted(self.engine.fetch_rows(rows), key=lambda row: tuple(map(str, row)))
            for reason, same in groupby(found, key=lambda row: row[0]):
                yield add_up_rows(part.source, reason, same)

    def find_newest(self, lines: Table) -> date | None:
        """Return the day of the newest order of all customers up to today: none is known after it."""
        today = self.today.toordinal()
        tables = (lines, self.strange) if self.strange is not None else (lines,)
        found = [
            self.engine.fetch_rows(each.filter(each.day <= today).agg(day=each.day.max())) for each in tables
        ]
        days = [rows[0][0] for rows in found if rows[0][0] is not None]
        return date.fromordinal(max(days)) if days else None

    def keep_theirs(self, rows: Table) -> Table:
        """Keep the rows of the customer, whose name is cleaned as those in files are."""
        return rows.filter(rows.customer.cast("string") == self.name)

    def list_orders(self, lines: Table, ordered: bool) -> list[Event]:
        """Return their orders, those of what the path does not know too, each with what was paid where a segment asks for it."""
        rows = rank_orders(self.add_strange(self.keep_theirs(lines)).mutate(who="customer"), ordered)
        rows = rows.group_by("day", "rank", "item").agg(pieces=rows.pieces.sum())
        found = sorted(self.engine.fetch_rows(rows))
        orders = [
            self.make_order(day, list(order)) for (day, _), order in groupby(found, key=lambda row: row[:2])
        ]
        return [*self.add_paid(orders)]

    def add_strange(self, lines: Table) -> Table:
        """Add to lines of orders what the path does not know."""
        columns = ("customer", "day", "seconds", "order", "item", "pieces")
        lines = lines.select(*columns)
        if self.strange is None:
            return lines
        rows = self.keep_theirs(self.strange).mutate(item=make_number(UNKNOWN_ITEM), pieces=make_number(1))
        return union_tables(lines, rows.select(*columns))

    def make_order(self, day: int, lines: list[tuple[int, int, int, int]]) -> Bought:
        known = [(item, int(number)) for _, _, item, number in lines if item != UNKNOWN_ITEM]
        names = tuple(self.numbers.goods[item].name for item, _ in known)
        pieces = tuple(number for _, number in known)
        others = len(known) < len(lines)
        return Bought(names, date.fromordinal(day), pieces if max(pieces, default=0) > 1 else (), others)

    def add_paid(self, orders: list[Bought]) -> Iterator[Bought]:
        """Say what was paid, of all orders of a day with the last of them: nothing asks for one of them alone."""
        if self.spending is None or not orders:
            yield from orders
            return
        rows = self.keep_theirs(self.spending)
        rows = rows.group_by("day").agg(units=cast_sum(rows.units.sum()))
        paid = {day: Decimal(units) / UNITS for day, units in self.engine.fetch_rows(rows)}
        for order, later in zip(orders, [*orders[1:], None], strict=True):
            last = later is None or later.on != order.on
            yield order._replace(paid=paid.get(order.on.toordinal(), Decimal(0)) if last else Decimal(0))

    def list_given_back(self) -> list[Event]:
        if self.given_back is None:
            return []
        rows = self.keep_theirs(self.given_back).select("day", "item", "pieces")
        return [
            Returned(self.numbers.goods[item].name, date.fromordinal(day), pieces)
            for day, item, pieces in sorted(self.engine.fetch_rows(rows))
        ]

    def list_logged(self, rows: Table) -> list[Event]:
        rows = self.keep_theirs(rows).filter(rows.event != log.HELD)  # of another holdout
        rows = rows.select("seq", "event", "answer", "item", "pieces", "day", "paid", "held")
        found = sorted(self.engine.fetch_rows(rows), key=lambda row: row[0])
        return [
            self.make_held(made) if held else made
            for _, *row, held in found
            for made in (self.make_logged(*row),)
        ]

    def make_held(self, made: Event) -> Held:
        """Return what was held back by the holdout of the path."""
        assert self.policy.holdout and isinstance(made, Offered | Did)
        return Held(made, self.policy.holdout.name)

    def make_logged(
        self, event: int, answer: int, item: int, pieces: int, day: int, paid: int | None
    ) -> Event:
        on = date.fromordinal(day)
        match event:
            case log.STOPPED:
                return Stopped(on)
            case log.RESUMED:
                return Resumed(on)
            case log.DID:
                return Did(self.touches[answer], on)
            case log.ACCEPTED:
                return Accepted(self.find_accepted(self.offers, answer, item), on, self.find_paid(item, paid))
            case log.RETURN:
                return Returned(self.numbers.goods[item].name, on, pieces)
            case log.CANCELLATION:
                return Cancelled(self.numbers.goods[item].name, on)
        return (Offered if event == log.OFFERED else Declined)(self.offers[answer], on)

    def find_paid(self, item: int, units: int | None) -> Decimal:
        """Return what a Yes says was paid, else the list price."""
        return Decimal(units) / UNITS if units is not None else self.numbers.goods[item].price or Decimal(0)

    def find_accepted(self, offers: dict[int, Offer], answer: int, item: int) -> Offer:
        return offers.get(answer) or (self.numbers.goods[item].name, UNTOLD)

    def read_attributes(self, people: Table | None) -> dict[str, str]:
        """Return what the list of customers, or their orders, say of them, as far as a segment reads it."""
        columns = list_attributes(self.policy)
        values = self.policy.attribute_values
        numbers: dict[str, int] = {}
        for table in (self.attributes, people):  # the list goes before
            rows = (
                self.engine.fetch_rows(self.keep_theirs(table).select(*columns.values()))
                if table is not None and columns
                else []
            )
            said = dict(zip(columns, rows[0], strict=True)) if rows else {}
            numbers |= {name: number for name, number in said.items() if number is not None}
        return {name: values[name][number] for name, number in numbers.items() if number != OTHER}
