"""Raw tables into numbers: what can be read goes on, what cannot is set aside with a reason. Nothing is dropped in silence."""

from functools import reduce
from operator import or_

import ibis
from ibis import Table, Value

from ipp.batch import tables
from ipp.batch.cells import bare, is_odd, trim_blanks, unguarded
from ipp.batch.codes import LAST_DAY
from ipp.batch.columns import Columns
from ipp.batch.customers import name_customer
from ipp.batch.engine import Engine
from ipp.batch.frames import left, number, ordinal_of
from ipp.batch.matching import Matcher, days_in
from ipp.batch.quantities import read_quantity
from ipp.batch.statuses import Statuses, sort_statuses

NO_CUSTOMER, NO_ITEM, UNKNOWN = "no customer", "no item", "not in the path"
NO_DATE, BAD_DATE, BAD_NUMBER = "no date", "the date cannot be read", "the quantity is not a number"
RETURNED, CANCELLED = (
    "a return: the quantity is not above zero",
    "the order was cancelled, refunded or never paid",
)
STILL_KNOWN = (UNKNOWN, RETURNED, CANCELLED)
"""A customer of whom nothing else is known is a prospect."""
FIELDS = ("customer", "item", "date", "order", "quantity")
STATUSES = ("status", "payment")
"""What may say that an order is no purchase: where both do, one is enough."""
PER_ORDER = ("customer", "date", *STATUSES)
"""What exports may say on the first line of an order only."""


