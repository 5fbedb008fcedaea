"""PrestaShop's ordered products, as its SQL Manager exports them; and the list of orders, which names no products."""

from ipp.orders.layout import Layout

PRESTASHOP = Layout(
    "prestashop",
    "PrestaShop's ordered products",
    "https://docs.prestashop-project.org/v.8-documentation/user-guide/configuring-shop/advanced-parameters/database",
    {
        "customer": ("email", "customer_email"),
        "item": ("product_name",),
        "sku": ("product_reference",),
        "date": ("date_add", "invoice_date"),
        "order": ("reference", "id_order"),
        "quantity": ("product_quantity",),
        "given_back": ("product_quantity_refunded", "product_quantity_return"),
        "price": ("unit_price_tax_incl",),
        "paid": ("total_price_tax_incl",),
        "status": ("order_state", "state", "status"),
    },
    pending=False,
    optional=("sku", "given_back", "price", "paid", "status"),
)
PRESTASHOP_LIST = Layout(
    "prestashop-list",
    "PrestaShop's list of orders",
    "https://docs.prestashop-project.org/v.8-documentation/user-guide/selling/managing-orders",
    {"order": ("Reference",), "customer": ("Customer",), "date": ("Date",)},
    pending=False,
    marks=("New client", "Payment"),
    refusal="export order_detail with the SQL Manager, with email, product_name, product_quantity and date_add",
)
