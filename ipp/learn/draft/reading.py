"""What orders say of items beside who bought them: what one piece cost, in which currency, in which category."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ipp.engine.policy.compile import Policy
from ipp.learn.history import PurchaseReader
from ipp.orders import sql
from ipp.orders.engines.file_groups import unite_rows
from ipp.orders.engines.protocol import Engine
from ipp.orders.groups.orders import OrderGroup
from ipp.orders.money import MONEY_COLUMNS, UNITS, find_money_columns, read_units
from ipp.orders.reading import OrdersRequest
from ipp.orders.sql import Table
from ipp.path.names import fold_name
from ipp.text.currencies import count_decimals

DETAIL_COLUMNS: dict[str, tuple[str, ...]] = {
    "price": ("price", "unitprice", "itemprice", "lineitemprice", "productprice", "priceeach"),
    "paid": MONEY_COLUMNS["paid"],
    "currency": MONEY_COLUMNS["currency"],
    "category": (
        "category",
        "productcategory",
        "itemcategory",
        "producttype",
        "lineitemcategory",
        "department",
    ),
}
"""What a line may say of its item: the price of a piece, or what was paid for all of them."""


class PaidPrice(NamedTuple):
    """The median of what was paid for a piece of an item, and how many lines say what was paid."""

    price: Decimal
    lines: int


class Details(NamedTuple):
    """What orders say of items by number, as far as they do; `currency` is that of most lines, and prices are in it."""

    prices: Mapping[int, PaidPrice]
    categories: Mapping[int, str]
    currency: str | None


class DetailedReader(PurchaseReader):
    """Reads a history, and what its lines say of the items."""

    def __init__(self, engine: Engine, policy: Policy, request: OrdersRequest, today: date) -> None:
        super().__init__(engine, policy, request, today)
        self.details = Details({}, {}, None)
        self.counts_spending = True

    def find_amounts(self, names: list[str], of: Mapping[str, str]) -> dict[str, str]:
        """Return the columns of what is asked for: the price of a piece before what was paid for all."""
        found = find_money_columns(DETAIL_COLUMNS, names, of)
        if "price" in found:
            found.pop("paid", None)
        return found

    def note_spending(self, groups: Sequence[OrderGroup]) -> None:
        """Keep what the lines up to today say of their items."""
        kept = [
            self.engine.keep_table(f"ipp_learn_details{each.reader.mark}", self._list_details(each))
            for each in groups
        ]
        lines = unite_rows(kept)
        currency = _find_currency(self.engine, lines)
        prices = _read_prices(self.engine, lines, currency)
        self.details = Details(prices, _read_categories(self.engine, lines), currency)

    def _list_details(self, orders: OrderGroup) -> Table:
        """Return lines up to today: item, pieces, and what they say of the item as texts; a cell that lists several says of none what it cost."""
        lines = orders.list_spending()
        lines = lines.filter((lines.day <= self.today.toordinal()) & lines["item"].notnull())
        unsaid = ("price", "paid") if orders.parted else ()
        said = {
            role: lines[role] if role in lines.columns and role not in unsaid else sql.null("string")
            for role in DETAIL_COLUMNS
        }
        return lines.select("item", "pieces", **said)


def _find_currency(engine: Engine, lines: Table) -> str | None:
    said = lines.filter(lines.currency.notnull())
    rows = engine.fetch_rows(said.group_by("currency").agg(rows=said.count()))
    return min(rows, key=lambda row: (-row[1], row[0]))[0] if rows else None


def _read_prices(engine: Engine, lines: Table, currency: str | None) -> dict[int, PaidPrice]:
    if currency is not None:
        lines = lines.filter(lines.currency.isnull() | (lines.currency == currency))
    lines = read_units(engine, read_units(engine, lines, "price"), "paid")
    each = (lines.paid / lines.pieces).round().cast("int64")
    priced = lines.select("item", units=lines.price.fill_null(each))
    priced = priced.filter(priced.units > 0)
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for item, amount, rows in engine.fetch_rows(priced.group_by("item", "units").agg(rows=priced.count())):
        found[item].append((amount, rows))
    least = Decimal(1).scaleb(-count_decimals(currency))
    medians = {item: _find_median(amounts, least) for item, amounts in found.items()}
    return {item: paid for item, paid in medians.items() if paid.price}  # less than a cent is no price


def _find_median(amounts: list[tuple[int, int]], least: Decimal) -> PaidPrice:
    """Return the median of amounts in units, each paid so often, in whole parts of `least`; of two in the middle the lower one, which was really paid."""
    ordered = sorted(amounts)
    sums = list(accumulate(rows for _, rows in ordered))
    amount, _ = ordered[bisect_left(sums, sums[-1] / 2)]
    return PaidPrice((Decimal(amount) / UNITS).quantize(least), sums[-1])


def _read_categories(engine: Engine, lines: Table) -> dict[int, str]:
    """Return the category that most lines of an item say, written as most lines write it."""
    said = lines.filter(lines.category.notnull())
    rows = engine.fetch_rows(said.group_by("item", "category").agg(rows=said.count()))
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, text, number in rows:
        found[item][fold_name(text)] += number
        spellings[fold_name(text)][text] += number
    return {item: _choose_most(spellings[_choose_most(counts)]) for item, counts in found.items()}


def _choose_most(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))
