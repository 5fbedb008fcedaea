"""Two items have the same name.

People type names, so a product, a bundle and a touch cannot share one. `Club` is the same name as `club`.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}, club: {kind: event}}
    rest: [{do: Letter, every: 30d}]

Right::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Club}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
    rest: [{do: Letter, every: 30d}]
"""

from ipp.path.rules import DUPLICATE_NAME as RULE

__all__ = ["RULE"]
