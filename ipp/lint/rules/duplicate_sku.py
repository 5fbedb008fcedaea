"""Two items have the same sku.

Exports of orders identify items by sku, so the orders of these two could not be told apart. The name of another item
cannot be a sku either, in upper or lower case.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, sku: A-1, next: Club}
      Nail Kit: {price: 22, sku: A-1, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, sku: A-1, next: Club}
      Nail Kit: {price: 22, sku: A-2, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.path.rules import DUPLICATE_SKU as RULE

__all__ = ["RULE"]
