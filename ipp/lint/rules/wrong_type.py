"""A list stands where a name belongs, a name where a mapping belongs, and so on.

`next`, `downsell`, `items`, `free`, `when` and `unless` take a single name where a list would hold one;
everything else takes one sort of thing only.

Wrong::

    ipp: 1
    ultimate: Club
    products:
      Slippers: {price: [24, 22], next: Club}
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

from ipp.path.rules import WRONG_TYPE as RULE

__all__ = ["RULE"]
