"""Raw tables into numbers: what can be read goes on, what cannot is set aside with a reason. Nothing is dropped in silence."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from ipp.orders import sql
from ipp.orders.cells import cast_text, clean_text, name_phone
from ipp.orders.column_names import Columns
from ipp.orders.dates.columns import add_days
from ipp.orders.engines.file_groups import ROWS_OF_FILE, FileGroup
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import SmallTable, drop_columns, join_outer
from ipp.orders.items import ItemMatcher
from ipp.orders.numbers.quantities import (
    Marks,
    count_pieces,
    find_marks,
    read_quantity,
)
from ipp.orders.sql import Table, Value
from ipp.orders.statuses import Statuses, sort_statuses

YES = ("1", "true", "yes", "y")
STATUSES = ("status", "payment")
"""What may say that an order is no purchase: where both do, one is enough."""
UNDONE = ("undone", "disputed")
"""Columns that say Yes where an order was given back or fought over."""
SAID = ("customer", "phone", "name", "item", "sku", "date", "order", "quantity")
"""What a row may say."""
PER_ORDER = ("customer", "phone", "name", "date", *STATUSES)
"""What exports may say on the first line of an order only."""


class OrderReader:
    """Cleans one table of orders, of files that name their columns alike."""

    def __init__(
        self,
        engine: Engine,
        matcher: ItemMatcher,
        files: FileGroup,
        form: str | None,
        several: bool,
        meanings: Mapping[str, bool],
    ) -> None:
        self.engine, self.matcher, self.form = engine, matcher, form
        self.source, self.mark = files.name, files.mark
        self.meanings, self.several = meanings, several
        """Whether the rows are of several files: two files may use one order number for two orders."""
        self.statuses = Statuses(frozenset(), ())
        self.named = 0
        """Rows whose customer is told by a name alone."""
        self.listed = False
        """Whether a cell lists several products."""
        self.attributes: Mapping[str, str] = {}
        """The column of each attribute of customers that orders say."""
        self.money: Mapping[str, str] = {}
        """The column of what was paid, as far as a segment asks for it."""
        self.missing: set[str] = set()
        """What no column says."""
        self.marks: Marks = {}
        """What commas and points mean in numbers of pieces."""

    def read_rows(self, raw: Table, columns: Columns) -> Table:
        """Return rows with what they mean beside what they say.

        `fine`: whether they count, `bought`: or would if the path knew what it is; `code`, `many` (pieces), `day`, `seconds`; `refused`: whether the order was no purchase; `returned`: the
        day on which it was given back.
        """
        self.statuses = self.read_statuses(raw, columns)
        rows = self.fill_gaps(raw, columns) if self.has_gaps(raw, columns) else self.take_texts(raw, columns)
        if columns.layout and columns.layout.split:
            rows = columns.layout.split(rows)
        rows = self.keep_read(self.name_customers(rows, columns), columns)
        form = self.form or (columns.layout.dates if columns.layout else None)
        rows = add_days(self.engine, self.find_codes(rows), self.source, form, f"orders{self.mark}")
        rows = self.add_returns(rows, form)
        self.marks = find_marks(self.engine, rows, raw, columns.of, "quantity", "given_back")
        quantity = read_quantity(rows, self.marks)
        bought = rows.customer.notnull() & rows.day.notnull() & ~rows.refused
        bought &= (rows.quantity.isnull() | (quantity > 0).fill_null(False)) & (rows.pieces > 0)
        fine = bought & rows.code.notnull()
        return rows.mutate(fine=fine, bought=bought, many=count_pieces(quantity.fill_null(1)) * rows.pieces)

    def keep_read(self, rows: Table, columns: Columns) -> Table:
        """Keep what was read and cleaned, so that it is done once, with `refused`; and `refunded` where that day counts."""
        refused = self.is_refused(rows)
        texts = (*name_attribute_texts(self.attributes).values(), *name_money_texts(self.money).values())
        wanted = (*SAID, "given_back", *texts)
        found = {name: rows[name] for name in wanted if name in rows.columns}
        if "refunded" in columns.of:
            stated = {*STATUSES, *UNDONE} & columns.of.keys()
            counts = (refused & rows.cancelled.isnull()) if stated else rows.cancelled.isnull()
            found["refunded"] = sql.ifelse(counts, rows.refunded, sql.null("string"))
        if {*STATUSES, *UNDONE, "cancelled"} & columns.of.keys():
            found["refused"] = refused
        missing = [name for name in found if name in self.missing]
        kept = {name: value for name, value in found.items() if name not in missing}
        rows = self.engine.keep_table(f"ipp_orders_read{self.mark}", rows.select(**kept))
        rows = rows.mutate(**dict.fromkeys(missing, sql.null("string")))
        return rows if "refused" in rows.columns else rows.mutate(refused=sql.literal(False))

    def add_returns(self, rows: Table, form: str | None) -> Table:
        """Add the day on which an order was given back, as its refund says, never before it was bought: such an order is not refused."""
        if "refunded" not in rows.columns:
            return rows.mutate(returned=sql.null("int64"))
        texts = rows.filter(rows.refunded.notnull()).select(date="refunded").distinct()
        days = add_days(self.engine, texts, self.source, form, f"returns{self.mark}")
        rows = join_outer(rows, days.select(refunded="date", back="day"), "refunded")
        returned = sql.ifelse(rows.back < rows.day, rows.day, rows.back)
        return drop_columns(rows.mutate(returned=returned, refused=rows.refused & rows.back.isnull()), "back")

    def take_texts(self, raw: Table, columns: Columns) -> Table:
        wanted = (*SAID, *STATUSES, *UNDONE, "cancelled", *({"given_back", "refunded"} & columns.of.keys()))
        self.missing = {name for name in wanted if name not in columns.of}
        found = {
            name: clean_text(raw[columns.of[name]], name) if name in columns.of else sql.null("string")
            for name in wanted
        }
        for name in (
            "item",
            "sku",
        ):  # what stands around them is taken off once for each text, not in each row
            if name in columns.of:
                found[name] = cast_text(raw[columns.of[name]])
        found["date"] = raw[columns.of["date"]]
        for name, text in name_attribute_texts(self.attributes).items():
            found[text] = clean_text(raw[self.attributes[name]], name).cast("string")
        for role, text in name_money_texts(self.money).items():
            found[text] = clean_text(raw[self.money[role]], role).cast("string")
        if "items" in columns.of:
            found["item"] = cast_text(raw[columns.of["items"]])
            self.missing -= {"item", "quantity"}
        return raw.select(**found, file=self.find_file(raw))

    def find_file(self, raw: Table) -> Value:
        """Return what tells the files of a table apart; a number that all rows share where there is one file."""
        if not self.several or "ipp_row" not in raw.columns:
            return sql.literal("")
        if raw.ipp_row.type().is_string():
            return raw.ipp_row.substr(0, raw.ipp_row.length() - 20)
        return (raw.ipp_row >> sql.literal(ROWS_OF_FILE, type="int32")).cast("string")

    def read_statuses(self, raw: Table, columns: Columns) -> Statuses:
        """Look at each status of a table once."""
        found: list[tuple[str, int]] = []
        for role in STATUSES:
            if role in columns.of:
                rows = raw.select(status=clean_text(raw[columns.of[role]], role))
                rows = rows.filter(rows.status.notnull())
                found += self.engine.fetch_rows(rows.group_by("status").agg(rows=rows.count()))
        return sort_statuses(found, columns.layout.pending if columns.layout else None, self.meanings)

    def name_customers(self, rows: Table, columns: Columns) -> Table:
        """Return rows with one customer each: the first that is told of e-mail address or id, phone number, name."""
        if not {"phone", "name"} & columns.of.keys():
            return rows
        phone = name_phone(rows.phone)
        if "name" in columns.of:
            others = rows.customer.isnull() & phone.isnull()
            self.named = self.engine.fetch_rows(
                rows.agg(rows=rows.count(where=others & rows["name"].notnull()))
            )[0][0]
        return rows.mutate(customer=sql.coalesce(rows.customer.cast("string"), phone, rows["name"]))

    def is_refused(self, rows: Table) -> Value:
        """Whether the status of an order says that it is no purchase."""
        said = [rows[role].isin(sorted(self.statuses.refused)).fill_null(False) for role in STATUSES]
        undone = [rows[role].lower().isin(YES).fill_null(False) for role in UNDONE]
        return reduce(or_, (*said, *undone), rows.cancelled.notnull())

    def has_gaps(self, raw: Table, columns: Columns) -> bool:
        """Whether lines of orders leave out what the first line of their order says."""
        if "order" not in columns.of:
            return False
        if "cancelled" in columns.of:
            return True
        cells = [raw[columns.of[role]] for role in PER_ORDER if role in columns.of]
        cells += [raw[self.money["currency"]]] if "currency" in self.money else []
        blank = [each.isnull() | (each.cast("string") == "") for each in cells]
        gaps = raw.filter(raw[columns.of["order"]].notnull() & reduce(or_, blank))
        return bool(self.engine.fetch_rows(gaps.select(columns.of["order"]).limit(1)))

    def fill_gaps(self, raw: Table, columns: Columns) -> Table:
        """Give every line of an order what exports say on its first line only."""
        rows = self.take_texts(raw, columns)
        rows = rows.mutate(date=clean_text(rows.date, "date"))
        currency = [text for role, text in name_money_texts(self.money).items() if role == "currency"]
        per_order = (*PER_ORDER, "cancelled", *({"refunded"} & columns.of.keys()), *currency)
        orders = rows.filter(rows.order.notnull()).group_by("file", "order")
        said = {f"order_{name}": rows[name].max() for name in per_order}
        one = rows.customer.min() == rows.customer.max()  # else the number does not tell whose the line is
        said["order_customer"] = sql.ifelse(one, rows.customer.max(), sql.null(rows.customer.type()))
        rows = join_outer(rows, orders.agg(**said), ["file", "order"])
        filled = rows.mutate(**{name: rows[name].fill_null(rows[f"order_{name}"]) for name in per_order})
        return drop_columns(filled, *said)

    def find_codes(self, rows: Table) -> Table:
        """Match what is distinct in names and skus, once each; a cell that lists several gives each a row of its own."""
        keyed = rows.mutate(item_key=rows.item.fill_null(""), sku_key=rows.sku.fill_null(""))
        known = self.engine.fetch_rows(keyed.group_by("item_key", "sku_key").agg(rows=keyed.count()))
        matched = [
            (item, sku, part)
            for item, sku, rows in known
            for part in self.matcher.match_cells(item, sku, rows)
        ]
        columns = {
            "item_key": "string",
            "sku_key": "string",
            "code": "int64",
            "number": "int64",
            "part": "string",
        }
        self.listed = len(matched) > len({(item, sku) for item, sku, _ in matched})
        matched.sort(key=lambda each: each[:2])
        listed = [(item, sku, part.code, part.pieces, part.text) for item, sku, part in matched]
        table = SmallTable(f"ipp_matched{self.mark}", columns, listed)
        self.engine.create_table(table)
        joined = join_outer(keyed, sql.table(columns, name=table.name), ["item_key", "sku_key"])
        said = {"pieces": joined.number.fill_null(1), "item": sql.coalesce(joined.part, joined.item)}
        return drop_columns(joined.mutate(**said), "item_key", "sku_key", "number", "part")


def name_attribute_texts(attributes: Iterable[str]) -> dict[str, str]:
    """Return the column of rows that holds the text of each attribute."""
    return {name: f"text_{place}" for place, name in enumerate(attributes)}


def name_money_texts(money: Iterable[str]) -> dict[str, str]:
    """Return the column of rows that holds the text of each amount."""
    return {role: f"money_{role}" for role in money}
