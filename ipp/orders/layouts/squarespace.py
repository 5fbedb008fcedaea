"""Squarespace's export of orders: one line a product, as Shopify's, but orders have an `Order ID` and products a variant."""

from ipp.orders.layout import Layout

SQUARESPACE = Layout(
    "squarespace",
    "Squarespace's order export",
    "https://support.squarespace.com/hc/en-us/articles/205812638",
    {
        "customer": ("Email",),
        "phone": ("Billing Phone",),
        "item": ("Lineitem name",),
        "sku": ("Lineitem sku",),
        "date": ("Created at", "Paid at"),
        "order": ("Order ID",),
        "quantity": ("Lineitem quantity",),
        "price": ("Lineitem price",),
        "cancelled": ("Cancelled at",),
        "status": ("Financial Status",),
    },
    pending=None,
    optional=("phone", "sku", "price", "cancelled", "status"),
    marks=("Lineitem variant",),
)
