"""Magento's and Adobe Commerce's ordered items, joined with their orders; and the grid of orders, which names no products."""

from ipp.orders.layout import Layout

MAGENTO = Layout(
    "magento",
    "Magento's ordered items",
    "https://developer.adobe.com/commerce/webapi/rest/quick-reference/",
    {
        "customer": ("customer_email",),
        "item": ("name", "product_name"),
        "sku": ("sku",),
        "date": ("created_at",),
        "order": ("increment_id", "order_id"),
        "quantity": ("qty_ordered",),
        "given_back": ("qty_refunded",),
        "price": ("price_incl_tax", "price"),
        "paid": ("row_total_incl_tax", "row_total"),
        "status": ("status", "state"),
    },
    pending=False,
    optional=("item", "given_back", "price", "paid", "status"),
)
MAGENTO_GRID = Layout(
    "magento-grid",
    "Magento's grid of orders",
    "https://experienceleague.adobe.com/en/docs/commerce-admin/stores-sales/order-management/orders/orders",
    {"order": ("ID",), "date": ("Purchase Date",), "customer": ("Bill-to Name",)},
    pending=False,
    marks=("Ship-to Name", "Status"),
    refusal="export ordered items, with customer_email, sku, name, qty_ordered and created_at",
)
