"""Shopify's export of products: a row a variant, and more rows for pictures; what a product says stands on its first row."""

from collections.abc import Sequence
from datetime import date

from ipp.importers.reading.catalogue import Catalogue, Entry, Variant
from ipp.importers.reading.cells import (
    choose_category,
    read_code,
    read_count,
    read_flag,
    read_name,
    split_list,
)
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueRow, CatalogueTable

_PRICE = ("variantprice", "price")
_SKU = ("variantsku", "sku")
_STATUS = "status"
_RELATED = ("complementaryproducts", "relatedproducts")


def _read_catalogue(tables: Sequence[CatalogueTable], _today: date) -> Catalogue:
    rows: dict[str, list[CatalogueRow]] = {}
    for table in tables:
        for row in table.rows:
            if handle := row.read("handle", "urlhandle"):
                rows.setdefault(handle, []).append(row)
    gifts = [handle for handle, its in rows.items() if read_flag(its[0].read("giftcard"))]
    entries = (_read_entry(handle, its) for handle, its in rows.items() if handle not in gifts)
    return Catalogue("shopify", tuple(entries), skipped=tuple(f"{handle}: a gift card" for handle in gifts))


def _read_entry(handle: str, rows: Sequence[CatalogueRow]) -> Entry:
    first = rows[0]
    names = [first.read(f"option{number}name") for number in (1, 2, 3)]
    variants = [_read_variant(row, names) for row in rows if _is_variant(row)]
    status = first.read(_STATUS).lower()
    published = read_flag(first.read("published", "publishedononlinestore"))
    hidden = status == "unlisted" or (status == "active" and published is False)
    return Entry(
        handle,
        read_name(first.read("title") or handle),
        tuple(variants or [Variant()]),
        category=_read_category(first),
        draft=status == "draft" if status else (None if published is None else not published),
        retired=status == "archived" if status else None,
        sold=not hidden if status else None,
        following=tuple(_list_related(first)),
    )


def _is_variant(row: CatalogueRow) -> bool:
    return bool(row.read(*_PRICE) or row.read(*_SKU) or row.read("option1value"))


def _read_variant(row: CatalogueRow, names: Sequence[str]) -> Variant:
    options = ((name, row.read(f"option{number}value")) for number, name in enumerate(names, 1))
    price = row.read_amount(*_PRICE)
    before = row.read_amount("variantcompareatprice", "compareatprice")
    return Variant(
        read_code(row.read(*_SKU)),
        price,
        before if before and price is not None and before > price else None,
        row.read_amount("costperitem"),
        tuple(
            (read_name(name), read_name(value))
            for name, value in options
            if value != "Default Title" and value
        ),
        in_stock=_is_in_stock(row),
        unread=row.list_unread(price=_PRICE, cost=("costperitem",)),
    )


def _is_in_stock(row: CatalogueRow) -> bool | None:
    """Whether a variant can be bought now; None where the shop does not count its pieces."""
    pieces = read_count(row.read("variantinventoryqty", "inventoryquantity"))
    if pieces is None or not row.read("variantinventorytracker", "inventorytracker"):
        return None
    goes_on = row.read("variantinventorypolicy", "continuesellingwhenoutofstock").lower()
    return pieces > 0 or goes_on in ("continue", "true")


def _read_category(row: CatalogueRow) -> str:
    return choose_category([row.read("type") or row.read("productcategory", "standardizedproducttype")])


def _list_related(row: CatalogueRow) -> list[str]:
    """Return the handles in the metafields for related and complementary products, where the export holds them."""
    columns = [name for name in row.places if name.startswith(_RELATED)]
    return [handle for name in columns for handle in split_list(row.read(name), ",;")]


SHOPIFY = CatalogueLayout(
    "shopify",
    "Shopify's product export",
    "https://help.shopify.com/en/manual/products/import-export/using-csv",
    (
        frozenset({"handle", "title", "variantprice"}),
        frozenset({"urlhandle", "title", "price"}),
        frozenset({"handle", "title", "option1name", "option1value"}),
    ),
    _read_catalogue,
)