class Cleaner:
    """Cleans one table of orders."""

    def __init__(
        self, engine: Engine, matcher: Matcher, source: str, form: str | None, several: bool = False
    ) -> None:
        self.engine, self.matcher, self.source, self.form = engine, matcher, source, form
        self.several = several
        """Whether the rows are of several files: two files may use one order number for two orders."""
        self.statuses = Statuses(frozenset(), ())

    def orders(self, raw: Table, columns: Columns) -> Table:
        """Return rows with `fine` (whether they count), `code`, `day` and `seconds` beside what they say."""
        self.statuses = self.read_statuses(raw, columns)
        rows = self.filled(raw, columns) if self.has_gaps(raw, columns) else self.texts(raw, columns)
        if "items" in columns.of:
            rows = split_items(rows)
        rows = dated(self.engine, self.with_codes(rows), self.source, self.form)
        fine = rows.customer.notnull() & rows.code.notnull() & rows.day.notnull()
        if "quantity" in columns.of or "items" in columns.of:
            fine &= rows.quantity.isnull() | (read_quantity(rows) > 0).fill_null(False)
        if self.statuses.refused or "cancelled" in columns.of:
            fine &= ~self.refused(rows)
        return rows.mutate(fine=fine)

    def rejects(self, rows: Table) -> Table:
        """Return the rows set aside, as texts, each with the reason."""
        rows = rows.filter(~rows.fine)
        amount, item, date = read_quantity(rows), plain(rows.item, "item"), plain(rows.date, "date")
        reason = ibis.cases(
            (rows.customer.isnull(), NO_CUSTOMER),
            (item.isnull(), NO_ITEM),
            (self.refused(rows), CANCELLED),
            (rows.quantity.notnull() & amount.isnull(), BAD_NUMBER),
            ((amount <= 0).fill_null(False), RETURNED),
            (rows.code.isnull(), UNKNOWN),
            (date.isnull(), NO_DATE),
            else_=BAD_DATE,
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

    def texts(self, raw: Table, columns: Columns) -> Table:
        wanted = ("customer", "item", "sku", "date", "order", "quantity", *STATUSES, "cancelled")
        found = {
            name: plain(raw[columns.of[name]], name) if name in columns.of else ibis.null("string")
            for name in wanted
        }
        for name in (
            "item",
            "sku",
        ):  # what stands around them is taken off once for each text, not in each row
            if name in columns.of:
                found[name] = written(raw[columns.of[name]])
        found["date"] = raw[columns.of["date"]]
        if "items" in columns.of:
            found["item"] = written(raw[columns.of["items"]])
        return raw.select(**found, file=self.file_of(raw))

    def file_of(self, raw: Table) -> Value:
        """Return what tells the files of a table apart; a number that all rows share where there is one file."""
        if not self.several or "ipp_row" not in raw.columns:
            return ibis.literal("")
        if raw.ipp_row.type().is_string():
            return raw.ipp_row.substr(0, raw.ipp_row.length() - 20)
        return (raw.ipp_row >> ibis.literal(40, type="int32")).cast("string")

    def read_statuses(self, raw: Table, columns: Columns) -> Statuses:
        """Look at each status of a table once."""
        found: list[tuple[str, int]] = []
        for role in STATUSES:
            if role in columns.of:
                rows = raw.select(status=plain(raw[columns.of[role]], role))
                rows = rows.filter(rows.status.notnull())
                found += self.engine.rows(rows.group_by("status").agg(rows=rows.count()))
        return sort_statuses(found, columns.layout)

    def refused(self, rows: Table) -> Value:
        """Whether the status of an order says that it is no purchase."""
        said = [rows[role].isin(sorted(self.statuses.refused)).fill_null(False) for role in STATUSES]
        return rows.cancelled.notnull() | said[0] | said[1]

    def has_gaps(self, raw: Table, columns: Columns) -> bool:
        """Whether lines of orders leave out what the first line of their order says."""
        if "order" not in columns.of:
            return False
        if "cancelled" in columns.of:
            return True
        cells = [raw[columns.of[role]] for role in PER_ORDER if role in columns.of]
        blank = [each.isnull() | (each.cast("string") == "") for each in cells]
        gaps = raw.filter(raw[columns.of["order"]].notnull() & reduce(or_, blank))
        return bool(self.engine.rows(gaps.select(columns.of["order"]).limit(1)))

    def filled(self, raw: Table, columns: Columns) -> Table:
        """Give every line of an order what exports say on its first line only."""
        rows = self.texts(raw, columns)
        rows = rows.mutate(date=plain(rows.date, "date"))
        per_order = (*PER_ORDER, "cancelled")
        orders = rows.filter(rows.order.notnull()).group_by("file", "order")
        said = {f"order_{name}": rows[name].max() for name in per_order}
        one = rows.customer.min() == rows.customer.max()  # else the number does not tell whose the line is
        said["order_customer"] = ibis.ifelse(one, rows.customer.max(), ibis.null(rows.customer.type()))
        rows = left(rows, orders.agg(**said), ["file", "order"])
        return rows.mutate(**{name: rows[name].fill_null(rows[f"order_{name}"]) for name in per_order}).drop(
            *(f"order_{name}" for name in per_order)
        )

    def with_codes(self, rows: Table) -> Table:
        """Match what is distinct in names and skus, once each; a sku is surer than a name."""
        keyed = rows.mutate(item_key=rows.item.fill_null(""), sku_key=rows.sku.fill_null(""))
        known = self.engine.rows(keyed.select("item_key", "sku_key").distinct())
        matched = ((item, sku, self.matcher.good(bare(sku), bare(item))) for item, sku in known)
        columns = {"item_key": "string", "sku_key": "string", "code": "int64"}
        table = tables.Table("ipp_matched", columns, sorted(row for row in matched if row[2] is not None))
        self.engine.put(table)
        joined = left(keyed, ibis.table(columns, name=table.name), ["item_key", "sku_key"])
        return joined.drop("item_key", "sku_key")


def plain(column: Value, role: str) -> Value:
    """Return a column as text, without blanks around it, and without the mark that keeps a spreadsheet from acting on it."""
    kind = column.type()
    if kind.is_integer() and role in ("customer", "quantity"):
        return column.cast("int64")
    if role == "date" and (kind.is_date() or kind.is_timestamp()):
        return column
    text = written(column)
    odd = is_odd(text)  # few are, and to look is a fraction of what it costs to take something away
    text = ibis.ifelse(odd, unguarded(trim_blanks(text)).nullif(""), text)
    return name_customer(text) if role == "customer" else text


def written(column: Value) -> Value:
    """Return a column as text: 17850 where a number without a fraction is kept as one with, as programs do that know no gaps."""
    kind = column.type()
    if kind.is_floating():
        column = ibis.ifelse(column.isnan(), ibis.null(kind), column)
    elif not (kind.is_decimal() and kind.scale):
        return column.cast("string")
    small = column.abs() < 1e15  # what is larger, or infinite, has no place among whole numbers
    whole = small & (column == ibis.ifelse(small, column, ibis.literal(0.5).cast(kind)).floor())
    return ibis.ifelse(whole, column.try_cast("int64").cast("string"), column.cast("string"))


def dated(engine: Engine, rows: Table, source: str, form: str | None) -> Table:
    """Add to rows the day (an ordinal) and the second of it that their date says."""
    kind = rows.date.type()
    if kind.is_date() or kind.is_timestamp():
        day = ordinal_of(rows.date.cast("date"))
        seconds = number(0)
        if kind.is_timestamp():
            whole = rows.date.second().cast("int64")  # Spark's second has six decimals
            seconds = (rows.date.hour() * 3600 + rows.date.minute() * 60 + whole).cast("int64")
        known_day = ibis.ifelse(day.between(1, LAST_DAY), day, ibis.null("int64"))
        return rows.mutate(day=known_day, seconds=seconds)
    name = f"ipp_dates_{'log' if 'event' in rows.columns else 'orders'}"
    texts = engine.keep(name, rows.filter(rows.date.notnull()).select("date").distinct())
    texts = texts.mutate(text=plain(texts.date, "date"))
    head = ibis.ifelse(texts.text.substr(10, 1) == "T", texts.text.substr(0, 10), texts.text.split(" ")[0])
    texts = texts.mutate(head=head)
    heads = engine.rows(texts.filter(texts["head"].notnull()).select("head").distinct())
    columns = {"head": "string", "day": "int64", "part": "int64"}
    found = days_in(sorted(row[0] for row in heads), source, form)
    engine.put(tables.Table(f"{name}_days", columns, [(head, *said) for head, said in found.items() if said]))
    days = texts.join(ibis.table(columns, name=f"{name}_days"), "head")
    rows = left(rows, days.select("date", "day", seconds=_seconds(days) + days.part), "date")
    return rows.mutate(seconds=rows.seconds.fill_null(0))


def _seconds(days: Table) -> Value:
    """Return the second of the day that stands after a date, as a clock shows it; 0 where there is none."""
    clock = days.text.substr(days["head"].length() + 1).upper()
    parts = clock.split(":")
    hours, minutes = (_count(parts[0]), _count(parts[1]))
    afternoon = clock.contains("PM") & (hours < 12)
    midnight = clock.contains("AM") & (hours == 12)
    hours = hours + ibis.ifelse(afternoon, 12, 0) - ibis.ifelse(midnight, 12, 0)
    total = hours * 3600 + minutes * 60 + _count(parts[2].substr(0, 2)).fill_null(0)
    return ibis.ifelse((total >= 0) & (total < 86400), total, number(0)).fill_null(0)


def _count(text: Value) -> Value:
    return text.substr(0, 2).strip().try_cast("int64")


def split_items(rows: Table) -> Table:
    """Give each product of WooCommerce's `2× Name, 1× Other name` a line of its own; names may hold commas."""
    mark = "\x01"
    parted = rows.item.fill_null("").re_replace(r", (-?\d+× )", mark + r"\1").split(mark)
    rows = rows.mutate(entry=parted.unnest()).drop("item", "quantity")
    item = trim_blanks(rows.entry.re_replace(r"^-?\d+× ", "")).nullif("")
    return rows.mutate(item=item, quantity=rows.entry.re_extract(r"^(-?\d+)× ", 1).nullif("")).drop("entry")
