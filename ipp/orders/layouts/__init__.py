"""Exports of shops that are recognised by their columns. To add one: a file here, and a word in LAYOUTS."""

from ipp.orders.layouts.easy_digital_downloads import EASY_DIGITAL_DOWNLOADS
from ipp.orders.layouts.etsy import ETSY
from ipp.orders.layouts.gumroad import GUMROAD
from ipp.orders.layouts.magento import MAGENTO, MAGENTO_GRID
from ipp.orders.layouts.prestashop import PRESTASHOP, PRESTASHOP_LIST
from ipp.orders.layouts.shopify import SHOPIFY
from ipp.orders.layouts.squarespace import SQUARESPACE
from ipp.orders.layouts.stripe import STRIPE
from ipp.orders.layouts.woocommerce import WOOCOMMERCE
from ipp.orders.layouts.woocommerce_items import WOOCOMMERCE_ITEMS

LAYOUTS = (
    SQUARESPACE,
    SHOPIFY,
    WOOCOMMERCE,
    WOOCOMMERCE_ITEMS,
    MAGENTO,
    MAGENTO_GRID,
    PRESTASHOP,
    PRESTASHOP_LIST,
    ETSY,
    GUMROAD,
    STRIPE,
    EASY_DIGITAL_DOWNLOADS,
)
"""In the order in which they are tried."""
PLAIN = "plain"
"""What `--layout` says for orders in no layout of a shop: columns are known by their usual names."""
