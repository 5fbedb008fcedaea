"""WooCommerce's orders as the extension Customer/Order CSV Export writes them, one line a product."""

from ipp.orders.layout import Layout

WOOCOMMERCE_ITEMS = Layout(
    "woocommerce-items",
    "WooCommerce's export of ordered items",
    "https://woocommerce.com/document/ordercustomer-csv-export/",
    {
        "customer": ("billing_email", "customer_email"),
        "phone": ("billing_phone",),
        "item": ("item_name", "line_item_name"),
        "sku": ("item_sku", "line_item_sku"),
        "date": ("date", "order_date"),
        "order": ("order_number", "order_id"),
        "quantity": ("item_quantity", "line_item_quantity"),
        "given_back": ("item_refunded_qty",),
        "paid": ("item_total",),
        "status": ("status", "order_status"),
    },
    pending=False,
    optional=("phone", "sku", "given_back", "paid", "quantity", "status"),
)
