"""A key is not part of the format.

A misspelled key would have no effect, and nobody would notice. The finding shows the nearest legal key.

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
