"""A name is unknown, or names the wrong type of thing.

Upper and lower case make no difference. The finding shows the nearest name.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: 24, next: Clbu}
      Club: {price: 29}
    touches: {Letter: {kind: content}}
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

from ipp.path.rules import UNKNOWN_NAME as RULE

__all__ = ["RULE"]
