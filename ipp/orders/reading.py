"""THE reader: orders, an offers log and a list of customers, cleaned and in numbers, with what was set aside and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.errors import RequestError
from ipp.orders import sql
from ipp.orders.cells import leave_out_empty, names_somebody
from ipp.orders.column_names import find_customer_columns, find_order_columns
from ipp.orders.engines.file_groups import FileGroup, unite_rows
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import join_outer
from ipp.orders.files.rejects import (
    FIELDS,
    RETURNED,
    STILL_KNOWN,
    UNKNOWN,
    Reject,
)
from ipp.orders.files.sources import TableSource
from ipp.orders.groups.log import read_log_rows
from ipp.orders.groups.orders import OrderGroup, OrderGroups
from ipp.orders.items import ItemNumbers
from ipp.orders.log import LogMatcher
from ipp.orders.money import MONEY_COLUMNS, asks_spent, find_money_columns, read_spending
from ipp.orders.people.attributes import OTHER, find_attribute_columns, list_attributes
from ipp.orders.people.lists import read_customer_list, read_order_attributes
from ipp.orders.rejected_rows import TELLING, TOLD_BY, RejectedRows
from ipp.orders.rows import OrderReader
from ipp.orders.sql import Table

Given = TableSource | object
"""A source, or a table of Python's: a DataFrame, an Arrow table."""


class OrdersRequest(NamedTuple):
    """What a plan is made of.

    `columns` names columns of the orders that were told; `dates` is `dmy`, `mdy` or None; `layout` is the key of one, `plain`, or None:
    it is recognised; `statuses` says of texts of the status column whether they are purchases.
    """

    orders: Given
    offers: Given | None = None
    customers: Given | None = None
    columns: Mapping[str, str] = {}
    dates: str | None = None
    layout: str | None = None
    statuses: Mapping[str, bool] = {}


