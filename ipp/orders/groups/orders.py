"""Orders out of files that name their columns in different ways: the groups of files, each read by its own columns, put together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipp.orders import sql
from ipp.orders.cells import clean_text
from ipp.orders.column_names import Columns
from ipp.orders.engines.file_groups import unite_rows
from ipp.orders.engines.relations import union_tables
from ipp.orders.files.rejects import (
    BAD_DATE,
    BAD_NUMBER,
    CANCELLED,
    EITHER_NUMBER,
    FIELDS,
    NO_CUSTOMER,
    NO_DATE,
    NO_ITEM,
    RETURNED,
    UNKNOWN,
)
from ipp.orders.numbers.quantities import count_pieces, is_ambiguous, read_number, read_quantity
from ipp.orders.rows import OrderReader, name_attribute_texts, name_money_texts
from ipp.orders.sql import Table
from ipp.orders.statuses import sort_counts

PLAIN_LAYOUT = "a table with the usual names of columns"
"""What is read beside exports of shops."""


class OrderGroup(NamedTuple):
    """Orders of files that name their columns alike: who read them, the rows with what they mean, and how many were read."""

    reader: OrderReader
    columns: Columns
    rows: Table
    read: int

    @property
    def name(self) -> str:
        """What the files are called in messages."""
        return self.reader.source

    @property
    def ordered(self) -> bool:
        """Whether orders have numbers."""
        return "order" in self.columns.of

    @property
    def parted(self) -> bool:
        """Whether a cell lists several products."""
        return "items" in self.columns.of or self.reader.listed

    def list_lines(self) -> Table:
        """Return the lines that count: customer, day, seconds, order, item, pieces."""
        counted = self.rows.filter(self.rows.fine)
        return counted.select("customer", "day", "seconds", "order", item="code", pieces="many")

    def list_returns(self, kind: str) -> Iterator[Table]:
        """Yield what was given back, by the day of a refund and by a quantity below zero: customer (of a type), item, day, pieces."""
        rows = self.rows.mutate(customer=self.rows.customer.cast(kind))
        whole = rows.filter(rows.fine & rows.returned.notnull())
        yield whole.select("customer", item="code", day="returned", pieces="many")
        amount = read_number(rows.quantity, self.reader.marks.get("quantity"))
        amount = sql.ifelse(rows.quantity.isnull(), 1, amount) * rows.pieces
        less = rows.mutate(amount=amount).filter(
            rows.customer.notnull() & rows.code.notnull() & rows.day.notnull()
        )
        less = less.filter((less.amount < 0) & ~less.refused)
        yield less.select("customer", item="code", day="day", pieces=count_pieces(-less.amount))

    def list_spending(self) -> Table:
        """Return the lines of purchases, of what the path does not know too, with what they say was paid as texts, and the day on which all was given back."""
        rows = self.rows
        said = {role: rows[text] for role, text in name_money_texts(self.reader.money).items()}
        return rows.filter(
            rows.bought & (rows.code.notnull() | clean_text(rows.item, "item").notnull())
        ).select(
            "day",
            "seconds",
            "order",
            "returned",
            customer=rows.customer.cast("string"),
            item="code",
            pieces="many",
            **said,
        )

    def list_rejects(self) -> Table:
        """Return the rows set aside, as texts, each with the reason."""
        rows, marks = self.rows.filter(~self.rows.fine), self.reader.marks
        amount = read_quantity(rows, marks)
        item, date = clean_text(rows.item, "item"), clean_text(rows.date, "date")
        reason = sql.cases(
            (rows.customer.isnull(), NO_CUSTOMER),
            (item.isnull(), NO_ITEM),
            (rows.refused, CANCELLED),
            (rows.quantity.notnull() & amount.isnull() & is_ambiguous(rows, marks), EITHER_NUMBER),
            (rows.quantity.notnull() & amount.isnull(), BAD_NUMBER),
            ((amount <= 0).fill_null(False) | (rows.pieces <= 0), RETURNED),
            (date.isnull(), NO_DATE),
            (rows.day.isnull(), BAD_DATE),
            else_=UNKNOWN,
        )
        texts = {name: rows[name].cast("string") for name in FIELDS}
        told = texts | {
            "reason": reason,
            "item": item,
            "date": date.cast("string"),
            "day": rows.day,
            "seconds": rows.seconds,
        }
        return rows.select(**told).select("reason", *FIELDS, "day", "seconds")

    def list_attributes(self, texts: dict[str, str]) -> Table:
        """Return what rows say of customers, attributes as texts in these columns: customer, day, seconds, the texts."""
        own = name_attribute_texts(self.reader.attributes)
        said = {
            text: self.rows[own[name]] if name in own else sql.null("string") for name, text in texts.items()
        }
        return self.rows.select("customer", "day", "seconds", **said)


class OrderGroups:
    """All orders of a source, one group or several."""

    def __init__(self, groups: Sequence[OrderGroup]) -> None:
        self.groups = groups
        self.read = sum(each.read for each in groups)
        self.ordered = any(each.ordered for each in groups)
        self.named = any(each.columns.names or each.reader.named > 0 for each in groups)
        self.laid_out = any(each.columns.layout for each in groups)
        self.refunded = any("refunded" in each.columns.of for each in groups)
        self.attributes = list(dict.fromkeys(name for each in groups for name in each.reader.attributes))

    def name_layout(self) -> str | None:
        """Return the exports that the orders were recognised as; None where they are none."""
        found = dict.fromkeys(each.columns.layout and each.columns.layout.name for each in self.groups)
        if found.keys() == {None}:
            return None
        return " and ".join(sorted(filter(None, found)) + ([PLAIN_LAYOUT] if None in found else []))

    def list_statuses(self) -> tuple[tuple[str, int], ...]:
        """Return the statuses that are not known, with how many rows have each."""
        found = Counter[str]()
        for each in self.groups:
            found.update(dict(each.reader.statuses.unknown))
        return sort_counts(found.items())

    def list_lines(self) -> Table:
        """Return the lines that count: customer, day, seconds, order, item, pieces."""
        return unite_rows([each.list_lines() for each in self.groups])

    def list_rejects(self) -> Table:
        """Return the rows set aside, as texts, each with the reason."""
        return unite_rows([each.list_rejects() for each in self.groups])

    def list_given_back(self, kind: str) -> Table:
        """Return what orders say was given back: customer (of a type), item, day, pieces."""
        every = union_tables(*(table for each in self.groups for table in each.list_returns(kind)))
        return every.group_by("customer", "item", "day").agg(pieces=every.pieces.sum().cast("int64"))

    def list_attributes(self) -> tuple[Table, dict[str, str]]:
        """Return what orders say of customers, and the column of texts of each attribute."""
        texts = name_attribute_texts(self.attributes)
        return unite_rows([each.list_attributes(texts) for each in self.groups]), texts
