"""Etsy's export of sold order items: one line a product; dates are month/day/year."""

from ipp.orders.layout import Layout

ETSY = Layout(
    "etsy",
    "Etsy's export of sold items",
    "https://help.etsy.com/hc/en-us/articles/360000343508",
    {
        "customer": ("Buyer",),
        "name": ("Ship Name",),
        "item": ("Item Name",),
        "sku": ("SKU",),
        "date": ("Sale Date",),
        "order": ("Order ID",),
        "quantity": ("Quantity",),
        "price": ("Price",),
        "paid": ("Item Total",),
    },
    pending=None,
    optional=("name", "sku", "price", "paid", "order"),
    marks=("Transaction ID", "Listing ID"),
    dates="mdy",
)
