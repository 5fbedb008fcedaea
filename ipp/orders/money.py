"""What orders say was paid, in whole numbers; what nothing is said of counts at list prices (segments by `spent`)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from ipp.engine.policy.compile import Policy
from ipp.engine.policy.facts import Spent
from ipp.orders import sql
from ipp.orders.engines.protocol import Engine
from ipp.orders.engines.relations import (
    SmallTable,
    cast_sum,
    drop_columns,
    join_outer,
    make_null,
    make_number,
)
from ipp.orders.items import ItemNumbers
from ipp.orders.sql import Table, Value
from ipp.path.values import find_amount
from ipp.text.column_names import match_columns

UNITS = 1_000_000
"""Parts of one unit of a currency: amounts are whole numbers of them."""
MOST_DIGITS = 12
PLAIN = r"^[0-9]{1,12}([.][0-9]{1,6})?$"
"""An amount that needs no second look."""
MONEY_COLUMNS: dict[str, tuple[str, ...]] = {
    "paid": ("paid", "amountpaid", "paidamount", "linetotal", "lineamount", "itemtotal", "amount"),
    "total": ("total", "ordertotal", "grandtotal", "totalpaid", "nrevenue", "netrevenue"),
    "currency": ("currency", "currencycode", "ordercurrency"),
}
"""What was paid for a line, what for a whole order, and in which currency."""


def asks_spent(policy: Policy) -> bool:
    """Whether a segment asks what was spent."""
    return any(isinstance(fact, Spent) for fact in policy.facts)


def find_money_columns(
    usual: Mapping[str, Sequence[str]], names: Sequence[str], of: Mapping[str, str]
) -> dict[str, str]:
    """Return the columns that say what was paid: those that the layout of an export knows (`of`), else those of usual names that mean nothing else."""
    known = {role: of[role] for role in ("price", "paid") if role in of}
    taken = set(of.values())
    return match_columns(usual, [name for name in names if name not in taken]) | known


MOST_UNITS = 10**18
"""More than anybody spends, and a number of 63 bits."""


def count_units(amount: Decimal, *, up: bool = False) -> int:
    """Return an amount in units, the nearest number, or the next one above; MOST_UNITS of what is more."""
    if amount >= MOST_UNITS // UNITS:
        return MOST_UNITS
    return int((amount * UNITS).to_integral_value(ROUND_CEILING if up else ROUND_HALF_EVEN))


def read_text_units(text: str | None) -> int | None:
    """Return the amount that a text says, with a currency, thousands or a decimal comma if need be; None where it says none."""
    found = find_amount(text.strip()) if text else None
    if found is None or len(found.partition(".")[0]) > MOST_DIGITS:
        return None
    return count_units(Decimal(found))


def make_list_units(numbers: ItemNumbers) -> SmallTable:
    """Return the list price of each item: item, listed."""
    rows = [(code, count_units(good.price or Decimal(0))) for code, good in enumerate(numbers.goods)]
    return SmallTable("ipp_list_units", {"item": "int64", "listed": "int64"}, list(rows))


def read_units(engine: Engine, rows: Table, column: str) -> Table:
    """Put the amount that a column of texts or numbers says in its place, in units; missing where it says none."""
    if not rows[column].type().is_string():
        return rows.mutate(**{column: _scale_number(rows[column])})
    plain = rows[column].re_search(PLAIN)
    odd = engine.fetch_rows(rows.filter(rows[column].notnull() & ~plain).select(column).distinct())
    types = {column: "string", "units": "int64"}
    found = sorted((text, read_text_units(text)) for (text,) in odd)
    table = SmallTable(
        f"ipp_amounts_{column}", types, [(text, units) for text, units in found if units is not None]
    )
    engine.create_table(table)
    rows = join_outer(rows, sql.table(types, name=table.name), column)
    plain = rows[column].re_search(PLAIN)
    number = sql.ifelse(plain, rows[column], sql.null("string")).cast("decimal(20, 6)")
    units = sql.coalesce((number * UNITS).cast("int64"), rows.units)
    return rows.select(*(name for name in rows.columns if name not in types), **{column: units})


def _scale_number(value: Value) -> Value:
    small = (value >= 0) & (value < 10**MOST_DIGITS)
    return (sql.ifelse(small, value, sql.null(value.type())).cast("decimal(20, 6)") * UNITS).cast("int64")


def sum_orders(lines: Table, key: str, *order: str) -> Table:
    """Return what each order cost: the key, day, units.

    `lines`: the key, day, the columns that tell orders apart, item, pieces, listed, and as far as orders say it `paid` (for the line), `total` (for
    the order) and `foreign` (1: in another currency, which counts for nothing).
    """
    listed = lines.listed.fill_null(0) * lines.pieces
    paid = lines.paid if "paid" in lines.columns else make_null()
    total = lines.total if "total" in lines.columns else make_null()
    foreign = lines.foreign if "foreign" in lines.columns else make_number(0)
    lines = lines.mutate(cost=paid.fill_null(listed), total=total, foreign=foreign)
    orders = lines.group_by(key, "day", *order)
    found = orders.agg(cost=cast_sum(lines.cost.sum()), total=lines.total.max(), foreign=lines.foreign.max())
    units = sql.ifelse(found.foreign == 1, make_number(0), found.total.fill_null(found.cost))
    return found.select(key, "day", units=units)


def read_spending(
    engine: Engine, policy: Policy, numbers: ItemNumbers, lines: Table, *, ordered: bool, parted: bool
) -> Table:
    """Return what each order cost: customer, day, units. `lines` say it as texts: `paid`, `total`, `price` (of a piece), `currency`.

    Without order numbers each line is an order of its own, as far as money goes; where one cell lists several things, what is said is said of the order.
    """
    prices = make_list_units(numbers)
    engine.create_table(prices)
    lines = join_outer(lines, sql.table(prices.columns, name=prices.name), "item")
    if "currency" in lines.columns:
        lines = lines.mutate(foreign=_is_foreign(lines.currency, policy.path.currency))
    if not ordered and "total" in lines.columns:
        lines = drop_columns(lines.mutate(paid=lines.total), "total")
    elif parted and "paid" in lines.columns:
        lines = drop_columns(lines.mutate(total=lines.paid), "paid")
    for column in (name for name in ("paid", "total", "price") if name in lines.columns):
        lines = read_units(engine, lines, column)
    if "price" in lines.columns and not parted:
        paid = lines.paid if "paid" in lines.columns else make_null()
        lines = lines.mutate(paid=paid.fill_null(lines.price * lines.pieces))
    return sum_orders(lines, "customer", *(("order",) if ordered else ("seconds",)))


def _is_foreign(currency: Value, own: str | None) -> Value:
    """Whether an order is in another currency than the file: 1 or 0."""
    if own is None:
        return make_number(0)
    other = currency.notnull() & (currency.upper() != own.strip().upper())
    return sql.ifelse(other, make_number(1), make_number(0))
