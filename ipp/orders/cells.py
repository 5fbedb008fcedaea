"""Texts of cells: blanks around them, the mark that keeps a spreadsheet from acting on them, and the customers that they name."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from ipp.orders import sql
from ipp.orders.sql import Table, Value
from ipp.text.cells import ACTING, BLANK_RANGES, MAIL_LINK, PHONE

BLANK = f"[{''.join(BLANK_RANGES)}]"
"""Any blank, as a pattern."""


def guard_cells(rows: Table) -> Table:
    """Put an apostrophe before every text that a spreadsheet would act on; reading takes one away again."""
    texts = [name for name in rows.columns if rows[name].type().is_string()]
    return rows.mutate(**{name: _guard_cell(rows[name]) for name in texts})


def _guard_cell(text: Value) -> Value:
    acts = text.re_search(f"^'*[{_escape_acting()}]") & ~text.re_search(PHONE)
    return sql.ifelse(acts, sql.literal("'") + text, text)


def unguard_text(text: Value) -> Value:
    """Take away the apostrophe that `guarded` put before a text."""
    begins = text.substr(0, 1) == "'"  # most texts need no more than this
    return sql.ifelse(begins & text.re_search(f"^'+[{_escape_acting()}]"), text.substr(1), text)


def trim_blanks(text: Value) -> Value:
    """Take blanks and characters of no width off both ends of a text."""
    return text.re_replace(f"^{BLANK}+|{BLANK}+$", "")


def is_odd(text: Value) -> Value:
    """Whether a text is empty, begins or ends with a blank, or begins with the mark against spreadsheets."""
    return text.re_search(f"^$|^{BLANK}|^'|{BLANK}$")


def _escape_acting() -> str:
    return ACTING.replace("-", r"\-").replace("\t", r"\t").replace("\r", r"\r")


def clean_text(column: Value, role: str) -> Value:
    """Return a column as text, without blanks around it, and without the mark that keeps a spreadsheet from acting on it."""
    kind = column.type()
    if kind.is_integer() and role in ("customer", "quantity"):
        return column.cast("int64")
    if role == "date" and (kind.is_date() or kind.is_timestamp()):
        return column
    text = cast_text(column)
    odd = is_odd(text)  # few are, and to look is a fraction of what it costs to take something away
    text = sql.ifelse(odd, unguard_text(trim_blanks(text)).nullif(""), text)
    return name_customer(text) if role == "customer" else text


def cast_text(column: Value) -> Value:
    """Return a column as text: 17850 where a number without a fraction is kept as one with, as programs do that know no gaps."""
    kind = column.type()
    if kind.is_floating():
        column = sql.ifelse(column.isnan(), sql.null(kind), column)
    elif not (kind.is_decimal() and kind.scale):
        return column.cast("string")
    small = column.abs() < 1e15  # what is larger, or infinite, has no place among whole numbers
    whole = small & (column == sql.ifelse(small, column, sql.literal(0.5).cast(kind)).floor())
    return sql.ifelse(whole, column.try_cast("int64").cast("string"), column.cast("string"))


NO_NAMES = ("new", "returning")
"""What WooCommerce says of customers in a column that other exports name them in."""


_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def name_customer(text: Value) -> Value:
    """Return a customer as plans write them: an e-mail address in lower case, without what makes a link of it."""
    address = text.translate(
        _CAPITALS, _CAPITALS.lower()
    )  # what else a machine may lower differs from one to the next
    linked = address.startswith(MAIL_LINK)
    address = sql.ifelse(linked, address.substr(len(MAIL_LINK)).strip(), address)
    return sql.ifelse(text.contains("@"), address, text)


def spell_customers(text: Value) -> Value:
    """Return customers as plans write them, out of texts that nobody cleaned before: as `spell_customer` does with one."""
    return name_customer(trim_blanks(text))


def name_phone(text: Value) -> Value:
    """Return a phone number as its digits, with the plus before them; nothing where there are too few."""
    digits = text.re_replace(r"[^0-9+]+", "")
    return sql.ifelse(digits.length() >= 6, digits, sql.null("string"))


def names_somebody(customer: Value) -> Value:
    """Whether a customer is somebody."""
    return ~customer.lower().isin(NO_NAMES)


def leave_out_empty(raw: Table, columns: Iterable[str]) -> Table:
    """Leave out rows that say nothing, and those that name these columns once more, as in files put together."""
    cells = {name: raw[name].cast("string") for name in dict.fromkeys(columns)}
    others = (raw[name].cast("string") for name in raw.columns if name != "ipp_row" and name not in cells)
    filled = reduce(or_, ((cell != "").fill_null(False) for cell in (*cells.values(), *others)))
    named = reduce(and_, ((cell == name).fill_null(False) for name, cell in cells.items()))
    return raw.filter(filled & ~named)
