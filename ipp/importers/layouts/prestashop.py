"""PrestaShop's files of products: those that it imports, products and combinations, and the list that the back office exports."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ipp.importers.reading.catalogue import Catalogue, CataloguePart, Entry, Variant
from ipp.importers.reading.cells import (
    choose_category,
    is_in_force,
    read_change,
    read_code,
    read_count,
    read_flag,
    read_name,
    read_url,
    split_list,
    tidy_money,
)
from ipp.importers.reading.layout import CatalogueLayout
from ipp.importers.reading.tables import CatalogueRow, CatalogueTable
from ipp.text.column_names import plain_name
from ipp.text.words import count_things

_ATTRIBUTES = "attributenametypeposition"
_PRICES = (
    "pricetaxincluded",
    "pricetaxincl",
    "pricetaxexcludedorpricetaxincluded",
    "pricetaxexcluded",
    "pricetaxexcl",
    "price",
)
_HOME = ("Home", "Accueil", "Start", "Inicio")


def _read_catalogue(tables: Sequence[CatalogueTable], today: date) -> Catalogue:
    combinations: dict[str, list[CatalogueRow]] = {}
    for row in (row for table in tables if _ATTRIBUTES in table.places for row in table.rows):
        combinations.setdefault(row.read("productid", "productreference"), []).append(row)
    rows = [row for table in tables if _ATTRIBUTES not in table.places for row in table.rows]
    entries = tuple(_read_entry(row, _list_combinations(row, combinations), today) for row in rows)
    lost = sum(map(len, combinations.values()))
    skipped = (f"{count_things(lost, 'combination')} whose product is not in the export",) if lost else ()
    return Catalogue("prestashop", entries, skipped=skipped)


def _list_combinations(row: CatalogueRow, combinations: dict[str, list[CatalogueRow]]) -> list[CatalogueRow]:
    """Take the combinations of a product, which name it by its number or its reference."""
    return combinations.pop(_read_number(row), None) or combinations.pop(_read_reference(row), [])


def _read_number(row: CatalogueRow) -> str:
    return row.read("productid", "id")


def _read_reference(row: CatalogueRow) -> str:
    return read_code(row.read("reference", "productreference"))


def _read_entry(row: CatalogueRow, combinations: Sequence[CatalogueRow], today: date) -> Entry:
    number, reference = _read_number(row), _read_reference(row)
    active, shown = read_flag(row.read("active01", "active", "status")), row.read("visibility").lower()
    orderable = read_flag(row.read("availablefororder0no1yes", "availablefororder"))
    whole = _read_variant(row, today)
    variants = tuple(_read_combination(each, whole) for each in combinations) or (whole,)
    return Entry(
        number or reference or read_name(row.read("name")),
        read_name(row.read("name")) or reference or number,
        variants,
        tuple(filter(None, (reference, *(read_code(each.read("reference")) for each in combinations)))),
        choose_category([*_list_categories(row), row.read("category")][:1]),
        read_url(row.read("url")),
        draft=None if active is None else not active,
        sold=None if not shown and orderable is None else shown != "none" and orderable is not False,
        parts=tuple(_list_parts(row)),
        following=tuple(split_list(row.read("accessoriesxyz", "accessories"), ",;")),
        remark="a download" if read_flag(row.read("virtualproduct0no1yes", "virtualproduct")) else "",
    )


def _list_categories(row: CatalogueRow) -> list[str]:
    """Return the categories of a product, each with its levels; the one at the root of every shop is left out."""
    text = row.read("categoriesxyz", "categories")
    found = split_list(text, ";" if ";" in text else ",")
    return [" > ".join(level for level in each.split("/") if level.strip() not in _HOME) for each in found]


def _list_parts(row: CatalogueRow) -> Iterator[CataloguePart]:
    """Yield what a pack holds: `reference:quantity`, parted by commas."""
    for each in split_list(row.read("packitems", "pack"), ",;"):
        reference, _, number = each.partition(":")
        yield CataloguePart(reference.strip(), max(read_count(number.strip()) or 1, 1))


def _read_variant(row: CatalogueRow, today: date) -> Variant:
    regular = row.read_amount(*_PRICES)
    price = _apply_discount(row, regular, today)
    return Variant(
        _read_reference(row),
        price,
        regular if price != regular else None,
        row.read_amount("wholesaleprice"),
        in_stock=_is_in_stock(row),
        unread=row.list_unread(price=_PRICES, cost=("wholesaleprice",)),
    )


def _apply_discount(row: CatalogueRow, price: Decimal | None, today: date) -> Decimal | None:
    begins, ends = (
        row.read("discountfromyyyymmdd", "discountfrom"),
        row.read("discounttoyyyymmdd", "discountto"),
    )
    amount, percent = row.read_amount("discountamount"), row.read_amount("discountpercent")
    if price is None or not is_in_force(begins, ends, today) or not (amount or percent):
        return price
    lower = price - amount if amount else price * (100 - (percent or Decimal(0))) / 100
    return tidy_money(max(lower, Decimal(0)).quantize(Decimal("0.01")))


def _is_in_stock(row: CatalogueRow) -> bool | None:
    """Whether a product can be bought now; 1 behind `out of stock` says that it can be ordered all the same."""
    pieces = read_count(row.read("quantity"))
    goes_on = next((row.read(name) for name in row.places if name.startswith("outofstock")), "")
    return None if pieces is None else pieces > 0 or goes_on == "1"


def _read_combination(row: CatalogueRow, whole: Variant) -> Variant:
    names = [each.split(":")[0] for each in split_list(row.read(_ATTRIBUTES), ",;")]
    values = [each.rpartition(":")[0] or each for each in split_list(row.read("valuevalueposition"), ",;")]
    cost, change = row.read_amount("wholesaleprice"), read_change(row.read("impactonprice"), row.commas)
    return whole._replace(
        sku=read_code(row.read("reference")),
        price=None if whole.price is None else tidy_money(max(whole.price + change, Decimal(0))),
        list_price=None
        if whole.list_price is None
        else tidy_money(max(whole.list_price + change, Decimal(0))),
        cost=cost if cost else whole.cost,
        options=tuple(
            (read_name(name), read_name(value)) for name, value in zip(names, values, strict=False)
        ),
        in_stock=_is_in_stock(row),
    )


PRESTASHOP = CatalogueLayout(
    "prestashop",
    "PrestaShop's file of products",
    "https://docs.prestashop-project.org/v.8-documentation/user-guide/configuring-shop/advanced-parameters/import",
    (
        frozenset({"productid", "name", plain_name("Price tax excluded or Price tax included")}),
        frozenset({"productid", "name", "pricetaxexcluded"}),
        frozenset({"productid", "name", "pricetaxincluded"}),
        frozenset({"productid", "name", "pricetaxexcl"}),
        frozenset({"id", "name", "reference", "pricetaxexcl"}),
        frozenset({"id", "name", "active01", "categoriesxyz"}),
        frozenset({"productid", _ATTRIBUTES, "impactonprice"}),
    ),
    _read_catalogue,
)
