"""A key is not one of the format's.

A misspelt key would be silently without effect. The nearest legal key is shown.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {prise: 24, next: Club}
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

from ipp.path.rules import UNKNOWN_KEY as RULE

__all__ = ["RULE"]
