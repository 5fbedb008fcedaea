"""Stripe's export of payments: one line a payment; what was bought stands in its description."""

from ipp.orders.layout import Layout

STRIPE = Layout(
    "stripe",
    "Stripe's export of payments",
    "https://docs.stripe.com/reports/payments",
    {
        "customer": ("Customer Email",),
        "name": ("Customer Description",),
        "item": ("Description",),
        "date": ("Created date (UTC)", "Created (UTC)"),
        "order": ("id",),
        "paid": ("Amount",),
        "status": ("Status",),
        "refunded": ("Refunded date (UTC)",),
    },
    pending=False,
    optional=("name", "paid", "status", "refunded"),
    marks=("Amount Refunded", "Captured"),
)
