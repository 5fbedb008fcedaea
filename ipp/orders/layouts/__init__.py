"""Exports of shops that are recognised by their columns. To add one: a file here, and a word in LAYOUTS."""

from ipp.orders.layouts.shopify import SHOPIFY
from ipp.orders.layouts.woocommerce import WOOCOMMERCE

LAYOUTS = (SHOPIFY, WOOCOMMERCE)
"""In the order in which they are tried."""
