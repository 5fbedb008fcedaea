"""WooCommerce's report of orders (Analytics > Orders, downloaded or e-mailed): one line an order, its products in a list, `2× Name, 1× Other name`.

It tells customers by their names alone. Older versions say `new` or `returning` in that column: then nobody is named, and it is refused.
"""

from ipp.orders.cells import trim_blanks
from ipp.orders.engines.relations import drop_columns
from ipp.orders.layout import Layout
from ipp.orders.sql import Table


def split_items(rows: Table) -> Table:
    """Give each product of WooCommerce's `2× Name, 1× Other name` a line of its own; names may hold commas."""
    mark = "\x01"
    parted = rows.item.fill_null("").re_replace(r", (-?\d+× )", mark + r"\1").split(mark)
    rows = drop_columns(rows.mutate(entry=parted.unnest()), "item", "quantity")
    item = trim_blanks(rows.entry.re_replace(r"^-?\d+× ", "")).nullif("")
    quantity = rows.entry.re_extract(r"^(-?\d+)× ", 1).nullif("")
    return drop_columns(rows.mutate(item=item, quantity=quantity), "entry")


WOOCOMMERCE = Layout(
    "woocommerce",
    "WooCommerce's order export",
    "https://woocommerce.com/document/woocommerce-analytics/orders-report/",
    {
        "customer": ("Customer", "Kunde", "Client", "Cliente", "Klant"),
        "items": ("Product(s)", "Produkt(e)", "Produit(s)", "Producto(s)", "Prodotto/i", "Product(en)"),
        "date": ("Date", "Datum", "Fecha", "Data"),
        "order": ("Order #", "Bestellung #", "Commande n°", "Pedido #", "Ordine #", "Bestelling #"),
        "status": ("Status", "Statut", "Estado", "Stato"),
    },
    pending=False,  # not paid
    names=True,
    split=split_items,
)
