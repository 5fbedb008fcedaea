"""Shopify's export of orders: one line a product, what an order says stands on its first line only.

The export tells a partial refund as an amount, not as what was given back: nothing is taken back, and those orders stay bought.
What `refunded` says: `orders/statuses.py`. A quantity of 0 is a line that was taken out of the order.
"""

from ipp.orders.layout import Layout

SHOPIFY = Layout(
    "shopify",
    "Shopify's order export",
    "https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders",
    {
        "customer": ("Email",),
        "phone": ("Phone", "Billing Phone"),
        "name": ("Billing Name",),
        "item": ("Lineitem name",),
        "sku": ("Lineitem sku",),
        "date": ("Created at",),
        "order": ("Name",),
        "quantity": ("Lineitem quantity",),
        "price": ("Lineitem price",),
        "cancelled": ("Cancelled at",),
        "status": ("Financial Status",),
    },
    pending=True,  # cash on delivery
    optional=("phone", "name", "sku", "price", "cancelled", "status"),
)
