"""Which column of a table means what, by the names that shops give their columns."""

from collections.abc import Mapping, Sequence

ORDER_COLUMNS: dict[str, tuple[str, ...]] = {
    "customer": (  # an address is surer than a number, and a number than what may be a name
        "email",
        "customeremail",
        "emailaddress",
        "billingemail",
        "buyeremail",
        "purchaseemail",
        "customerid",
        "customer",
        "clientid",
        "client",
        "userid",
        "user",
        "accountid",
        "account",
        "buyer",
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
        "datecreated",
        "createddate",
        "createddateutc",
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
"""Names by what they mean, in the order in which they are looked for; written plainly: `Customer ID` is `customerid`."""


OTHER_COLUMNS = frozenset(
    [
        "offer",
        "event",
        "answer",
        "response",
        "status",
        "orderstatus",
        "financialstatus",
        "paymentstatus",
        "price",
        "total",
        "amount",
        "currency",
        "note",
        "notes",
        "lineitemprice",
        "products",
        "itemssold",
        "sale",
        "saledate",
        "grandtotal",
        "billtoname",
        "reference",
        "payment",
        "variation",
        "variations",
    ]
)
EVERY_COLUMN = OTHER_COLUMNS.union(*ORDER_COLUMNS.values())
"""Names by which the line that names the columns is known among titles and rows."""


def match_columns(wanted: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, str]:
    """Return the column that has the first of the names of each meaning, of those that there are."""
    plain = {plain_name(name): name for name in reversed(names)}
    found = {
        role: next((plain[each] for each in synonyms if each in plain), None)
        for role, synonyms in wanted.items()
    }
    return {role: name for role, name in found.items() if name is not None}


def plain_name(name: str) -> str:
    """Return the letters and digits of a column's name, in small letters: `Order ID` and `order_id` are one name."""
    return "".join(char for char in name.casefold() if char.isalnum())
