"""A name means nothing, or the wrong sort of thing.

Names are compared without regard to case. The nearest name is shown.

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
