"""Easy Digital Downloads' export of payments: one line an order, its products in a list, `Name / Other name`."""

from ipp.orders.layout import Layout

EASY_DIGITAL_DOWNLOADS = Layout(
    "edd",
    "Easy Digital Downloads' export of payments",
    "https://easydigitaldownloads.com/docs/exporting-order-history/",
    {
        "customer": ("Email",),
        "item": ("Products",),
        "date": ("Date",),
        "order": ("Payment ID", "Payment Number", "Order ID"),
        "paid": ("Amount ($)", "Amount"),
        "status": ("Status",),
    },
    pending=False,
    optional=("paid", "status"),
    marks=("Purchase Key",),
)
