"""Which column of a table means what: by the names that shops give them, by the layout of an export, or as told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.path.names import folded
from ipp.text.visible import shortened
from ipp.text.words import few

ORDER_COLUMNS: dict[str, tuple[str, ...]] = {
    "customer": (
        "customer",
        "customerid",
        "customeremail",
        "email",
        "emailaddress",
        "client",
        "clientid",
        "user",
        "userid",
        "buyer",
        "account",
        "accountid",
        "contact",
        "member",
    ),
    "item": (
        "item",
        "product",
        "productname",
        "itemname",
        "lineitemname",
        "description",
        "productid",
        "itemid",
        "title",
        "article",
    ),
    "sku": ("sku", "lineitemsku", "productsku", "itemsku", "variantsku", "stockcode", "articlenumber"),
    "date": (
        "date",
        "orderdate",
        "day",
        "createdat",
        "orderedat",
        "purchasedat",
        "purchasedate",
        "invoicedate",
        "datetime",
        "timestamp",
        "paidat",
        "time",
    ),
    "order": (
        "order",
        "orderid",
        "ordernumber",
        "orderno",
        "invoice",
        "invoiceno",
        "invoiceid",
        "transactionid",
    ),
    "quantity": ("quantity", "qty", "lineitemquantity", "units", "count", "number"),
}
LOG_COLUMNS: dict[str, tuple[str, ...]] = {
    "customer": ORDER_COLUMNS["customer"],
    "offer": ("offer", "action", "item", "product", "touch"),
    "event": ("event", "answer", "response", "what", "status"),
    "date": ("date", "day", "on", "eventdate", "createdat", "timestamp"),
    "price": ("price", "for"),
}
SHOPIFY = {
    "customer": "Email",
    "item": "Lineitem name",
    "sku": "Lineitem sku",
    "date": "Created at",
    "order": "Name",
    "quantity": "Lineitem quantity",
    "cancelled": "Cancelled at",
    "status": "Financial Status",
}
WOOCOMMERCE = {
    "customer": "Customer",
    "items": "Product(s)",
    "date": "Date",
    "order": "Order #",
    "status": "Status",
}
LAYOUTS = {"Shopify's order export": SHOPIFY, "WooCommerce's order export": WOOCOMMERCE}
_OPTIONAL = {"Lineitem sku", "Cancelled at", "Financial Status"}


class Columns(NamedTuple):
    """The column that means each thing, and the layout they were recognised by."""

    of: dict[str, str]
    layout: str | None = None


def order_columns(names: Sequence[str], given: Mapping[str, str], source: str) -> Columns:
    """Return the columns of an orders table; raises RequestError when one cannot be told."""
    present = set(names)
    for layout, columns in LAYOUTS.items():
        if {name for name in columns.values() if name not in _OPTIONAL} <= present:
            found = {role: name for role, name in columns.items() if name in present}
            return Columns({**found, **_given(given, names, source)}, layout)
    found = {**_named(ORDER_COLUMNS, names), **_given(given, names, source)}
    if "item" not in found and "sku" in found:
        found["item"] = found["sku"]
    return Columns(_complete(found, ("customer", "item", "date"), names, source))


def log_columns(names: Sequence[str], source: str) -> Columns:
    """Return the columns of an offers log; what `ipp plan` writes is one."""
    return Columns(
        _complete(_named(LOG_COLUMNS, names), ("customer", "offer", "event", "date"), names, source)
    )


def people_columns(names: Sequence[str], attributes: Iterable[str], source: str) -> Columns:
    """Return the columns of a customers table: the customer, and each attribute that a segment reads and it has."""
    found = _complete(_named({"customer": ORDER_COLUMNS["customer"]}, names), ("customer",), names, source)
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(folded(name.strip()), name)
    return Columns(found | {name: by_folded[name] for name in attributes if name in by_folded})


def _named(wanted: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, str]:
    plain = {_plain(name): name for name in reversed(names)}
    found = {
        role: next((plain[each] for each in synonyms if each in plain), None)
        for role, synonyms in wanted.items()
    }
    return {role: name for role, name in found.items() if name is not None}


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _given(given: Mapping[str, str], names: Sequence[str], source: str) -> dict[str, str]:
    by_folded = {folded(name): name for name in reversed(names)}
    for role, name in given.items():
        if folded(name) not in by_folded:
            raise RequestError(f"--{role}-col {name!r}: {source} has no such column; it has {_listed(names)}")
    return {role: by_folded[folded(name)] for role, name in given.items()}


def _complete(
    found: dict[str, str], wanted: Sequence[str], names: Sequence[str], source: str
) -> dict[str, str]:
    for role in wanted:
        if role not in found:
            raise RequestError(
                f"{source}: which column is the {role}? It has {_listed(names)}"
                + (f"; say --{role}-col NAME" if role in ORDER_COLUMNS else f"; call it {role!r}")
            )
    return found


def _listed(names: Sequence[str]) -> str:
    return few([repr(shortened(name, 30)) for name in names], 12)
