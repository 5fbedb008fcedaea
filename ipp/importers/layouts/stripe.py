"""Stripe's exports of prices and products: a row a price, joined with the file of products where that is given too."""

from collections.abc import Mapping, Sequence
from datetime import date

from ipp.importers.reading.catalogue import Catalogue, Entry, Variant
from ipp.importers.reading.cells import (
    list_unread_period,
    read_code,
    read_flag,
    read_name,
    read_period,
    read_url,
)
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueRow, CatalogueTable

_PRICED = ("amount", "unitamount")


def _read_catalogue(tables: Sequence[CatalogueTable], _today: date) -> Catalogue:
    prices: dict[str, list[CatalogueRow]] = {}
    products: dict[str, CatalogueRow] = {}
    for row in (row for table in tables for row in table.rows):
        if row.has("priceid"):
            prices.setdefault(row.read("productid", "product"), []).append(row)
        else:
            products[row.read("id")] = row
    keys = [key for key in dict.fromkeys([*products, *prices]) if key]
    currencies = {row.read("currency").upper() for its in prices.values() for row in its} - {""}
    entries = tuple(_read_entry(key, products.get(key), prices.get(key, [])) for key in keys)
    return Catalogue("stripe", entries, currencies.pop() if len(currencies) == 1 else None)


def _read_entry(key: str, product: CatalogueRow | None, prices: Sequence[CatalogueRow]) -> Entry:
    title = (product.read("name") if product else "") or (prices[0].read("productname") if prices else "")
    active = read_flag(product.read("active")) if product else None
    return Entry(
        key,
        read_name(title) or key,
        tuple(_read_variant(row, len(prices) > 1) for row in _list_active(prices)) or (Variant(),),
        tuple(row.read("priceid") for row in prices),
        url=read_url(product.read("url")) if product else "",
        retired=None if active is None else not active,
    )


def _list_active(prices: Sequence[CatalogueRow]) -> list[CatalogueRow]:
    """Return the prices in use; all of them where none is, or the export does not say."""
    return [row for row in prices if read_flag(row.read("active")) is not False] or list(prices)


def _read_variant(row: CatalogueRow, several: bool) -> Variant:
    unit, label = row.read("interval"), read_name(row.read("description", "nickname", "pricenickname"))
    count = row.read("intervalcount")
    every = read_period(unit, count) if unit else None
    name: Mapping[str, str] = {"price": label} if several and label else {}
    return Variant(
        read_code(row.read("priceid")),
        row.read_amount(*_PRICED),
        options=tuple(name.items()),
        every=every,
        unread=(*row.list_unread(price=_PRICED), *list_unread_period(unit, count, every)),
    )


STRIPE = CatalogueLayout(
    "stripe",
    "Stripe's export of prices",
    "https://docs.stripe.com/products-prices/manage-prices",
    (
        frozenset({"priceid", "productid", "amount"}),
        frozenset({"priceid", "product", "amount"}),
        frozenset({"id", "name", "statementdescriptor"}),
        frozenset({"id", "name", "description", "taxcode"}),
    ),
    _read_catalogue,
)