class RecordsReader:
    """Reads what is known of customers, as of a day."""

    def __init__(
        self, engine: Engine, policy: Policy, numbers: ItemNumbers, request: OrdersRequest, today: date
    ) -> None:
        self.engine, self.policy, self.asked, self.today = engine, policy, request, today
        self.matcher = LogMatcher(policy, numbers)
        self.read: dict[str, int] = {}
        self.later: dict[str, int] = {}
        self.rejects: list[RejectedRows] = []
        self.set_aside: Table | None = None
        """Rows of orders that do not count, with their day where it can be read."""
        self.strange: Table | None = None
        """The orders of what the path does not know: customer, day, seconds, order."""
        self.given_back: Table | None = None
        """What orders say was given back: customer, item, day, pieces."""
        self.attributes: Table | None = None
        """What orders say of customers, in numbers: customer, attributes."""
        self.spending: Table | None = None
        """What orders cost, where a segment asks for it: customer, day, units."""
        self.counts_spending = asks_spent(policy)
        self.statuses: tuple[tuple[str, int], ...] = ()
        self.named = False
        """Whether customers are told by their names alone: two people of one name would be one."""

    def list_customers(self, rows: Table) -> Table:
        """Return the customers of whom rows tell something already."""
        return rows.filter(rows.day <= self.today.toordinal()).select("customer")

    def list_everybody(self, lines: Table, log: Table | None, people: Table | None) -> list[Table]:
        """Return the customers of each table that tells something of them already; some stand in several."""
        known = [self.list_customers(lines), self.known_otherwise]
        known += [self.list_customers(log)] if log is not None else []
        return known + ([people.select("customer")] if people is not None else [])

    def is_numbered(self, lines: Table) -> bool:
        """Whether customers are numbers already, in all there is: then they stand for themselves."""
        request = self.asked
        return bool(
            self.engine.numbered
            and lines.customer.type().is_integer()
            and request.offers is None
            and request.customers is None
        )

    def read_orders(self) -> tuple[Table, str | None, bool]:
        """Clean the orders; returns their lines, the layout they were recognised by, and whether orders have numbers."""
        engine, asked = self.engine, self.asked
        files, unread, name = self.open_groups("ipp_orders", asked.orders, "the orders")
        several = isinstance(asked.orders, TableSource) and len(asked.orders.files) > 1
        orders = OrderGroups([self.read_group(each, several) for each in files])
        counted = orders.list_lines()
        if not self.is_numbered(counted):
            counted = counted.mutate(customer=counted.customer.cast("string"))
        lines = engine.keep_table("ipp_clean", counted)
        self.check_names(lines, orders)
        self.statuses, self.named, self.read["orders"] = orders.list_statuses(), orders.named, orders.read
        self.known_otherwise = lines.select("customer").limit(0)
        if orders.laid_out or self.count_rows(lines) < self.read["orders"]:
            self.set_aside = engine.keep_table("ipp_orders_aside", orders.list_rejects())
            self.strange = list_strange(self.set_aside, lines)
            others = self.set_aside.filter(
                self.set_aside.reason.isin(STILL_KNOWN) & self.set_aside.customer.notnull()
            )
            known = self.list_customers(others)
            self.known_otherwise = known.mutate(customer=known.customer.cast(lines.customer.type()))
        self.note_rejects(name, self.set_aside, unread)
        if orders.refunded or RETURNED in self.rejects[0].counts:
            back = orders.list_given_back(lines.customer.type())
            self.given_back = engine.keep_table("ipp_given_back", back)
        if orders.attributes:
            self.note_attributes(orders)
        if self.counts_spending:
            self.note_spending(orders.groups)
        self.count_later("orders", lines)
        return lines, orders.name_layout(), orders.ordered

    def read_group(self, files: FileGroup, several: bool) -> OrderGroup:
        """Clean the orders of files that name their columns alike; `several`: whether they are of a source of several files."""
        asked, names = self.asked, files.columns
        columns = find_order_columns(names, asked.columns, files.name, asked.layout)
        raw = leave_out_empty(files.rows, columns.of.values())
        reader = OrderReader(self.engine, self.matcher, files, asked.dates, several, asked.statuses)
        reader.attributes = find_attribute_columns(list_attributes(self.policy), names)
        reader.money = self.find_amounts(names, columns.of)
        rows = reader.read_rows(raw, columns)
        found = OrderGroup(reader, columns, rows, 0)
        return found._replace(read=self.count_rows(rows if found.parted else raw))

    def read_log(self) -> Table | None:
        """Clean the offers log."""
        if self.asked.offers is None:
            return None
        files, unread, name = self.open_groups("ipp_offers_log", self.asked.offers, "the offers")
        rows = read_log_rows(self.engine, self.matcher, files, self.asked.dates)
        rows = self.engine.keep_table("ipp_log_clean", rows)
        self.read["offers"] = self.count_rows(rows)
        rejected = rows.filter(rows.reason.notnull()).select(
            "reason", "customer", "date", item="offer", order="said"
        )
        self.note_rejects(name, rejected.mutate(quantity=sql.null("string")), unread)
        rows = rows.filter(rows.reason.isnull())
        self.count_later("offers", rows)
        return rows

    def read_customers(self) -> Table | None:
        """Clean the customers table."""
        if self.asked.customers is None:
            return None
        files, unread, name = self.open_groups("ipp_customers", self.asked.customers, "the customers")
        wanted = list_attributes(self.policy)
        tables = [(each.rows, find_customer_columns(each.columns, wanted, each.name).of) for each in files]
        known, rejected = read_customer_list(self.engine, self.policy, tables)
        self.read["customers"] = sum(self.count_rows(each.rows) for each in files)
        missing = {field: sql.null("string") for field in FIELDS if field != "customer"}
        self.note_rejects(name, rejected.mutate(**missing), unread)
        return known

    def find_amounts(self, names: list[str], of: Mapping[str, str]) -> dict[str, str]:
        """Return the columns of what was paid, by what they say, as far as anything asks for it; `of` are those whose meaning is known."""
        return find_money_columns(MONEY_COLUMNS, names, of) if self.counts_spending else {}

    def list_paid_lines(self, orders: OrderGroup) -> Table:
        """Return the lines of some orders of which it counts what was paid."""
        return orders.list_spending()

    def note_spending(self, groups: Sequence[OrderGroup]) -> None:
        """Keep what orders cost; two files with other columns are never of one order."""
        kept = []
        for each in groups:
            spent = read_spending(
                self.engine,
                self.policy,
                self.matcher.numbers,
                self.list_paid_lines(each),
                ordered=each.ordered,
                parted=each.parted,
            )
            kept.append(self.engine.keep_table(f"ipp_spending{each.reader.mark}", spent))
        self.spending = unite_rows(kept)

    def note_attributes(self, orders: OrderGroups) -> None:
        """Keep what orders up to today say of customers."""
        rows, texts = orders.list_attributes()
        rows = rows.filter(rows.day <= self.today.toordinal())
        found = read_order_attributes(self.engine, self.policy, rows, texts)
        self.attributes = self.engine.keep_table("ipp_order_attributes", found)

    def join_attributes(self, customers: Table, people: Table | None) -> Table:
        """Add to customers what is known of them: what their list says, else what their orders say."""
        found = customers
        for place, table in enumerate((people, self.attributes)):
            if table is not None:
                said = {f"{name}_{place}": table[name] for name in list_attributes(self.policy).values()}
                found = join_outer(found, table.select("customer", **said), "customer")
        columns = {
            name: sql.coalesce(
                *(found[f"{name}_{place}"] for place in (0, 1) if f"{name}_{place}" in found.columns),
                sql.null("int64"),
            ).nullif(OTHER)
            for name in list_attributes(self.policy).values()
        }
        return found.select(*customers.columns, **columns)

    def list_unknown(self) -> tuple[tuple[str, int], ...]:
        """Return the items that the path does not have, those of most lines first."""
        rows = self.rejects[0].rows
        if rows is None:
            return ()
        rows = rows.filter(rows.reason == UNKNOWN)
        found = self.engine.fetch_rows(rows.group_by("item").agg(lines=rows.count()))
        return tuple(sorted(found, key=lambda each: (-each[1], each[0])))

    def check_names(self, lines: Table, orders: OrderGroups) -> None:
        """Raise RequestError for orders whose customers are kinds of customers."""
        for each in orders.groups:
            self.check_group_names(lines if len(orders.groups) == 1 else each.list_lines(), each.name)

    def check_group_names(self, lines: Table, source: str) -> None:
        if not lines.customer.type().is_string():
            return
        somebody = lines.filter(names_somebody(lines.customer)).select("customer").limit(1)
        if self.engine.fetch_rows(lines.select("customer").limit(1)) and not self.engine.fetch_rows(somebody):
            raise RequestError(
                f"{source}: the column of the customer holds only 'new' and 'returning', which name nobody",
                "use --customer-col NAME, or export orders with names or e-mail addresses",
            )

    def open_groups(self, table: str, given: Given, kind: str) -> tuple[list[FileGroup], list[Reject], str]:
        if isinstance(given, TableSource):
            groups, unread = self.engine.read_groups(table, given)
            return groups, unread, given.name
        return [FileGroup(self.engine.adopt_data(table, given), kind)], [], kind

    def note_rejects(self, source: str, rows: Table | None, lines: list[Reject]) -> None:
        counts: Counter[str] = Counter(line.reason for line in lines)
        examples = {line.reason: line.text for line in reversed(lines) if line.text}
        if rows is not None:
            rows = rows.select("reason", *FIELDS)
            least = {column: rows[column].min() for column in TELLING}
            found = rows.group_by("reason").agg(rows=rows.count(), **least)
            for reason, number, *texts in self.engine.fetch_rows(found.select("reason", "rows", *TELLING)):
                counts[reason] += number
                if reason in TOLD_BY and (text := texts[TELLING.index(TOLD_BY[reason])]):
                    examples[reason] = text
        counted = dict(sorted(counts.items()))
        self.rejects.append(RejectedRows(source, counted, rows, tuple(lines), examples))

    def count_rows(self, table: Table) -> int:
        return int(self.engine.fetch_rows(table.agg(rows=table.count()))[0][0])

    def count_later(self, name: str, rows: Table) -> None:
        later = self.count_rows(rows.filter(rows.day > self.today.toordinal()))
        if later:
            self.later[name] = later


def list_strange(rejected: Table, lines: Table) -> Table:
    """Return the orders of what the path does not know, customers as in the lines that count: customer, day, seconds, order."""
    strange = rejected.filter(
        (rejected.reason == UNKNOWN) & rejected.customer.notnull() & rejected.day.notnull()
    )
    customer = strange.customer.cast(lines.customer.type())
    order = strange.order.cast(lines.order.type())
    return strange.select(
        "day", seconds=strange.seconds.cast("int64"), order=order, customer=customer
    ).distinct()
