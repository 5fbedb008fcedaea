"""Shopify's export of orders: what an order says stands on its first line only."""

from ipp.orders.layout import Layout

SHOPIFY = Layout(
    "Shopify's order export",
    {
        "customer": "Email",
        "item": "Lineitem name",
        "sku": "Lineitem sku",
        "date": "Created at",
        "order": "Name",
        "quantity": "Lineitem quantity",
        "cancelled": "Cancelled at",
        "status": "Financial Status",
    },
    pending=True,  # cash on delivery
    optional=("sku", "cancelled", "status"),
)
