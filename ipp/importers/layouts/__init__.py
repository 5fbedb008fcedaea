"""Exports of products that are recognised by their columns. To add one: a file here, and a word in LAYOUTS."""

from ipp.importers.layouts.gumroad import GUMROAD
from ipp.importers.layouts.magento import MAGENTO
from ipp.importers.layouts.plain import PLAIN, ROLES
from ipp.importers.layouts.prestashop import PRESTASHOP
from ipp.importers.layouts.shopify import SHOPIFY
from ipp.importers.layouts.stripe import STRIPE
from ipp.importers.layouts.woocommerce import WOOCOMMERCE

LAYOUTS = (SHOPIFY, WOOCOMMERCE, MAGENTO, PRESTASHOP, STRIPE, GUMROAD, PLAIN)
"""In the order in which they are tried; the last takes any table."""
__all__ = ["LAYOUTS", "PLAIN", "ROLES"]
