"""WooCommerce's export of orders: one line an order, its products in a list, `2× Name, 1× Other name`."""

from ibis import Table

from ipp.orders.cells import trim_blanks
from ipp.orders.layout import Layout


def split_items(rows: Table) -> Table:
    """Give each product of WooCommerce's `2× Name, 1× Other name` a line of its own; names may hold commas."""
    mark = "\x01"
    parted = rows.item.fill_null("").re_replace(r", (-?\d+× )", mark + r"\1").split(mark)
    rows = rows.mutate(entry=parted.unnest()).drop("item", "quantity")
    item = trim_blanks(rows.entry.re_replace(r"^-?\d+× ", "")).nullif("")
    return rows.mutate(item=item, quantity=rows.entry.re_extract(r"^(-?\d+)× ", 1).nullif("")).drop("entry")


WOOCOMMERCE = Layout(
    "WooCommerce's order export",
    {
        "customer": "Customer",
        "items": "Product(s)",
        "date": "Date",
        "order": "Order #",
        "status": "Status",
    },
    pending=False,  # not paid
    split=split_items,
)
