"""Gumroad's export of sales: one line a sale; a sale that was refunded in full says so, without a day."""

from ipp.orders.layout import Layout

GUMROAD = Layout(
    "gumroad",
    "Gumroad's export of sales",
    "https://gumroad.com/help/article/74-the-analytics-dashboard",
    {
        "customer": ("Purchase Email", "Buyer Email", "Email"),
        "item": ("Item Name",),
        "date": ("Purchase Date",),
        "order": ("Order Number", "Purchase ID"),
        "quantity": ("Quantity",),
        "price": ("Item Price ($)",),
        "paid": ("Sale Price ($)",),
        "undone": ("Fully Refunded?",),
        "disputed": ("Disputed?",),
    },
    pending=None,
    optional=("quantity", "price", "paid", "undone", "disputed"),
    marks=("Purchase ID",),
)
