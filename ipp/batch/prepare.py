"""Everything that a plan reads, cleaned and in numbers: orders, the offers log, the customers."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import ibis
from ibis import Table

from ipp.batch.clean import BAD_DATE, BAD_NUMBER, CANCELLED, FIELDS, RETURNED, STILL_KNOWN, UNKNOWN, Cleaner
from ipp.batch.codes import NONE
from ipp.batch.columns import log_columns, order_columns, people_columns
from ipp.batch.customers import names_somebody
from ipp.batch.engine import Engine, Reject
from ipp.batch.frames import Inputs, left, number, together
from ipp.batch.gates import attributes_of
from ipp.batch.log import log_rows
from ipp.batch.matching import Matcher
from ipp.batch.moments import LOGGED, logged, ranked
from ipp.batch.people import known_people
from ipp.batch.sources import Source
from ipp.batch.tables import Lowered
from ipp.errors import RequestError
from ipp.text.visible import shortened

TOLD_BY = {UNKNOWN: "item", BAD_DATE: "date", BAD_NUMBER: "quantity"}
"""The column that shows what is wrong with a row."""
Given = Source | object
"""A source, or a table of Python's: a DataFrame, an Arrow table."""


class Asked(NamedTuple):
    """What a plan is made of. `columns` names columns of the orders that were told; `dates` is `dmy`, `mdy` or None."""

    orders: Given
    offers: Given | None = None
    customers: Given | None = None
    columns: Mapping[str, str] = {}
    dates: str | None = None


class Aside(NamedTuple):
    """Rows set aside in one table: how many for each reason, and the rows, as a table of texts and as lines."""

    source: str
    counts: dict[str, int]
    rows: Table | None
    lines: tuple[Reject, ...]

    def example(self, engine: Engine, reason: str) -> str | None:
        """Return a text that was set aside for a reason."""
        if self.rows is None or reason not in TOLD_BY:
            return next((each.text for each in self.lines if each.reason == reason), None)
        column = TOLD_BY[reason]
        found = engine.rows(self.rows.filter(self.rows.reason == reason).agg(text=self.rows[column].min()))
        return found[0][0] if found else None


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


