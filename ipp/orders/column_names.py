"""Which column of a table means what: by the names that shops give them, by the layout of an export, or as told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ipp.errors import RequestError
from ipp.orders.layout import Layout
from ipp.orders.layouts import LAYOUTS, PLAIN
from ipp.orders.people.attributes import find_attribute_columns
from ipp.path.names import fold_name
from ipp.text.column_names import ORDER_COLUMNS, match_columns, plain_name
from ipp.text.visible import shorten_text
from ipp.text.words import name_few

LOG_COLUMNS: dict[str, tuple[str, ...]] = {
    "customer": ORDER_COLUMNS["customer"],
    "offer": ("offer", "offername", "action", "item", "product", "touch", "itemname", "productname"),
    "event": ("event", "eventtype", "eventname", "answer", "response", "outcome", "what", "status", "type"),
    "date": (
        "date",
        "day",
        "on",
        "eventdate",
        "eventtime",
        "occurredat",
        "sentat",
        "createdat",
        "timestamp",
        "datetime",
        "time",
    ),
    "price": ("price", "offerprice", "offeredprice", "for"),
    "list": ("listprice", "islistprice"),
    "pieces": ("quantity", "pieces", "qty"),
    "holdout": ("holdout", "holdoutname"),
}
STATUS_COLUMNS: dict[str, tuple[str, ...]] = {
    "status": ("status", "orderstatus", "orderstate", "transactionstatus"),
    "payment": ("paymentstatus", "paymentstate", "financialstatus", "paystatus"),
    "cancelled": ("cancelledat", "canceledat", "cancelledon", "cancellationdate"),
    "refunded": (
        "refundedat",
        "refundedon",
        "refunddate",
        "refundeddate",
        "daterefunded",
        "returnedat",
        "returnedon",
        "returndate",
    ),
}


SECOND: dict[str, tuple[str, ...]] = {
    "phone": ("phone", "phonenumber", "customerphone", "billingphone", "telephone", "mobile"),
    "name": ("customername", "buyername", "billingname", "fullname", "billtoname"),
}
"""Who a customer is where the first column does not say: a phone number, and as the last a name."""


class Columns(NamedTuple):
    """The column that means each thing, the layout they were recognised by, and whether customers are told by their names alone."""

    of: dict[str, str]
    layout: Layout | None = None
    names: bool = False


def find_order_columns(
    names: Sequence[str], given: Mapping[str, str], source: str, wanted: str | None = None
) -> Columns:
    """Return the columns of an orders table, of the layout that is `wanted` if one is; raises RequestError when one cannot be told."""
    layout = _find_layout(names, source, wanted)
    if layout:
        if layout.refusal:
            raise RequestError(f"{source} is {layout.name}, which names no products", layout.refusal)
        found = layout.match_columns(names)[0] | _check_given(given, names, source)
        return Columns(found, layout, layout.names and "customer" not in given)
    usual = match_columns({**ORDER_COLUMNS, **SECOND, **STATUS_COLUMNS}, names)
    found = {**usual, **_check_given(given, names, source)}
    second = [role for role in SECOND if role in found]
    if "customer" not in found and second:
        found["customer"] = found.pop(second[0])
    if "item" not in found and "sku" in found:
        found["item"] = found["sku"]
    complete = _check_complete(found, ("customer", "item", "date"), names, source, named_by_options=True)
    return Columns(complete, names=plain_name(complete["customer"]) in SECOND["name"])


def _find_layout(names: Sequence[str], source: str, wanted: str | None) -> Layout | None:
    if wanted is None:
        return next((layout for layout in LAYOUTS if layout.find_columns(names)), None)
    if wanted == PLAIN:
        return None
    layout = next((layout for layout in LAYOUTS if layout.key == wanted), None)
    if layout is None:
        known = ", ".join((PLAIN, *(each.key for each in LAYOUTS if not each.refusal)))
        raise RequestError(
            f"--layout: no layout is called {shorten_text(wanted)!r}", f"the layouts are {known}"
        )
    missing = layout.match_columns(names)[1]
    if missing:
        raise RequestError(
            f"--layout {wanted}: {source} has no column {missing[0]!r}",
            f"its columns are {_list_names(names)}",
        )
    return layout


def find_log_columns(names: Sequence[str], source: str, *, stops: bool = False) -> Columns:
    """Return the columns of an offers log; what `ipp plan` writes is one. `stops`: its rows need to name no offer."""
    wanted = ("customer", *(() if stops else ("offer",)), "event", "date")
    return Columns(_check_complete(match_columns(LOG_COLUMNS, names), wanted, names, source))


def find_customer_columns(names: Sequence[str], attributes: Iterable[str], source: str) -> Columns:
    """Return the columns of a customers table: the customer, and each attribute that a segment reads and it has."""
    found = _check_complete(
        match_columns({"customer": ORDER_COLUMNS["customer"]}, names), ("customer",), names, source
    )
    return Columns(found | find_attribute_columns(attributes, names))


def _check_given(given: Mapping[str, str], names: Sequence[str], source: str) -> dict[str, str]:
    by_folded = {fold_name(name): name for name in reversed(names)}
    for role, name in given.items():
        if fold_name(name) not in by_folded:
            raise RequestError(
                f"--{role}-col {name!r}: {source} has no such column", f"its columns are {_list_names(names)}"
            )
    return {role: by_folded[fold_name(name)] for role, name in given.items()}


def _check_complete(
    found: dict[str, str],
    wanted: Sequence[str],
    names: Sequence[str],
    source: str,
    *,
    named_by_options: bool = False,
) -> dict[str, str]:
    """Return the columns that were found; raises RequestError when one is missing. `named_by_options`: options can say which they are, as only those of orders."""
    for role in wanted:
        if role not in found:
            raise RequestError(
                f"{source}: no column is known to be the {role}; there are {_list_names(names)}",
                f"say which with --{role}-col NAME" if named_by_options else f"call one of them {role!r}",
            )
    return found


def _list_names(names: Sequence[str]) -> str:
    return name_few([repr(shorten_text(name, 30)) for name in names], 12)
