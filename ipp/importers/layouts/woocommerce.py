"""WooCommerce's export of products: variations are rows that name their parent; lists go by sku, or by `id:100`."""

from collections.abc import Iterator, Sequence
from datetime import date

from ipp.importers.reading.catalogue import Catalogue, CataloguePart, Entry, Variant
from ipp.importers.reading.cells import (
    choose_category,
    is_in_force,
    list_unread_period,
    read_code,
    read_count,
    read_flag,
    read_name,
    read_period,
    read_url,
    split_list,
)
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueRow, CatalogueTable
from ipp.text.words import count_things

_PRICE = ("regularprice", "metasubscriptionprice", "price")
_COST = ("cost", "costofgoods", "metawccogcost", "metacogstotalvalue")


def _read_catalogue(tables: Sequence[CatalogueTable], today: date) -> Catalogue:
    rows = [row for table in tables for row in table.rows]
    children: dict[str, list[CatalogueRow]] = {}
    for row in rows:
        if _is_variation(row):
            children.setdefault(row.read("parent"), []).append(row)
    parents = [row for row in rows if not _is_variation(row)]
    entries = tuple(_read_entry(row, _list_children(row, children), today) for row in parents)
    lost = sum(map(len, children.values()))
    skipped = (f"{count_things(lost, 'variation')} whose parent is not in the export",) if lost else ()
    return Catalogue("woocommerce", entries, skipped=skipped)


def _is_variation(row: CatalogueRow) -> bool:
    return "variation" in _list_types(row)


def _list_types(row: CatalogueRow) -> list[str]:
    return [each.strip() for each in row.read("type").lower().split(",")]


def _list_children(row: CatalogueRow, children: dict[str, list[CatalogueRow]]) -> list[CatalogueRow]:
    """Take the variations of a row, which name it by its sku or its number."""
    sku, number = row.read("sku"), row.read("id")
    return [child for name in (sku, f"id:{number}") if name for child in children.pop(name, ())]


def _read_entry(row: CatalogueRow, children: Sequence[CatalogueRow], today: date) -> Entry:
    types, number, sku = _list_types(row), row.read("id"), read_code(row.read("sku"))
    variants = [_read_variant(each, row, today) for each in children] or [_read_variant(row, row, today)]
    published = row.read("published").lower()
    return Entry(
        number or sku or read_name(row.read("name")),
        read_name(row.read("name")) or sku or number,
        tuple(variants),
        tuple(
            filter(
                None, (f"id:{number}" if number else "", sku, *(f"id:{each.read('id')}" for each in children))
            )
        ),
        choose_category(split_list(row.read("categories"))),
        read_url(row.read("externalurl")),
        draft=published in ("0", "-1", "false") if row.has("published") else None,
        sold=row.read("visibilityincatalog").lower() != "hidden" if row.has("visibilityincatalog") else None,
        parts=tuple(map(CataloguePart, split_list(row.read("groupedproducts"))))
        if "grouped" in types
        else (),
        following=tuple(split_list(row.read("crosssells"))),
        instead=tuple(split_list(row.read("upsells"))),
        remark="a download" if "downloadable" in types else "",
    )


def _read_variant(row: CatalogueRow, parent: CatalogueRow, today: date) -> Variant:
    regular = row.read_amount(*_PRICE)
    sale = row.read_amount("saleprice")
    holds = sale is not None and is_in_force(
        row.read("datesalepricestarts"), row.read("datesalepriceends"), today
    )
    every = _read_period(row) or _read_period(parent)
    return Variant(
        read_code(row.read("sku")),
        sale if holds else regular,
        regular if holds and regular is not None and sale is not None and regular > sale else None,
        row.read_amount(*_COST),
        tuple(_list_options(row)),
        every,
        _is_in_stock(row),
        (
            *row.list_unread(price=_PRICE, cost=_COST),
            *row.list_unread(price=("saleprice",)),
            *list_unread_period(*_find_period(row), every),
        ),
    )


def _read_period(row: CatalogueRow) -> str | None:
    unit, count = _find_period(row)
    return read_period(unit, count) if unit else None


def _find_period(row: CatalogueRow) -> tuple[str, str]:
    return (
        row.read("metasubscriptionperiod", "subscriptionperiod"),
        row.read("metasubscriptionperiodinterval", "subscriptionperiodinterval"),
    )


def _list_options(row: CatalogueRow) -> Iterator[tuple[str, str]]:
    number = 1
    while row.has(f"attribute{number}name"):
        name, value = row.read(f"attribute{number}name"), row.read(f"attribute{number}values")
        if name and value:
            yield read_name(name), read_name(value)
        number += 1


def _is_in_stock(row: CatalogueRow) -> bool | None:
    stock = row.read("instock").lower()
    if stock in ("backorder", "onbackorder"):
        return True
    said, pieces = read_flag(stock), read_count(row.read("stock"))
    if said is None:
        return None if pieces is None else pieces > 0
    return (
        said or read_flag(row.read("backordersallowed")) is True or row.read("backordersallowed") == "notify"
    )


WOOCOMMERCE = CatalogueLayout(
    "woocommerce",
    "WooCommerce's product export",
    "https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema",
    (
        frozenset({"type", "name", "published", "regularprice"}),
        frozenset({"type", "name", "regularprice", "parent"}),
    ),
    _read_catalogue,
)