class Preparing:
    """Prepares one plan."""

    def __init__(self, engine: Engine, lowered: Lowered, asked: Asked) -> None:
        self.engine, self.lowered, self.asked = engine, lowered, asked
        self.matcher = Matcher(lowered.policy, lowered.codes)
        self.read: dict[str, int] = {}
        self.later: dict[str, int] = {}
        self.aside: list[Aside] = []
        self.set_aside: Table | None = None
        """Rows of orders that do not count, with their day where it can be read."""
        self.strange: Table | None = None
        """When customers bought what the path does not know."""
        self.statuses: tuple[tuple[str, int], ...] = ()

    def prepared(self) -> Prepared:
        engine = self.engine
        lines, layout, ordered = self.orders()
        log = self.log()
        people = self.people()
        customers = [self.known_today(lines), self.known_otherwise]
        customers += [self.known_today(log)] if log is not None else []
        customers += [people.select("customer")] if people is not None else []
        names = engine.keep("ipp_names", self.numbered(together(*customers).distinct()))
        lines = lines.mutate(who=lines.customer) if self.direct(lines) else lines.join(names, "customer")
        told = None if log is None else log.join(names, "customer")
        bought = self.with_strange(self.bought(lines, told, ordered), names)
        inputs = Inputs(
            engine.keep("ipp_lines", bought),
            None if told is None else engine.keep("ipp_log", self.told(told)),
            engine.keep("ipp_people", self.known(names, people)),
        )
        aside, unknown = tuple(self.aside), self.unknown()
        return Prepared(inputs, names, self.read, aside, unknown, self.statuses, self.later, layout)

    def known_today(self, rows: Table) -> Table:
        """Return the customers of whom rows tell something already."""
        return rows.filter(rows.day <= self.lowered.today.toordinal()).select("customer")

    def direct(self, lines: Table) -> bool:
        """Whether customers are numbers already, in all there is: then they stand for themselves."""
        asked = self.asked
        return bool(
            self.engine.numbered
            and lines.customer.type().is_integer()
            and asked.offers is None
            and asked.customers is None
        )

    def numbered(self, customers: Table) -> Table:
        """Return customers with what stands for them in the expression, and their names as text."""
        if customers.customer.type().is_integer():
            return customers.select(
                who=customers.customer.cast("int64"), customer=customers.customer.cast("string")
            )
        if not self.engine.numbered:
            return customers.mutate(who=customers.customer)
        return customers.mutate(who=ibis.row_number().over(order_by=[customers.customer]).cast("int64"))

    def orders(self) -> tuple[Table, str | None, bool]:
        """Clean the orders; returns their lines, the layout they were recognised by, and whether orders have numbers."""
        engine, asked = self.engine, self.asked
        raw, unread, name = self.opened("ipp_orders", asked.orders, "the orders")
        columns = order_columns(_columns(raw), asked.columns, name)
        several = isinstance(asked.orders, Source) and len(asked.orders.files) > 1
        cleaner = Cleaner(engine, self.matcher, name, asked.dates, several)
        rows = cleaner.orders(raw, columns)
        counted = rows.filter(rows.fine)
        if not self.direct(counted):
            counted = counted.mutate(customer=counted.customer.cast("string"))
        lines = engine.keep("ipp_clean", counted.select("customer", "day", "seconds", "order", item="code"))
        self.check_names(lines, name)
        self.statuses = cleaner.statuses.unknown
        self.read["orders"] = self.count(rows if "items" in columns.of else raw)
        self.known_otherwise = lines.select("customer").limit(0)
        self.strange = None
        if columns.layout or self.count(lines) < self.read["orders"]:
            self.set_aside = engine.keep("ipp_orders_aside", cleaner.rejects(rows))
            strange = self.set_aside.filter(self.set_aside.reason == UNKNOWN)
            strange = strange.filter(strange.customer.notnull() & strange.day.notnull())
            self.strange = strange.select(
                "day", customer=strange.customer.cast(lines.customer.type())
            ).distinct()
            others = self.set_aside.filter(
                self.set_aside.reason.isin(STILL_KNOWN) & self.set_aside.customer.notnull()
            )
            others = others.mutate(day=others.day.fill_null(0))  # nobody knows that it is later
            known = self.known_today(others)
            self.known_otherwise = known.mutate(customer=known.customer.cast(lines.customer.type()))
        self.note(name, self.set_aside, unread)
        self.count_later("orders", lines)
        return lines, columns.layout, "order" in columns.of

    def log(self) -> Table | None:
        """Clean the offers log."""
        if self.asked.offers is None:
            return None
        raw, unread, name = self.opened("ipp_offers_log", self.asked.offers, "the offers")
        columns = log_columns(_columns(raw), name)
        rows = log_rows(self.engine, self.matcher, raw, columns, name, self.asked.dates)
        rows = self.engine.keep("ipp_log_clean", rows)
        self.read["offers"] = self.count(rows)
        aside = rows.filter(rows.reason.notnull()).select(
            "reason", "customer", "date", item="offer", order="said"
        )
        self.note(name, aside.mutate(quantity=ibis.null("string")), unread)
        rows = rows.filter(rows.reason.isnull())
        self.count_later("offers", rows)
        return rows

    def people(self) -> Table | None:
        """Clean the customers table."""
        if self.asked.customers is None:
            return None
        raw, unread, name = self.opened("ipp_customers", self.asked.customers, "the customers")
        columns = people_columns(_columns(raw), attributes_of(self.lowered), name)
        known, aside = known_people(self.engine, self.lowered, raw, columns)
        self.read["customers"] = self.count(raw)
        missing = {field: ibis.null("string") for field in FIELDS if field != "customer"}
        self.note(name, aside.mutate(**missing), unread)
        return known

    def check_names(self, lines: Table, source: str) -> None:
        """Raise RequestError for orders whose customers are kinds of customers."""
        if not lines.customer.type().is_string():
            return
        somebody = lines.filter(names_somebody(lines.customer)).select("customer").limit(1)
        if self.engine.rows(lines.select("customer").limit(1)) and not self.engine.rows(somebody):
            raise RequestError(
                f"{source}: the column of the customer holds only 'new' and 'returning', which names nobody: "
                "say --customer-col NAME, or export orders with names or e-mail addresses"
            )

    def opened(self, table: str, given: Given, kind: str) -> tuple[Table, list[Reject], str]:
        if isinstance(given, Source):
            raw, unread = self.engine.read(table, given)
            return raw, unread, given.name
        return self.engine.take(table, given), [], kind

    def note(self, source: str, rows: Table | None, lines: list[Reject]) -> None:
        counts: Counter[str] = Counter(line.reason for line in lines)
        if rows is not None:
            rows = rows.select("reason", *FIELDS)
            counts.update(dict(self.engine.rows(rows.group_by("reason").agg(rows=rows.count()))))
        self.aside.append(Aside(source, dict(sorted(counts.items())), rows, tuple(lines)))

    def count(self, table: Table) -> int:
        return int(self.engine.rows(table.aggregate(rows=table.count()))[0][0])

    def count_later(self, name: str, rows: Table) -> None:
        later = self.count(rows.filter(rows.day > self.lowered.today.toordinal()))
        if later:
            self.later[name] = later

    def bought(self, lines: Table, log: Table | None, ordered: bool) -> Table:
        """Return who bought what and when; a purchase that only the log tells comes after the orders of its day."""
        found = ranked(lines.select("who", "item", "day", "seconds", "order"), ordered)
        found = found.select("who", "item", "day", "rank")
        if log is None:
            return found
        accepted, turn = logged(found, log)
        last = number(30_000)
        rank = number(LOGGED) + ibis.ifelse(turn < last, turn, last)
        return together(found, accepted.select("who", "item", "day", rank=rank))

    def with_strange(self, bought: Table, names: Table) -> Table:
        """Add purchases of what the path does not know."""
        if self.strange is None:
            return bought
        strange = (
            self.strange.join(names, "customer")
            if not self.direct(self.strange)
            else self.strange.mutate(who=self.strange.customer)
        )
        return together(bought, strange.select("who", "day", item=number(NONE), rank=number(0)))

    def told(self, log: Table) -> Table:
        return log.select("seq", "who", "event", "answer", "day")

    def known(self, names: Table, people: Table | None) -> Table:
        columns = tuple(attributes_of(self.lowered).values())
        if people is None:
            return names.select("who", **{column: ibis.null("int64") for column in columns})
        return left(names, people, "customer").select("who", *columns)

    def unknown(self) -> tuple[tuple[str, int], ...]:
        """Return the items that the path does not have, those of most lines first."""
        rows = self.aside[0].rows
        if rows is None:
            return ()
        rows = rows.filter(rows.reason == UNKNOWN)
        return tuple(sorted(self.engine.rows(rows.group_by("item").agg(lines=rows.count())), key=_most_first))


def check_usable(engine: Engine, orders: Aside, read: int) -> None:
    """Raise RequestError for orders of which no row can be used, with the commonest reason and an example.

    `read` rows were read as rows. A return or a cancelled order is of use: it says who is there.
    """
    rows, counts = read + len(orders.lines), orders.counts
    if sum(counts.values()) < rows or not rows or counts.keys() & {RETURNED, CANCELLED}:
        return
    reason = max(counts, key=lambda each: (counts[each], each))
    text = orders.example(engine, reason)
    raise RequestError(
        f"{orders.source}: {'its one row cannot' if rows == 1 else f'none of its {rows:,} rows can'} be used; most often: {reason}"
        + (f", as in {shortened(text, 60)!r}" if text else "")
    )


def _most_first(found: tuple[str, int]) -> tuple[int, str]:
    return -found[1], found[0]


def _columns(raw: Table) -> list[str]:
    return [name for name in raw.columns if name != "ipp_row"]
