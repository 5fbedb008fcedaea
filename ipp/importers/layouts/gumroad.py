"""Gumroad's products as its API names them: a row a product, known by its permalink."""

from collections.abc import Sequence
from datetime import date

from ipp.importers.reading.catalogue import Catalogue, Entry, Variant
from ipp.importers.reading.cells import choose_category, read_flag, read_name, read_period, read_url
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueRow, CatalogueTable

_PERMALINK = ("permalink", "productpermalink", "uniquepermalink", "custompermalink")
_PRICE = ("price", "formattedprice")


def _read_catalogue(tables: Sequence[CatalogueTable], _today: date) -> Catalogue:
    rows = [row for table in tables for row in table.rows]
    entries = tuple(_read_entry(row) for row in rows if row.read("name", "productname"))
    currencies = {row.read("currency").upper() for row in rows} - {""}
    return Catalogue("gumroad", entries, currencies.pop() if len(currencies) == 1 else None)


def _read_entry(row: CatalogueRow) -> Entry:
    permalink, number = row.read(*_PERMALINK), row.read("productid", "id")
    published, deleted = read_flag(row.read("published")), read_flag(row.read("deleted"))
    period = row.read("subscriptionduration", "recurrence")
    return Entry(
        number or permalink,
        read_name(row.read("name", "productname")),
        (
            Variant(
                permalink,
                row.read_amount(*_PRICE),
                every=read_period(period) if period else None,
                unread=row.list_unread(price=_PRICE),
            ),
        ),
        tuple(filter(None, (permalink,))),
        choose_category([row.read("category")]),
        read_url(row.read("shorturl", "url")),
        draft=None if published is None else not published,
        retired=deleted,
    )


GUMROAD = CatalogueLayout(
    "gumroad",
    "Gumroad's products",
    "https://gumroad.com/api#products",
    tuple(
        frozenset({name, price, link})
        for name in ("name", "productname")
        for price in ("price", "formattedprice")
        for link in (*_PERMALINK, "shorturl")
    ),
    _read_catalogue,
)
