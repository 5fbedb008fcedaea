"""Any table of products: a row each, its columns known by usual names or as told with --map."""

from collections.abc import Iterator, Sequence
from datetime import date

from ipp.errors import RequestError
from ipp.importers.reading.catalogue import Catalogue, CataloguePart, Entry, Variant
from ipp.importers.reading.cells import (
    choose_category,
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
from ipp.text.visible import shorten_text
from ipp.text.words import count_things, name_few

ROLES: dict[str, tuple[str, ...]] = {
    "name": ("name", "title", "product", "productname", "item", "itemname", "article", "produkt", "produktname", "bezeichnung", "artikel", "artikelname", "artikelbezeichnung", "titel", "nom", "produit", "nomduproduit", "nombre", "producto", "nome", "prodotto", "naam", "nazwa"),
    "price": ("price", "unitprice", "listprice", "regularprice", "variantprice", "sellingprice", "retailprice", "amount", "preis", "verkaufspreis", "vk", "prix", "precio", "prezzo", "prijs", "cena"),
    "sale_price": ("salesprice", "specialprice", "angebotspreis"),
    "sku": ("sku", "variantsku", "code", "productcode", "itemcode", "itemnumber", "articlenumber", "artnr", "artikelnummer", "partnumber", "reference", "référence", "referencia", "codice"),
    "id": ("id", "productid", "handle", "slug", "itemid"),
    "cost": ("cost", "costprice", "unitcost", "purchaseprice", "wholesaleprice", "einkaufspreis", "ek", "kosten", "coût"),
    "category": ("category", "categories", "producttype", "type", "group", "productgroup", "collection", "kategorie", "warengruppe", "catégorie", "categoría", "categoria", "categorie"),
    "url": ("url", "link", "producturl", "page"),
    "every": ("every", "interval", "billingperiod", "recurrence", "period"),
    "stock": ("stock", "quantity", "qty", "instock", "inventory", "bestand", "lagerbestand"),
    "status": ("status", "state"),
    "next": ("next", "crosssells", "related", "relatedproducts"),
    "instead": ("upsells",),
    "items": ("items", "bundleitems", "contents"),
    "currency": ("currency", "währung", "waehrung", "devise", "moneda"),
}  # fmt: skip
"""What can be told of a product, and the plain names of columns that usually say it."""
_DRAFT = ("draft", "inactive", "hidden", "entwurf")
_RETIRED = ("archived", "discontinued", "retired", "ended")


def _read_catalogue(tables: Sequence[CatalogueTable], _today: date) -> Catalogue:
    entries: list[Entry] = []
    for table in tables:
        _check_columns(table)
        entries += [_read_entry(row, name) for row in table.rows if (name := read_name(_read(row, "name")))]
    nameless = sum(map(len, (table.rows for table in tables))) - len(entries)
    skipped = (f"{count_things(nameless, 'row')} without a name",) if nameless else ()
    currencies = {_read(row, "currency").upper() for table in tables for row in table.rows} - {""}
    return Catalogue(
        "csv",
        tuple(entries),
        currencies.pop() if len(currencies) == 1 else None,
        skipped,
        tuple(_list_notices(tables)),
    )


def _list_notices(tables: Sequence[CatalogueTable]) -> Iterator[str]:
    """Yield which columns say nothing to us, and that no column says what things cost."""
    known = {name for role in ROLES for name in _list_columns(role)}
    for table in tables:
        read = {place for name, place in table.places.items() if name in known}
        unread = [
            repr(shorten_text(name, 30)) for place, name in enumerate(table.columns) if place not in read
        ]
        if unread:
            yield f"{count_things(len(unread), 'column')} not read: {name_few(unread, 5)}"
        if not any(name in table.places for role in ("price", "sale_price") for name in _list_columns(role)):
            yield f"no column of {table.name} is known as a price: say --map price=COLUMN"


def _check_columns(table: CatalogueTable) -> None:
    if not any(table.places.get(each) is not None for each in ROLES["name"]):
        known = name_few([repr(shorten_text(each, 30)) for each in table.columns], 12)
        raise RequestError(
            f"{table.name}: no column is known to be the name; there are {known}",
            "say which with --map name=COLUMN",
        )


def _read(row: CatalogueRow, role: str) -> str:
    return row.read(*_list_columns(role))


def _list_columns(role: str) -> tuple[str, ...]:
    return (role.replace("_", ""), *ROLES[role])


def _read_entry(row: CatalogueRow, name: str) -> Entry:
    sku, status = read_code(_read(row, "sku")), _read(row, "status").lower()
    sale, price = (row.read_amount(*_list_columns(role)) for role in ("sale_price", "price"))
    holds = sale is not None and (price is None or sale < price)
    variant = Variant(
        sku,
        sale if holds else price,
        price if holds else None,
        row.read_amount(*_list_columns("cost")),
        every=read_period(_read(row, "every")) if _read(row, "every") else None,
        in_stock=_is_in_stock(_read(row, "stock")),
        unread=(
            *row.list_unread(price=_list_columns("price"), cost=_list_columns("cost")),
            *row.list_unread(price=_list_columns("sale_price")),
        ),
    )
    return Entry(
        read_code(_read(row, "id")) or sku or name,
        name,
        (variant,),
        tuple(filter(None, (sku, name))),
        choose_category([_read(row, "category")]),
        read_url(_read(row, "url")),
        status in _DRAFT if status else None,
        status in _RETIRED if status else None,
        parts=tuple(_read_part(each) for each in split_list(_read(row, "items"), ",;|")),
        following=tuple(split_list(_read(row, "next"), ",;|")),
        instead=tuple(split_list(_read(row, "instead"), ",;|")),
    )


def _read_part(text: str) -> CataloguePart:
    """Read `SOAP`, `SOAP=3` or `SOAP:3`."""
    for mark in "=:":
        name, found, number = text.rpartition(mark)
        if found and (count := read_count(number.strip())) and count > 0:
            return CataloguePart(name.strip(), count)
    return CataloguePart(text)


def _is_in_stock(text: str) -> bool | None:
    pieces = read_count(text)
    return read_flag(text) if pieces is None else pieces > 0


PLAIN = CatalogueLayout("csv", "a table of products", "", (), _read_catalogue)
