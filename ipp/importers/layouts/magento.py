"""Magento's and Adobe Commerce's export of products: a row a product; variants are products that a configurable one names."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from ipp.importers.reading.catalogue import Catalogue, CataloguePart, Entry, Variant
from ipp.importers.reading.cells import (
    choose_category,
    is_in_force,
    read_code,
    read_count,
    read_flag,
    read_money,
    read_name,
    split_list,
    tidy_money,
)
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueRow, CatalogueTable

_ROOT = ("Default Category", "Root Catalog")
_ALONE = ("not visible individually",)
Rows = Mapping[str, CatalogueRow]


def _read_catalogue(tables: Sequence[CatalogueTable], today: date) -> Catalogue:
    every_row = [row for table in tables for row in table.rows]
    rows = {
        read_code(row.read("sku")): row
        for row in every_row
        if not row.read("storeviewcode") and row.read("sku")
    }
    children = {sku for row in rows.values() for sku, _ in _list_variations(row) if sku in rows}
    wanted = [row for sku, row in rows.items() if sku not in children]
    gifts = [row.read("sku") for row in wanted if _read_type(row) == "giftcard"]
    entries = tuple(_read_entry(row, rows, today) for row in wanted if row.read("sku") not in gifts)
    return Catalogue("magento", entries, skipped=tuple(f"{sku}: a gift card" for sku in gifts))


def _read_type(row: CatalogueRow) -> str:
    return row.read("producttype", "type").lower()


def _list_variations(row: CatalogueRow) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield the codes of the variants of a configurable product, each with its options."""
    for written in row.read("configurablevariations").split("|"):
        pairs = _split_pairs(written)
        if "sku" in pairs:
            options = (
                (name, value) for name, value in pairs.items() if name not in ("sku", "display", "default")
            )
            yield pairs["sku"], tuple((read_name(name), read_name(value)) for name, value in options)


def _split_pairs(text: str) -> dict[str, str]:
    pairs = (each.partition("=") for each in text.split(","))
    return {name.strip(): value.strip() for name, found, value in pairs if found}


def _read_entry(row: CatalogueRow, rows: Rows, today: date) -> Entry:
    sku = read_code(row.read("sku"))
    variations = [(rows[code], options) for code, options in _list_variations(row) if code in rows]
    variants = [_read_variant(each, options, today) for each, options in variations] or [
        _read_variant(row, (), today)
    ]
    parts, price = _read_parts(row, today)
    if parts:
        variants = [variants[0]._replace(price=price, list_price=None)]
    return Entry(
        sku,
        read_name(row.read("name")) or sku,
        tuple(variants),
        tuple(code for code, _ in _list_variations(row)),
        choose_category(split_list(row.read("categories")), "/", _ROOT),
        draft=_is_disabled(row),
        sold=row.read("visibility").lower() not in _ALONE if row.read("visibility") else None,
        parts=parts,
        following=tuple(
            dict.fromkeys(split_list(row.read("crosssellskus")) + split_list(row.read("relatedskus")))
        ),
        instead=tuple(split_list(row.read("upsellskus"))),
        remark="a download" if _read_type(row) == "downloadable" else "",
    )


def _is_disabled(row: CatalogueRow) -> bool | None:
    """Whether a product is disabled: 1 is enabled, 2 (or 0) is not."""
    online = row.read("productonline", "status").lower()
    return online in ("2", "0", "disabled") if online else None


def _read_variant(row: CatalogueRow, options: tuple[tuple[str, str], ...], today: date) -> Variant:
    regular, special = row.read_amount("price"), row.read_amount("specialprice")
    days = (
        row.read("specialpricefromdate", "specialfromdate"),
        row.read("specialpricetodate", "specialtodate"),
    )
    holds = special is not None and is_in_force(*days, today) and (regular is None or special < regular)
    return Variant(
        read_code(row.read("sku")),
        special if holds else regular,
        regular if holds else None,
        row.read_amount("cost"),
        options,
        in_stock=_is_in_stock(row),
        unread=(
            *row.list_unread(price=("price",), cost=("cost",)),
            *row.list_unread(price=("specialprice",)),
        ),
    )


def _is_in_stock(row: CatalogueRow) -> bool | None:
    said = read_flag(row.read("isinstock"))
    counted = _read_type(row) in ("simple", "configurable", "grouped", "bundle", "")
    return None if said is None or not counted else said or read_flag(row.read("allowbackorders")) is True


def _read_parts(row: CatalogueRow, today: date) -> tuple[tuple[CataloguePart, ...], Decimal | None]:
    """Return what a grouped product or a bundle holds, and what it costs; no price where that follows from its parts."""
    if _read_type(row) == "grouped":
        pairs = _split_pairs(row.read("associatedskus", "groupedskus"))
        return tuple(
            CataloguePart(sku, max(_read_quantity(number), 1)) for sku, number in pairs.items()
        ), None
    chosen = list(_choose_options(row.read("bundlevalues"))) if _read_type(row) == "bundle" else []
    parts = tuple(
        CataloguePart(each["sku"], max(_read_quantity(each.get("default_qty", "1")), 1)) for each in chosen
    )
    if not parts or row.read("bundlepricetype").lower() == "dynamic":
        return parts, None
    base = _read_variant(row, (), today).price
    return parts, None if base is None else tidy_money(
        base + sum(_read_surcharge(each, base) for each in chosen)
    )


def _read_quantity(text: str) -> int:
    return read_count(text) or 0


def _read_surcharge(option: Mapping[str, str], base: Decimal) -> Decimal:
    """Return what an option adds to a fixed price, for all its pieces."""
    amount = read_money(option.get("price", "")) or Decimal(0)
    if option.get("price_type") == "percent":
        amount = base * amount / 100
    return amount * max(_read_quantity(option.get("default_qty", "1")), 1)


def _choose_options(text: str) -> Iterator[dict[str, str]]:
    """Yield the choice that stands first of each required option of a bundle: the default one, else the first."""
    options: dict[str, list[dict[str, str]]] = {}
    for written in text.split("|"):
        pairs = _split_pairs(written)
        if "sku" in pairs and pairs.get("required", "1") != "0":
            options.setdefault(pairs.get("name", ""), []).append(pairs)
    for choices in options.values():
        if choices[0].get("type") in ("checkbox", "multi"):
            yield from [each for each in choices if each.get("default") == "1"] or choices[:1]
        else:
            yield next((each for each in choices if each.get("default") == "1"), choices[0])


MAGENTO = CatalogueLayout(
    "magento",
    "Magento's product export",
    "https://experienceleague.adobe.com/en/docs/commerce-admin/systems/data-transfer/data-attributes-product",
    (
        frozenset({"sku", "producttype", "name", "price"}),
        frozenset({"sku", "storeviewcode", "name", "price"}),
    ),
    _read_catalogue,
)
